import { addDays, addMonths, osloDateOf } from '@lomma/platform/calendar'
import { EmptyState, Rows } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Appointment, AppointmentList } from '../contract/index.ts'
import { weekNumber } from '../domain/grid.ts'
import { AppointmentRow } from './AppointmentRows.tsx'
import styles from './calendar.module.css'
import { DayGrid } from './DayGrid.tsx'

type View = 'month' | 'week'

/** The same appointments by day: a grid of a month or a week, and the chosen day in words under it. */
export function CalendarView({ list }: { readonly list: AppointmentList }) {
  const [view, setView] = useState<View>('month')
  const [date, setDate] = useState(() => firstDate(list))
  const byDate = Map.groupBy(
    [...list.upcoming, ...list.past].filter(({ start }) => start !== null),
    ({ start }) => osloDateOf(new Date(start ?? '')),
  )
  return (
    <div>
      <Toolbar view={view} date={date} today={list.today} onView={setView} onDate={setDate} />
      <DayGrid view={view} date={date} today={list.today} byDate={byDate} onDate={setDate} />
      <Day date={date} items={byDate.get(date) ?? []} />
    </div>
  )
}

function firstDate({ upcoming, today }: AppointmentList): string {
  const start = upcoming.find((one) => one.start !== null)?.start
  return start ? osloDateOf(new Date(start)) : today
}

interface ToolbarProps {
  readonly view: View
  readonly date: string
  readonly today: string
  readonly onView: (view: View) => void
  readonly onDate: (date: string) => void
}

function Toolbar({ view, date, today, onView, onDate }: ToolbarProps) {
  const { t, formatMonth } = useTexts()
  const key = (name: string) => `appointments.calendar.${name}`
  const step = (by: 1 | -1) => onDate(view === 'month' ? addMonths(date, by) : addDays(date, by * 7))
  const name =
    view === 'month' ? formatMonth(date) : t(key('week'), { week: weekNumber(date), month: formatMonth(date) })
  return (
    <div className={styles.toolbar}>
      <h2 className={styles.name} aria-live="polite">
        {name}
      </h2>
      <div className={styles.steps}>
        <button type="button" onClick={() => step(-1)} aria-label={t(key(`previous-${view}`))}>
          ‹
        </button>
        <button type="button" onClick={() => onDate(today)}>
          {t(key('today'))}
        </button>
        <button type="button" onClick={() => step(1)} aria-label={t(key(`next-${view}`))}>
          ›
        </button>
      </div>
      <div className={styles.views}>
        {(['month', 'week'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => onView(one)}>
            {t(key(`show-${one}`))}
          </button>
        ))}
      </div>
    </div>
  )
}

/** The day that is chosen, in words: read out as one moves in the grid. */
function Day({ date, items }: { readonly date: string; readonly items: readonly Appointment[] }) {
  const { t, formatWeekday } = useTexts()
  return (
    <section aria-live="polite" className={styles.day}>
      <h3>{formatWeekday(date)}</h3>
      {items.length === 0 ? (
        <EmptyState title={t('appointments.calendar.none')} />
      ) : (
        <Rows>
          {items.map((one) => (
            <AppointmentRow key={one.id} one={one} />
          ))}
        </Rows>
      )}
    </section>
  )
}
