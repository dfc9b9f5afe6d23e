import { useTexts } from '@lomma/platform/web'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { CalendarTime } from '../contract/index.ts'
import { useOfficeMove } from './api.ts'
import styles from './calendar.module.css'
import { timeAfterKey, type ViewColumn } from './calendar-view.ts'

interface Props {
  readonly columns: readonly ViewColumn[]
  readonly now: string
  readonly chosen: string | null
  readonly moving: CalendarTime | null
  readonly onChoose: (slot: string) => void
  readonly onMoveFrom: (time: CalendarTime | null) => void
}

/** Times in columns, walked with the arrow keys. A booked time is moved by dragging it, or by key from the panel beside. */
export function TimeColumns({ columns, now, chosen, moving, onChoose, onMoveFrom }: Props) {
  const { t, formatWeekday } = useTexts()
  const grid = useRef<HTMLDivElement>(null)
  const walked = useRef(false)
  const drop = useOfficeMove(() => onMoveFrom(null))
  useEffect(() => {
    if (walked.current) grid.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus()
    walked.current = false
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || chosen === null) return
    const next = timeAfterKey(columns, chosen, event.key)
    if (next === undefined) return
    event.preventDefault()
    walked.current = true
    onChoose(next)
  }
  const from = moving?.appointment
  const acts = {
    moving: moving !== null,
    onChoose,
    onDrag: onMoveFrom,
    onDrop: (slot: string) => from && void drop.run({ id: from.id, version: from.version, slot }),
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are walked with the arrow keys
    <div ref={grid} className={styles.columns} onKeyDown={onKeyDown}>
      {columns.map((column) => (
        <section key={column.key} className={styles.column}>
          <h3>{column.doctor ?? formatWeekday(column.date)}</h3>
          {column.times.length === 0 && (
            <p className={styles.soft}>
              {t(column.holiday ? 'appointments.week.holiday' : 'appointments.office.no-times')}
            </p>
          )}
          <ul>
            {column.times.map((time) => (
              <li key={time.slot ?? time.start}>
                <TimeButton {...acts} time={time} past={time.end < now} chosen={time.slot === chosen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface TimeButtonProps {
  readonly time: CalendarTime
  readonly past: boolean
  readonly chosen: boolean
  /** An appointment is on its way to another time. */
  readonly moving: boolean
  readonly onChoose: (slot: string) => void
  readonly onDrag: (time: CalendarTime | null) => void
  readonly onDrop: (slot: string) => void
}

function TimeButton({ time, past, chosen, moving, onChoose, onDrag, onDrop }: TimeButtonProps) {
  const { t, formatTime } = useTexts()
  const { appointment, status, slot } = time
  const target = moving && status === 'free'
  const classes = [styles.time, styles[status], past ? styles.past : '', target ? styles.target : '']
  const state =
    appointment && appointment.state !== 'booked' ? ` · ${t(`appointments.state.${appointment.state}`)}` : ''
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      aria-pressed={chosen}
      draggable={appointment?.state === 'booked'}
      onClick={() => slot && onChoose(slot)}
      onDragStart={() => onDrag(time)}
      onDragOver={(event) => target && event.preventDefault()}
      onDrop={() => target && slot && onDrop(slot)}
    >
      <span className={styles.clock}>{formatTime(time.start)}</span>
      <span className={styles.what}>
        {appointment ? `${appointment.patient.name}${state}` : t(`appointments.office.status.${status}`)}
      </span>
      {appointment?.mode && appointment.mode !== 'attendance' && (
        <span className={styles.mark}>{t(`appointments.mode.${appointment.mode}`)}</span>
      )}
    </button>
  )
}
