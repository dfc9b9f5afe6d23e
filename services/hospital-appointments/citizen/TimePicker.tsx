import { osloDateOf } from '@lomma/platform/calendar'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { FreeTime } from '../contract/index.ts'
import styles from './times.module.css'

interface Props {
  readonly times: readonly FreeTime[]
  readonly slot: string | undefined
  readonly legend: string
  readonly onSlot: (slot: string) => void
}

const daysAtFirst = 5

/** Free times by day, as radio buttons: arrows move between them. */
export function TimePicker({ times, slot, legend, onSlot }: Props) {
  const { t, formatWeekday, formatTime } = useTexts()
  const [all, setAll] = useState(false)
  const days = [...Map.groupBy(times, ({ starts }) => osloDateOf(new Date(starts)))]
  const shown = all ? days : days.slice(0, daysAtFirst)
  return (
    <fieldset className={styles.times}>
      <legend>{legend}</legend>
      {shown.map(([date, ofDay]) => (
        <div key={date} className={styles.day}>
          <span className={styles.date}>{formatWeekday(date)}</span>
          <span className={styles.clock}>
            {ofDay.map((time) => (
              <label key={time.slot} className={styles.time}>
                <input
                  type="radio"
                  name="hospital-time"
                  value={time.slot}
                  checked={slot === time.slot}
                  onChange={() => onSlot(time.slot)}
                  aria-label={`${formatWeekday(date)} ${formatTime(time.starts)}`}
                />
                <span>{formatTime(time.starts)}</span>
              </label>
            ))}
          </span>
        </div>
      ))}
      {days.length > shown.length && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('hospital-appointments.choose.more', { count: days.length - shown.length })}
        </button>
      )}
    </fieldset>
  )
}
