import { Answer, EmptyState, Page, Section, StateLine } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import { useEffect } from 'react'
import type { HospitalAppointment } from '../contract/index.ts'
import { AttemptNotice } from './AttemptNotice.tsx'
import { useHospitalAppointment } from './api.ts'
import { CancelTime } from './CancelTime.tsx'
import { ChooseTime } from './ChooseTime.tsx'
import { Facts } from './Facts.tsx'
import { Origin } from './Origin.tsx'

const again = 1_500

/** C2: one appointment at a hospital: when, where, how to prepare, and what can be done with it. */
export default function HospitalPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const query = useHospitalAppointment(id)
  const { data, failure, reload } = query
  const missing = failure?.kind === 'refused' && failure.code === 'not-found'
  // A fresh copy is on its way, or an outcome is being asked for: the page follows by itself.
  const awaited = data !== undefined && (data.origin.underway || data.attempt?.outcome === 'asking')
  useEffect(() => {
    if (!awaited) return
    const timer = setInterval(reload, again)
    return () => clearInterval(timer)
  }, [awaited, reload])
  return (
    <Page
      title={data?.title ?? t(`hospital-appointments.page.${missing ? 'not-found-title' : 'title'}`)}
      back={{ href: '/timeavtaler', label: t('hospital-appointments.page.back') }}
    >
      {missing ? (
        <EmptyState title={t('hospital-appointments.page.not-found')}>
          <a href="/timeavtaler">{t('hospital-appointments.page.to-list')}</a>
        </EmptyState>
      ) : (
        <Answer query={query} service="hospital-appointments" shape="facts" count={6}>
          {(one) => <Detail one={one} />}
        </Answer>
      )}
    </Page>
  )
}

function Detail({ one }: { readonly one: HospitalAppointment }) {
  const { t } = useTexts()
  return (
    <>
      <AttemptNotice one={one} />
      <State one={one} />
      <Section title={t('hospital-appointments.page.facts')}>
        <Facts one={one} />
        <Origin one={one} />
      </Section>
      {one.preparation && (
        <Section title={t('hospital-appointments.page.preparation')}>
          <p>{one.preparation}</p>
        </Section>
      )}
      <ChooseTime one={one} />
      <CancelTime one={one} />
    </>
  )
}

function State({ one }: { readonly one: HospitalAppointment }) {
  const { t } = useTexts()
  const answered = one.status === 'proposed' && one.noneFitsAt !== null
  const waits = one.status === 'proposed' && !answered
  const tone = waits ? 'attention' : answered ? 'waiting' : one.status === 'booked' ? 'done' : 'ended'
  const turn = answered
    ? t('hospital-appointments.page.none-fits-turn')
    : waits && one.chooseBy
      ? t('hospital-appointments.page.choose-by', { date: one.chooseBy })
      : undefined
  const status = answered ? 'none-fits' : one.status
  return <StateLine tone={tone} text={t(`hospital-appointments.status.${status}`)} {...(turn ? { turn } : {})} />
}
