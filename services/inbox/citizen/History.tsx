import type { Thread } from '@lomma/platform/thread'
import { Phone, Timeline } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import styles from './inbox.module.css'

/** What has happened and when, folded; and the phone as the way out. */
export function History({ thread: { steps, phone, office, may } }: { readonly thread: Thread }) {
  const { t } = useTexts()
  return (
    <>
      <details className={styles.archived}>
        <summary>{t('inbox.history')}</summary>
        <Timeline
          steps={steps.map(({ state, at }, index) => ({
            label: t(`inbox.thread.state.${state}`),
            at,
            state: index === steps.length - 1 ? 'now' : 'done',
          }))}
        />
      </details>
      {phone && may.reply && (
        <p>
          {t('inbox.ended.call', { office })} <Phone number={phone} />.
        </p>
      )}
    </>
  )
}
