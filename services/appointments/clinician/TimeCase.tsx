import Button from '@helsenorge/designsystem-react/components/Button'
import { ActButton, Actions, EmptyState, ErrorState, FactList, Skeleton } from '@lomma/platform/ui'
import { type CaseProps, useTexts } from '@lomma/platform/web'
import type { Case } from '../contract/index.ts'
import { useOfficeBook, useSettle, useTimeCase } from './api.ts'
import { WishInWords } from './WaitingList.tsx'

/** A line of the work queue: somebody waits for a time, or said no too late. */
export default function TimeCase({ id, onDone }: CaseProps) {
  const { t } = useTexts()
  const { data, failure, loading, reload } = useTimeCase(id)
  if (loading) return <Skeleton shape="text" count={6} />
  if (failure && !data) return <ErrorState failure={failure} service="appointments" onRetry={reload} />
  if (!data) return null
  return (
    <>
      <h2>{t(`appointments.office.case.${data.what}`, { name: data.patient.name })}</h2>
      <Facts one={data} />
      {data.what === 'waiting' && <Fits one={data} onDone={onDone} />}
      {data.what === 'late-cancellation' && <Late one={data} onDone={onDone} />}
    </>
  )
}

function Facts({ one }: { readonly one: Case }) {
  const { t, formatDate, formatDateTime } = useTexts()
  const key = (name: string) => `appointments.office.case.${name}`
  const { patient, start, doctor, cancelledAt, comment, waiting, fee } = one
  return (
    <FactList
      facts={[
        { term: t(key('born')), value: patient.birthDate ? formatDate(patient.birthDate) : '–' },
        ...(doctor ? [{ term: t(key('doctor')), value: doctor }] : []),
        ...(waiting ? [{ term: t(key('wish')), value: <WishInWords row={waiting} /> }] : []),
        ...(start ? [{ term: t(key('time')), value: formatDateTime(start) }] : []),
        ...(cancelledAt ? [{ term: t(key('cancelled-at')), value: formatDateTime(cancelledAt) }] : []),
        ...(comment ? [{ term: t(key('comment')), value: comment }] : []),
        ...(one.what === 'late-cancellation' && fee !== null
          ? [{ term: t(key('fee')), value: t(key('fee-amount'), { fee }) }]
          : []),
      ]}
    />
  )
}

function Fits({ one, onDone }: { readonly one: Case; readonly onDone: () => void }) {
  const { t, formatWeekday, formatTime } = useTexts()
  const book = useOfficeBook(onDone)
  const key = (name: string) => `appointments.office.case.${name}`
  if (one.fits.length === 0)
    return (
      <EmptyState title={t(key('no-fit'))}>
        <a href="/kontor/kalender">{t(key('to-calendar'))}</a>
      </EmptyState>
    )
  return (
    <>
      <h3>{t(key('fits'))}</h3>
      {book.failure && <ErrorState failure={book.failure} service="appointments" />}
      <Actions>
        {one.fits.map(({ slot, start, doctor }) => (
          <Button
            key={slot}
            variant="outline"
            onClick={() => void book.run({ slot, mode: one.waiting?.mode ?? 'attendance', waiting: one.id })}
          >
            {t(key('give'), { day: formatWeekday(start), time: formatTime(start), doctor: doctor ?? '' })}
          </Button>
        ))}
      </Actions>
    </>
  )
}

function Late({ one, onDone }: { readonly one: Case; readonly onDone: () => void }) {
  const { t } = useTexts()
  const settle = useSettle(onDone)
  const { id, version } = one
  return (
    <>
      {settle.failure && <ErrorState failure={settle.failure} service="appointments" />}
      <Actions>
        <ActButton
          act={t('appointments.office.case.waive')}
          pending={settle.pending}
          onAct={() => void settle.run({ id, version, charge: false })}
        />
        <Button variant="outline" onClick={() => void settle.run({ id, version, charge: true })}>
          {t('appointments.office.case.charge')}
        </Button>
      </Actions>
    </>
  )
}
