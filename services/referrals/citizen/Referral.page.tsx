import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, EmptyState, type Fact, FactList, Notice, Page, Section } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import type { Referral } from '../contract/index.ts'
import { useReferral } from './api.ts'
import { ChoosePlace } from './ChoosePlace.tsx'
import { Chosen } from './Chosen.tsx'
import { History } from './History.tsx'
import { Late } from './Late.tsx'
import styles from './referrals.module.css'
import { State } from './State.tsx'
import { WayOut } from './WayOut.tsx'
import { Withdraw } from './Withdraw.tsx'

/** C3: one referral: where it stands, who has it now, and what can be done. */
export default function ReferralPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const query = useReferral(id)
  const { data, failure } = query
  const missing = failure?.kind === 'refused' && failure.status === 404
  return (
    <Page
      title={data?.title ?? t(`referrals.page.${missing ? 'not-found-title' : 'title'}`)}
      back={{ href: '/henvisninger', label: t('referrals.list.title') }}
    >
      {missing ? (
        <EmptyState title={t('referrals.page.not-found')}>
          <a href="/henvisninger">{t('referrals.page.to-list')}</a>
        </EmptyState>
      ) : (
        <Answer query={query} service="referrals" shape="facts" count={6}>
          {(one) => <Detail one={one} />}
        </Answer>
      )}
    </Page>
  )
}

function Detail({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  return (
    <>
      <State one={one} />
      <div className={styles.notices}>
        <Chosen one={one} />
        <Late one={one} />
        <Words one={one} />
        <Times one={one} />
      </div>
      <Section title={t('referrals.page.history')}>
        <History one={one} />
      </Section>
      <ChoosePlace one={one} />
      <Section title={t('referrals.page.facts')}>
        <Facts one={one} />
      </Section>
      <Withdraw one={one} />
      <Actions>
        <Button variant="outline" onClick={() => window.print()}>
          {t('referrals.page.print')}
        </Button>
      </Actions>
      <WayOut one={one} />
    </>
  )
}

/** What the hospital wrote, and what follows from it. */
function Words({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const { state, words, answeredBy, unit } = one
  const next = state === 'rejected' || state === 'advised' ? t(`referrals.page.after-${state}`) : null
  if (words === null && next === null) return null
  return (
    <Notice tone={state === 'rejected' ? 'attention' : 'plain'} title={t('referrals.page.words', { unit: unit.name })}>
      {words !== null && <p className={styles.words}>{words}</p>}
      {answeredBy !== null && <p className={styles.by}>{answeredBy}</p>}
      {next !== null && <p>{next}</p>}
    </Notice>
  )
}

/** Times that rest on the referral. */
function Times({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const live = one.appointments.filter(({ status }) => status === 'booked' || status === 'proposed')
  if (live.length === 0) return null
  return (
    <ul className={styles.times}>
      {live.map(({ id, status, starts }) => (
        <li key={id}>
          <a className={styles.link} href={`/timeavtaler/sykehus/${id}`}>
            {status === 'proposed' || starts === null
              ? t('referrals.page.choose-time')
              : t('referrals.page.see-time', { at: starts })}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Facts({ one }: { readonly one: Referral }) {
  const { t, formatDate, formatDateTime } = useTexts()
  const { referrer, unit } = one
  const fact = (name: string) => t(`referrals.fact.${name}`)
  const facts: Fact[] = [
    { term: fact('unit'), value: [unit.name, unit.hospital].filter(Boolean).join(', ') },
    { term: fact('referrer'), value: [referrer.name, referrer.office].filter(Boolean).join(', ') },
    { term: fact('sent'), value: formatDateTime(one.sent) },
    ...(one.assessBy ? [{ term: fact('assess-by'), value: formatDate(one.assessBy) }] : []),
    ...(one.helpBy ? [{ term: fact('help-by'), value: formatDate(one.helpBy) }] : []),
    { term: fact('priority'), value: t(`referrals.priority.${one.priority}`) },
    ...(one.reason ? [{ term: fact('reason'), value: one.reason }] : []),
    ...(one.question ? [{ term: fact('question'), value: one.question }] : []),
  ]
  return <FactList facts={facts} />
}
