import { useTexts } from '@lomma/platform/web'
import type { FreeTime } from '../contract/index.ts'
import styles from './hospital.module.css'

interface Props {
  readonly times: readonly FreeTime[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Free times to tick. */
export function TimeChoices({ times, chosen, onChange }: Props) {
  const { t, formatTime, formatWeekday } = useTexts()
  if (times.length === 0) return <p>{t('hospital-appointments.offer.no-times')}</p>
  return (
    <fieldset className={styles.times}>
      <legend>
        {t('hospital-appointments.offer.times')} <small>{t('hospital-appointments.offer.times-help')}</small>
      </legend>
      {times.map(({ slot, starts }) => (
        <label key={slot}>
          <input
            type="checkbox"
            checked={chosen.includes(slot)}
            onChange={() =>
              onChange(chosen.includes(slot) ? chosen.filter((one) => one !== slot) : [...chosen, slot].slice(0, 20))
            }
          />
          {formatWeekday(starts)} {formatTime(starts)}
        </label>
      ))}
    </fieldset>
  )
}
