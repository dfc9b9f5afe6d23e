import { Answer, EmptyState, Notice, Page, Phone, Section, StateLine, type Tone } from '@lomma/platform/ui'
import { useParams, useSearchParams, useTexts } from '@lomma/platform/web'
import type { AppointmentDetail, State } from '../contract/index.ts'
import { AppointmentFacts } from './AppointmentFacts.tsx'
import { useAppointment } from './api.ts'
import { CalendarFile } from './CalendarFile.tsx'
import { CancelAppointment } from './CancelAppointment.tsx'
import { ChangeAppointment } from './ChangeAppointment.tsx'
import { nameOf } from './names.ts'

/** One appointment: when, where, what to do before, and what can be done with it. */
export default function AppointmentPage() {
  const { id = '' } = useParams<{ id: string }>()
  const { t } = useTexts()
  const query = useAppointment(id)
  const gone = query.failure?.kind === 'refused' && query.failure.status === 404
  const back = { href: '/timeavtaler', label: t('appointments.page.list.title') }
  if (gone)
    return (
      <Page title={t('appointments.page.one.not-found')} back={back}>
        <EmptyState title={t('appointments.page.one.not-found-text')} />
      </Page>
    )
  return (
    <Page title={query.data ? nameOf(query.data, t) : t('appointments.page.one.title')} back={back}>
      <Answer query={query} service="appointments" count={4}>
        {(one) => <Detail one={one} />}
      </Answer>
    </Page>
  )
}

const tones: Readonly<Record<State, Tone>> = {
  booked: 'done',
  pending: 'attention',
  proposed: 'waiting',
  waiting: 'waiting',
  arrived: 'done',
  done: 'ended',
  missed: 'ended',
  cancelled: 'ended',
}

function Detail({ one }: { readonly one: AppointmentDetail }) {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const isNew = search.get('ny') === '1'
  const ended = ['done', 'missed', 'cancelled'].includes(one.state)
  return (
    <>
      {isNew && one.state === 'booked' && (
        <Notice tone="good" announced title={t('appointments.page.one.booked-title')}>
          <p>{t('appointments.page.one.booked-text', { receipt: one.receipt ?? '' })}</p>
        </Notice>
      )}
      <StateLine
        tone={tones[one.state]}
        text={t(`appointments.state.${one.state}`)}
        turn={t(one.yourTurn ? 'appointments.turn.you' : ended ? 'appointments.turn.nobody' : 'appointments.turn.come')}
      />
      {one.cancelled && <Cancelled one={one} />}
      <AppointmentFacts one={one} />
      {one.preparation && (
        <Section title={t('appointments.page.one.preparation')}>
          <p>{one.preparation}</p>
        </Section>
      )}
      <CalendarFile one={one} />
      <ChangeAppointment one={one} />
      <CancelAppointment one={one} />
      <WayOut one={one} />
    </>
  )
}

function Cancelled({ one }: { readonly one: AppointmentDetail }) {
  const { t } = useTexts()
  const { cancelled } = one
  if (!cancelled) return null
  return (
    <Notice tone={cancelled.by === 'office' ? 'attention' : 'plain'}>
      <p>{t(`appointments.page.one.cancelled-by-${cancelled.by}`)}</p>
      {cancelled.reason && <p>{t('appointments.page.one.cancelled-reason', { reason: cancelled.reason })}</p>}
      <p>
        <a href="/timeavtaler/bestill">{t('appointments.page.one.book-new')}</a>
      </p>
    </Notice>
  )
}

function WayOut({ one }: { readonly one: AppointmentDetail }) {
  const { t } = useTexts()
  return (
    <p>
      {one.phone ? (
        <>
          {t('appointments.page.one.call', { owner: one.owner ?? '' })} <Phone number={one.phone} />.
        </>
      ) : (
        t('appointments.page.one.no-phone')
      )}
    </p>
  )
}
