import Button from '@helsenorge/designsystem-react/components/Button'
import { serverNow, useTexts } from '@lomma/platform/web'
import type { AppointmentDetail } from '../contract/index.ts'
import { calendarFile } from '../domain/calendar-file.ts'
import styles from './appointments.module.css'

/**
 * Puts the appointment into the person's own calendar: a file made here in the browser. One that is cancelled takes away what was
 * put there before.
 */
export function CalendarFile({ one }: { readonly one: AppointmentDetail }) {
  const { t } = useTexts()
  const { start, end } = one
  const cancelled = one.state === 'cancelled'
  if (start === null || end === null || (!cancelled && one.state !== 'booked')) return null
  const download = () => {
    const place = one.place
    const location = place ? [place.name, place.entrance, place.floor, place.address].filter(Boolean).join(', ') : ''
    const text = calendarFile(
      {
        id: one.id,
        sequence: one.sequence,
        start: new Date(start),
        end: new Date(end),
        summary: t('appointments.file.summary', { where: one.owner ?? '' }),
        ...(location ? { location } : {}),
        url: `${window.location.origin}/timeavtaler/${one.id}`,
        cancelled,
      },
      serverNow(),
    )
    save(text, 'timeavtale.ics')
  }
  return (
    <div className={styles.file}>
      <Button variant="outline" onClick={download}>
        {t(cancelled ? 'appointments.file.remove' : 'appointments.file.add')}
      </Button>
    </div>
  )
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
