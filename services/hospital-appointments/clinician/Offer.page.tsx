import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { Answer, EmptyState, ErrorState, Page } from '@lomma/platform/ui'
import { serverNow, useSearchParams, useTexts } from '@lomma/platform/web'
import { useEffect, useState } from 'react'
import type { Offered } from '../contract/index.ts'
import { useOffice, useReferred } from './api.ts'
import styles from './hospital.module.css'
import { OfferForm } from './OfferForm.tsx'

const chooseInDays = 10
const again = 2_000

/** C2 at the hospital: offer times to one patient. */
export default function OfferPage() {
  const { t } = useTexts()
  const query = useOffice()
  const { data, reload } = query
  // The clinics' free times are being fetched: the form fills by itself.
  const awaited = data?.origin?.underway === true
  useEffect(() => {
    if (!awaited) return
    const timer = setInterval(reload, again)
    return () => clearInterval(timer)
  }, [awaited, reload])
  const [search] = useSearchParams()
  const referred = useReferred(search.get('henvisning'))
  const [done, setDone] = useState<Offered>()
  return (
    <Page
      title={t('hospital-appointments.offer.title')}
      lead={t('hospital-appointments.offer.lead')}
      back={{ href: '/kontor/sykehustimer', label: t('hospital-appointments.office.back') }}
    >
      <Answer query={query} service="hospital-appointments" shape="facts" count={6}>
        {({ clinics }) => {
          if (clinics.length === 0) return <EmptyState title={t('hospital-appointments.office.no-clinics')} />
          if (done)
            return (
              <div role="status" className={styles.done}>
                <h2>{t('hospital-appointments.offer.done', { patient: done.patient, count: done.times })}</h2>
                <button type="button" onClick={() => setDone(undefined)}>
                  {t('hospital-appointments.offer.another')}
                </button>
              </div>
            )
          if (referred.failure) return <ErrorState failure={referred.failure} service="hospital-appointments" />
          if (referred.data === undefined) return null
          const chooseBy = addDays(osloDateOf(serverNow()), chooseInDays)
          return <OfferForm clinics={clinics} chooseBy={chooseBy} referred={referred.data} onDone={setDone} />
        }}
      </Answer>
    </Page>
  )
}
