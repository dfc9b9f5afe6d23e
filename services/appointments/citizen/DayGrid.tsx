import { weekdayOf } from '@lomma/platform/calendar'
import { useTexts } from '@lomma/platform/web'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { Appointment } from '../contract/index.ts'
import { dateAfterKey, monthWeeks, weekDates } from '../domain/grid.ts'
import styles from './calendar.module.css'

interface Props {
  readonly view: 'month' | 'week'
  readonly date: string
  readonly today: string
  readonly byDate: ReadonlyMap<string, readonly Appointment[]>
  readonly onDate: (date: string) => void
}

/** Days as a grid that is walked with the arrow keys (WAI-ARIA, date grid): one stop for Tab, the chosen day. */
export function DayGrid({ view, date, today, byDate, onDate }: Props) {
  const { formatMonth } = useTexts()
  const chosen = useRef<HTMLTableCellElement>(null)
  const walked = useRef(false)
  useEffect(() => {
    if (walked.current) chosen.current?.focus()
    walked.current = false
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dateAfterKey(date, event.key, view)
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    walked.current = true
    onDate(next)
  }
  const weeks = view === 'month' ? monthWeeks(date) : [weekDates(date)]
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of days that is walked with the arrow keys is a grid
    <table role="grid" className={styles.grid} aria-label={formatMonth(date)} onKeyDown={onKeyDown}>
      <Weekdays date={date} />
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell
                key={day}
                day={day}
                items={byDate.get(day) ?? []}
                today={day === today}
                outside={view === 'month' && day.slice(0, 7) !== date.slice(0, 7)}
                chosen={day === date ? chosen : undefined}
                onDate={onDate}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Weekdays({ date }: { readonly date: string }) {
  const { t } = useTexts()
  return (
    <thead>
      <tr>
        {weekDates(date).map((day) => (
          <th key={day} scope="col" abbr={t(`appointments.weekday.${weekdayOf(day)}`)}>
            <span aria-hidden="true">{t(`appointments.weekday-short.${weekdayOf(day)}`)}</span>
            <span className="only-spoken">{t(`appointments.weekday.${weekdayOf(day)}`)}</span>
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface CellProps {
  readonly day: string
  readonly items: readonly Appointment[]
  readonly today: boolean
  /** Of the month before or after. */
  readonly outside: boolean
  /** Set on the chosen day: the one stop for Tab. */
  readonly chosen: RefObject<HTMLTableCellElement | null> | undefined
  readonly onDate: (date: string) => void
}

function DayCell({ day, items, today, outside, chosen, onDate }: CellProps) {
  const { t, formatWeekday } = useTexts()
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid
      role="gridcell"
      ref={chosen}
      tabIndex={chosen ? 0 : -1}
      aria-selected={chosen !== undefined}
      aria-label={t('appointments.calendar.cell', { day: formatWeekday(day), count: items.length })}
      {...(today ? { 'aria-current': 'date' as const } : {})}
      className={outside ? styles.outside : undefined}
      onClick={() => onDate(day)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') event.preventDefault()
      }}
    >
      <CellContent day={day} items={items} />
    </td>
  )
}

function CellContent({ day, items }: { readonly day: string; readonly items: readonly Appointment[] }) {
  const { formatTime } = useTexts()
  return (
    <>
      <span className={styles.number}>{Number(day.slice(8))}</span>
      {items.slice(0, 2).map((one) => (
        <span key={one.id} className={one.state === 'cancelled' ? styles.gone : styles.entry}>
          <span className={styles.entryTime}>{one.start ? formatTime(one.start) : ''}</span>
        </span>
      ))}
      {items.length > 2 && <span className={styles.more}>+{items.length - 2}</span>}
    </>
  )
}
