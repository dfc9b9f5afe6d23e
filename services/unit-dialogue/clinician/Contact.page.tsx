import { Answer, FactList, Notice, Page, Row, Rows, Section } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import type { OfficeContactPage } from '../contract/index.ts'
import { useContact } from './api.ts'
import { ContactActs } from './ContactActs.tsx'

/** One health contact: whose, until when, what was written; write first, set the last day, end it. */
export default function ContactPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const query = useContact(id)
  return (
    <Page
      title={query.data?.patient.name ?? t('unit-dialogue.office.title')}
      {...(query.data?.patient.birthDate
        ? { lead: t('unit-dialogue.page.born', { date: query.data.patient.birthDate }) }
        : {})}
      back={{ href: '/kontor/helsekontakter', label: t('unit-dialogue.office.back') }}
    >
      <Answer query={query} service="unit-dialogue" shape="facts" count={4}>
        {(contact) => <Content key={contact.id} contact={contact} />}
      </Answer>
    </Page>
  )
}

function Content({ contact }: { readonly contact: OfficeContactPage }) {
  const { t, formatDate } = useTexts()
  const { unit, since, openedBy, until, closed } = contact
  return (
    <>
      {closed && (
        <Notice title={t('unit-dialogue.page.closed')}>
          <p>
            {t('unit-dialogue.closed.on', { on: closed.on })} {t(`unit-dialogue.reason.${closed.reason}`)}
          </p>
          {closed.words && <p>{closed.words}</p>}
        </Notice>
      )}
      <FactList
        facts={[
          { term: t('unit-dialogue.page.unit'), value: unit },
          {
            term: t('unit-dialogue.page.since'),
            value: openedBy ? t('unit-dialogue.page.since-by', { since, by: openedBy }) : formatDate(since),
          },
          ...(closed
            ? []
            : [
                {
                  term: t('unit-dialogue.page.until'),
                  value: until ? formatDate(until) : t('unit-dialogue.page.no-until'),
                },
              ]),
        ]}
      />
      {!closed && <ContactActs contact={contact} />}
      <Section title={t('unit-dialogue.page.talks')}>
        {contact.talks.length === 0 ? <p>{t('unit-dialogue.page.no-talks')}</p> : <Talks talks={contact.talks} />}
      </Section>
    </>
  )
}

function Talks({ talks }: Pick<OfficeContactPage, 'talks'>) {
  const { t, relativeDay } = useTexts()
  return (
    <Rows>
      {talks.map(({ id, topic, state, at, waiting, unreadByPatient }) => (
        <Row
          key={id}
          href={`/kontor/sak/sykehusmelding/${id}`}
          title={topic ?? t('unit-dialogue.talk.untitled')}
          detail={`${t(`dialogue.state.${state}`)}, ${relativeDay(at)}`}
          {...(waiting ? { meta: <strong>{t('unit-dialogue.page.waiting')}</strong> } : {})}
          {...(!waiting && unreadByPatient ? { meta: t('unit-dialogue.page.unread') } : {})}
        />
      ))}
    </Rows>
  )
}
