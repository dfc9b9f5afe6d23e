import Button from '@helsenorge/designsystem-react/components/Button'
import { useTexts } from '@lomma/platform/web'
import type { HoursContent } from '../contract/index.ts'
import { daysInWords, weekdays } from './days.ts'
import type { FaultAt } from './Editor.tsx'
import { Field } from './Field.tsx'
import styles from './setup.module.css'

interface Props {
  readonly hours: readonly HoursContent[]
  readonly faultAt: FaultAt
  readonly onSet: (hours: HoursContent[]) => void
}

/** Opening hours: days that share the same times are one line. */
export function HoursFields({ hours, faultAt, onSet }: Props) {
  const { t } = useTexts()
  return (
    <section>
      <h2>{t('office-admin.hours.title')}</h2>
      {hours.map((one, at) => (
        <HoursLine
          key={at}
          nr={at}
          line={one}
          fault={faultAt(`hours.${at}`)}
          onSet={(more) => onSet(hours.map((other, index) => (index === at ? { ...other, ...more } : other)))}
          onRemove={() => onSet(hours.filter((_, index) => index !== at))}
        />
      ))}
      <Button variant="outline" onClick={() => onSet([...hours, { days: [], opens: '08:00', closes: '15:30' }])}>
        {t('office-admin.hours.add')}
      </Button>
    </section>
  )
}

interface LineProps {
  readonly nr: number
  readonly line: HoursContent
  readonly fault: string | undefined
  readonly onSet: (more: Partial<HoursContent>) => void
  readonly onRemove: () => void
}

function HoursLine({ nr, line, fault, onSet, onRemove }: LineProps) {
  const { t } = useTexts()
  const words = daysInWords(line.days, t) || t('office-admin.hours.line', { nr: nr + 1 })
  const toggle = (day: number) =>
    onSet({ days: line.days.includes(day) ? line.days.filter((other) => other !== day) : [...line.days, day] })
  return (
    <fieldset className={styles.service} aria-describedby={`hours-fault-${nr}`}>
      <legend>{words}</legend>
      <div className={styles.days}>
        {weekdays.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={line.days.includes(day)} onChange={() => toggle(day)} />
            {t(`office-admin.weekday.${day}`)}
          </label>
        ))}
      </div>
      <div className={styles.fields}>
        {(['opens', 'closes'] as const).map((edge) => (
          <Field key={edge} label={t(`office-admin.hours.${edge}`)} fault={undefined}>
            {(props) => (
              <input
                {...props}
                type="time"
                value={line[edge]}
                onChange={(event) => onSet({ [edge]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p id={`hours-fault-${nr}`} className={styles.error}>
        {fault}
      </p>
      <Button variant="borderless" onClick={onRemove}>
        {t('office-admin.hours.remove', { days: words })}
      </Button>
    </fieldset>
  )
}
