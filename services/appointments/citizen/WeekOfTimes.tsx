import Button from '@helsenorge/designsystem-react/components/Button'
import { addDays } from '@lomma/platform/calendar'
import { useTexts } from '@lomma/platform/web'
import type { Times } from '../contract/index.ts'
import { weekNumber } from '../domain/grid.ts'
import styles from './week.module.css'

interface Props {
  readonly times: Times
  readonly pending: boolean
  readonly onWeek: (week: string) => void
  readonly onTime: (slot: string) => void
}

/** A working week of free times: one press on a time holds it. */
export function WeekOfTimes({ times, pending, onWeek, onTime }: Props) {
  const { t, formatDate } = useTexts()
  const { week, days, today, lastWeek, nextFree } = times
  const none = days.every((day) => day.times.length === 0)
  const key = (name: string) => `appointments.week.${name}`
  return (
    <section className={styles.week} aria-busy={pending}>
      <div className={styles.head}>
        <h2 aria-live="polite">{t(key('title'), { week: weekNumber(week) })}</h2>
        <div className={styles.steps}>
          <button type="button" disabled={week <= today} onClick={() => onWeek(addDays(week, -7))}>
            ‹ {t(key('previous'))}
          </button>
          <button type="button" disabled={week >= lastWeek} onClick={() => onWeek(addDays(week, 7))}>
            {t(key('next'))} ›
          </button>
        </div>
      </div>
      {none && (
        <div className={styles.none}>
          <p>{t(key('none'))}</p>
          {nextFree ? (
            <Button variant="outline" onClick={() => onWeek(nextFree)}>
              {t(key('to-next'), { week: weekNumber(nextFree), date: formatDate(nextFree) })}
            </Button>
          ) : (
            <p>{t(key('none-at-all'))}</p>
          )}
        </div>
      )}
      {!none && <Days times={times} onTime={onTime} />}
    </section>
  )
}

function Days({ times, onTime }: { readonly times: Times; readonly onTime: (slot: string) => void }) {
  const { t, formatWeekday, formatTime } = useTexts()
  return (
    <ul className={styles.days}>
      {times.days.map((day) => (
        <li key={day.date} className={day.times.length === 0 ? styles.empty : undefined}>
          <h3>{formatWeekday(day.date)}</h3>
          {day.times.length === 0 ? (
            <p>{t(day.holiday ? 'appointments.week.holiday' : 'appointments.week.full')}</p>
          ) : (
            <ul className={styles.times}>
              {day.times.map(({ slot, start }) => (
                <li key={slot}>
                  <button
                    type="button"
                    onClick={() => onTime(slot)}
                    aria-label={t('appointments.week.take', {
                      day: formatWeekday(day.date),
                      time: formatTime(start),
                    })}
                  >
                    {formatTime(start)}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
