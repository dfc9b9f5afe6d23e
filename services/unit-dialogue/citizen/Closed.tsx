import { Card, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Contact } from '../contract/index.ts'
import styles from './contacts.module.css'
import { Talks } from './Talks.tsx'

/** Units that were health contacts: folded, with why it ended, whom to turn to, and what was said. */
export function Closed({ contacts, open }: { readonly contacts: readonly Contact[]; readonly open: boolean }) {
  const { t } = useTexts()
  if (contacts.length === 0) return null
  return (
    <details className={styles.closed} open={open}>
      <summary>{t('unit-dialogue.closed.title', { count: contacts.length })}</summary>
      {contacts.map((contact) => (
        <ClosedContact key={contact.id} contact={contact} />
      ))}
    </details>
  )
}

function ClosedContact({ contact: { unit, hospital, phone, closed, talks } }: { readonly contact: Contact }) {
  const { t } = useTexts()
  if (!closed) return null
  return (
    <Card title={unit} level={3}>
      <p>
        {hospital}
        <br />
        <strong>{t('unit-dialogue.closed.on', { on: closed.on })}</strong> {t(`unit-dialogue.reason.${closed.reason}`)}
      </p>
      {closed.words && <p>{t('unit-dialogue.closed.words', { words: closed.words })}</p>}
      {phone && (
        <p>
          {t('unit-dialogue.closed.call')} <Phone number={phone} />.
        </p>
      )}
      <Talks talks={talks} />
    </Card>
  )
}
