import { useTexts } from '@lomma/platform/web'
import type { Calendar } from '../contract/index.ts'
import { weekNumber } from '../domain/grid.ts'
import styles from './calendar.module.css'
import { stepOf } from './use-calendar-keys.ts'

interface Props {
  readonly calendar: Calendar
  readonly schedule: string | null
  readonly offering: boolean
  readonly onDate: (date: string) => void
  readonly onWeek: (on: boolean) => void
  readonly onDoctor: (schedule: string) => void
  readonly onOffer: () => void
}

/** Which day or week, whose, and the way to offer more times. */
export function Toolbar({ calendar, schedule, offering, onDate, onWeek, onDoctor, onOffer }: Props) {
  const { t, formatWeekday } = useTexts()
  const { from, today, days, columns } = calendar
  const week = days.length > 1
  const key = (name: string) => `appointments.office.${name}`
  return (
    <div className={styles.toolbar}>
      <h2 aria-live="polite">{week ? t(key('week-name'), { week: weekNumber(from) }) : formatWeekday(from)}</h2>
      <button type="button" onClick={() => onDate(stepOf(calendar, -1))} aria-label={t(key('previous'))}>
        ‹
      </button>
      <button type="button" onClick={() => onDate(today)}>
        {t(key('today'))}
      </button>
      <button type="button" onClick={() => onDate(stepOf(calendar, 1))} aria-label={t(key('next'))}>
        ›
      </button>
      <label className={styles.field}>
        <span className="only-spoken">{t(key('date'))}</span>
        <input type="date" value={from} onChange={(event) => event.target.value && onDate(event.target.value)} />
      </label>
      <button type="button" aria-pressed={!week} onClick={() => onWeek(false)}>
        {t(key('day'))}
      </button>
      <button type="button" aria-pressed={week} onClick={() => onWeek(true)}>
        {t(key('week'))}
      </button>
      {week && columns.length > 0 && (
        <label className={styles.field}>
          <span className="only-spoken">{t(key('doctor'))}</span>
          <select value={schedule ?? ''} onChange={(event) => onDoctor(event.target.value)}>
            {columns.map((one) => (
              <option key={one.schedule} value={one.schedule}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" aria-expanded={offering} onClick={onOffer}>
        {t(key('offer'))}
      </button>
    </div>
  )
}
