import { useTexts } from '@lomma/platform/web'
import type { ToMove } from '../contract/index.ts'
import styles from './calendar.module.css'

interface Props {
  readonly times: readonly ToMove[]
  readonly onTime: (time: ToMove) => void
}

/** Booked times that cannot stay; one press opens the time, and moving it is done there. */
export function TimesToMove({ times, onTime }: Props) {
  const { t, formatWeekday, formatTime } = useTexts()
  if (times.length === 0) return null
  const key = (name: string) => `appointments.office.to-move.${name}`
  return (
    <section className={styles.panel} aria-labelledby="times-to-move">
      <h3 id="times-to-move">{t(key('title'), { count: times.length })}</h3>
      <ul className={styles.found}>
        {times.map((time) => (
          <li key={time.slot}>
            <button type="button" onClick={() => onTime(time)}>
              <strong>{t(key('line'), { day: formatWeekday(time.start), time: formatTime(time.start) })}</strong>
              <span className={styles.soft}>
                {time.doctor} · {t(key(time.why))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
