import { addDays, mondayOf, osloDateOf, templateTimes } from '@lomma/platform/calendar'
import { useTexts } from '@lomma/platform/web'
import type { Conflict, ScheduleContent } from '../contract/index.ts'
import styles from './setup.module.css'

interface Props {
  readonly schedules: readonly ScheduleContent[]
  readonly today: string
}

/** Next week's times of each doctor as the template makes them, before anybody has taken one. */
export function SchedulePreview({ schedules, today }: Props) {
  const { t, formatWeekday, formatTime } = useTexts()
  const monday = addDays(mondayOf(today), 7)
  const shown = schedules.filter(({ lines }) => lines.length > 0)
  if (shown.length === 0) return null
  return (
    <>
      <h3>{t('office-admin.schedules.next-week')}</h3>
      {shown.map(({ practitioner, name, lines }) => {
        const times = templateTimes(lines, monday, addDays(monday, 6))
        const days = [...Map.groupBy(times, ({ starts }) => osloDateOf(starts))]
        return (
          <div key={practitioner}>
            <p className={styles.offerName}>{name}</p>
            {days.length === 0 && <p className={styles.soft}>{t('office-admin.schedules.none')}</p>}
            <dl className={`${styles.hours} ${styles.week}`}>
              {days.map(([date, own]) => (
                <div key={date}>
                  <dt>{formatWeekday(date)}</dt>
                  <dd>{own.map(({ starts }) => formatTime(starts.toISOString())).join(', ')}</dd>
                </div>
              ))}
            </dl>
          </div>
        )
      })}
    </>
  )
}

/** Times that somebody has and that the draft has no room for. The calendar shows who, and moves them. */
export function Conflicts({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  const { t, formatWeekday, formatTime } = useTexts()
  return (
    <ul className={styles.changes}>
      {conflicts.map(({ doctor, start }) => (
        <li key={`${doctor} ${start}`}>
          <a href={`/kontor/kalender?dag=${osloDateOf(new Date(start))}`}>
            {t('office-admin.schedules.conflict', {
              doctor,
              day: formatWeekday(start),
              time: formatTime(start),
            })}
          </a>
        </li>
      ))}
    </ul>
  )
}
