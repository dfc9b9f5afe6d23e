import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ErrorState } from '@lomma/platform/ui'
import { serverNow, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { CalendarTime } from '../contract/index.ts'
import { useMark, useOfficeMove, useSetTime } from './api.ts'
import { BookForPatient } from './BookForPatient.tsx'
import { CancelForm } from './CancelForm.tsx'
import styles from './calendar.module.css'

interface Props {
  readonly time: CalendarTime | undefined
  readonly moving: CalendarTime | null
  readonly onMove: (time: CalendarTime | null) => void
  readonly onDone: () => void
}

/** What the chosen time is, and what can be done with it. */
export function TimePanel({ time, moving, onMove, onDone }: Props) {
  const { t, formatWeekday, formatTime } = useTexts()
  if (!time) return <p className={styles.soft}>{t('appointments.office.choose')}</p>
  return (
    <section className={styles.panel} aria-live="polite">
      <h3>
        {formatWeekday(time.start)} {formatTime(time.start)}–{formatTime(time.end)}
      </h3>
      <p className={styles.soft}>
        {t(`appointments.office.status.${time.status}`)} ·{' '}
        {time.modes.map((mode) => t(`appointments.mode.${mode}`)).join(', ')}
      </p>
      {time.appointment ? (
        <Booked key={time.appointment.id} time={time} appointment={time.appointment} moving={moving} onMove={onMove} />
      ) : (
        <Unbooked key={time.slot} time={time} moving={moving} onDone={onDone} />
      )}
    </section>
  )
}

type Appointment = NonNullable<CalendarTime['appointment']>

function Booked(props: {
  readonly time: CalendarTime
  readonly appointment: Appointment
  readonly moving: CalendarTime | null
  readonly onMove: (time: CalendarTime | null) => void
}) {
  const { t, formatDate } = useTexts()
  const { time, appointment, moving, onMove } = props
  const [cancelling, setCancelling] = useState(false)
  const mark = useMark(() => undefined)
  const { id, version, state, patient, reason } = appointment
  const key = (name: string) => `appointments.office.${name}`
  return (
    <>
      <p>
        <strong>{patient.name}</strong>
        {patient.birthDate && ` · ${formatDate(patient.birthDate)}`}
      </p>
      {reason && <p>{t(key('reason'), { reason })}</p>}
      {state !== 'booked' && <p>{t(`appointments.state.${state}`)}</p>}
      {mark.failure && <ErrorState failure={mark.failure} service="appointments" />}
      {moving === time && <p role="status">{t(key('moving'))}</p>}
      <Actions>
        {state === 'booked' && (
          <>
            <Button variant="outline" onClick={() => void mark.run({ id, version, as: 'arrived' })}>
              {t(key('arrived'))}
            </Button>
            <Button variant="outline" onClick={() => void mark.run({ id, version, as: 'missed' })}>
              {t(key('missed'))}
            </Button>
            <Button variant="outline" onClick={() => onMove(moving === time ? null : time)}>
              {t(key(moving === time ? 'stop-moving' : 'move'))}
            </Button>
            <Button variant="outline" concept="destructive" onClick={() => setCancelling(true)}>
              {t(key('cancel'))}
            </Button>
          </>
        )}
        {(state === 'arrived' || state === 'missed') && (
          <Button variant="outline" onClick={() => void mark.run({ id, version, as: 'booked' })}>
            {t(key('undo'))}
          </Button>
        )}
      </Actions>
      {cancelling && <CancelForm id={id} version={version} onClose={() => setCancelling(false)} />}
    </>
  )
}

function Unbooked(props: {
  readonly time: CalendarTime
  readonly moving: CalendarTime | null
  readonly onDone: () => void
}) {
  const { t } = useTexts()
  const { time, moving, onDone } = props
  const set = useSetTime(onDone)
  const move = useOfficeMove(onDone)
  const { slot, status } = time
  const key = (name: string) => `appointments.office.${name}`
  if (slot === null) return null
  const failure = set.failure ?? move.failure
  const from = moving?.appointment
  const begun = new Date(time.start) <= serverNow()
  return (
    <>
      {failure && <ErrorState failure={failure} service="appointments" />}
      {begun && <p>{t(key('begun'))}</p>}
      {status === 'free' && !begun && from && (
        <Actions>
          <Button onClick={() => void move.run({ id: from.id, version: from.version, slot })}>
            {t(key('move-here'), { name: from.patient.name })}
          </Button>
        </Actions>
      )}
      {status === 'free' && !begun && !from && <BookForPatient time={time} onDone={onDone} />}
      <Actions>
        {status === 'free' && (
          <Button variant="outline" onClick={() => void set.run({ slot, act: 'block' })}>
            {t(key('block'))}
          </Button>
        )}
        {status === 'blocked' && (
          <Button variant="outline" onClick={() => void set.run({ slot, act: 'open' })}>
            {t(key('open'))}
          </Button>
        )}
        {(status === 'free' || status === 'blocked') && (
          <Button variant="borderless" onClick={() => void set.run({ slot, act: 'remove' })}>
            {t(key('remove'))}
          </Button>
        )}
      </Actions>
    </>
  )
}
