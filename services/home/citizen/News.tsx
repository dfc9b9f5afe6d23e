import Bell from '@helsenorge/designsystem-react/components/Icons/Bell'
import Envelope from '@helsenorge/designsystem-react/components/Icons/Envelope'
import { Row, Rows, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useBadge } from './api.ts'
import styles from './home.module.css'

/** One row for new messages and one for new events. A single new message is opened from here at once. */
export function News() {
  const { t } = useTexts()
  const { data } = useBadge()
  if (!data) return null
  const { messages, events, newest } = data
  const toMessage = messages === 1 && newest ? newest.href : messages > 0 ? '/innboks?vis=uleste' : '/innboks'
  return (
    <Section title={t('home.unread.title')}>
      <Rows>
        <Row
          icon={Envelope}
          href={toMessage}
          title={t('home.unread.messages', { count: messages })}
          {...(messages > 0 && newest?.from ? { detail: t('home.unread.from', { from: newest.from }) } : {})}
          {...(messages > 0 ? { meta: <Count count={messages} /> } : {})}
        />
        <Row
          icon={Bell}
          href={events > 0 ? '/innboks?vis=uleste' : '/innboks'}
          title={t('home.unread.events', { count: events })}
          {...(events > 0 ? { meta: <Count count={events} /> } : {})}
        />
      </Rows>
    </Section>
  )
}

/** The same mark as in the menu; the words beside it say the same. */
function Count({ count }: { readonly count: number }) {
  return (
    <span className={styles.count} aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  )
}
