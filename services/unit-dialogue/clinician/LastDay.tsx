import { useTexts } from '@lomma/platform/web'
import styles from './contacts.module.css'

interface LastDayProps {
  readonly today: string
  readonly until: string
  readonly onUntil: (until: string) => void
}

/** Empty: until the unit ends it. */
export function LastDay({ today, until, onUntil }: LastDayProps) {
  const { t } = useTexts()
  return (
    <>
      <label className={styles.field}>
        <span>{t('unit-dialogue.open.until')}</span>
        <input
          type="date"
          min={today}
          value={until}
          aria-describedby="until-help"
          onChange={(event) => onUntil(event.target.value)}
        />
      </label>
      <p id="until-help" className={styles.help}>
        {t('unit-dialogue.open.until-help')}
      </p>
    </>
  )
}
