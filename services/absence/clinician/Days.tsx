import { useTexts } from '@lomma/platform/web'
import { periodNames, periodOf } from '../domain/periods.ts'
import styles from './absence.module.css'
import { type Fields, isPeriod } from './form.ts'

interface Props {
  readonly fields: Fields
  readonly today: string
  readonly error: boolean
  readonly onSet: (more: Partial<Fields>) => void
}

/** The usual periods in one press, and any days. Both days are included. */
export function Days({ fields, today, error, onSet }: Props) {
  const { t } = useTexts()
  return (
    <fieldset className={styles.part}>
      <legend>{t('absence.form.days')}</legend>
      <div className={styles.chips}>
        {periodNames.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={isPeriod(name, fields, today)}
            onClick={() => onSet(periodOf(name, today))}
          >
            {t(`absence.form.period.${name}`)}
          </button>
        ))}
      </div>
      <div className={styles.dates}>
        <label>
          {t('absence.form.from')}
          <input type="date" required value={fields.from} onChange={(event) => onSet({ from: event.target.value })} />
        </label>
        <label>
          {t('absence.form.until')}
          <input
            type="date"
            required
            min={fields.from}
            value={fields.until}
            aria-describedby="absence-days-error"
            aria-invalid={error}
            onChange={(event) => onSet({ until: event.target.value })}
          />
        </label>
      </div>
      <p role="alert" id="absence-days-error" className={styles.error}>
        {error && t('absence.form.daysWrong')}
      </p>
    </fieldset>
  )
}
