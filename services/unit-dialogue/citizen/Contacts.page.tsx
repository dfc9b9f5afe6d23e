import { Answer, EmptyState, Page, Section } from '@lomma/platform/ui'
import { useSearchParams, useTexts } from '@lomma/platform/web'
import type { Contacts } from '../contract/index.ts'
import { useContacts } from './api.ts'
import { Closed } from './Closed.tsx'
import styles from './contacts.module.css'
import { GpContact } from './GpContact.tsx'
import { UnitContact } from './UnitContact.tsx'

/** Everybody who looks after me: the GP, the hospital units that have said so, and those that did. */
export default function ContactsPage() {
  const { t } = useTexts()
  const contacts = useContacts()
  return (
    <Page title={t('unit-dialogue.title')} lead={t('unit-dialogue.lead')}>
      <Section title={t('unit-dialogue.gp.title')}>
        <GpContact />
      </Section>
      <Section title={t('unit-dialogue.units.title')}>
        <Answer query={contacts} service="unit-dialogue" count={2}>
          {(found) => <Units contacts={found} />}
        </Answer>
      </Section>
    </Page>
  )
}

function Units({ contacts: { open, closed } }: { readonly contacts: Contacts }) {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const wanted = search.get('kontakt')
  return (
    <div className={styles.cards}>
      {open.length === 0 && (
        <EmptyState title={t('unit-dialogue.units.empty')}>
          <p>{t('unit-dialogue.units.how')}</p>
        </EmptyState>
      )}
      {open.map((contact) => (
        <UnitContact key={contact.id} contact={contact} />
      ))}
      <Closed contacts={closed} open={closed.some(({ id }) => id === wanted)} />
    </div>
  )
}
