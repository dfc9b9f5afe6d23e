import Button from '@helsenorge/designsystem-react/components/Button'
import { useTexts } from '@lomma/platform/web'
import { type ReactNode, useId } from 'react'
import { type ScheduleLine, timeKindSchema } from '../contract/index.ts'
import { weekdays } from './days.ts'
import { Field } from './Field.tsx'
import { scheduleLineInWords } from './schedule-words.ts'
import styles from './setup.module.css'

interface Props {
  readonly line: ScheduleLine
  readonly fault: string | undefined
  readonly onSet: (more: Partial<ScheduleLine>) => void
  readonly onRemove: () => void
}

/** One line of a doctor's template. */
export function ScheduleLineFields({ line, fault, onSet, onRemove }: Props) {
  const texts = useTexts()
  const { t } = texts
  const id = useId()
  const words = scheduleLineInWords(line, texts)
  return (
    <fieldset className={styles.service} aria-describedby={id}>
      <legend>{words}</legend>
      {line.what === 'weekly' && (
        <Ticks
          values={weekdays}
          chosen={line.days}
          label={(day) => t(`office-admin.weekday.${day}`)}
          onSet={(days) => onSet({ days })}
        />
      )}
      <div className={styles.fields}>
        <Dates line={line} onSet={onSet} />
        {line.what !== 'off' && <Hours line={line} onSet={onSet} />}
      </div>
      {line.what !== 'off' && (
        <Ticks
          values={timeKindSchema.options}
          chosen={line.kinds}
          label={(kind) => t(`office-admin.schedules.kind.${kind}`)}
          onSet={(kinds) => onSet({ kinds })}
        />
      )}
      <p id={id} className={styles.error}>
        {fault}
      </p>
      <Button variant="borderless" onClick={onRemove}>
        {t('office-admin.schedules.remove', { line: words })}
      </Button>
    </fieldset>
  )
}

type PartProps = Pick<Props, 'line' | 'onSet'>

function Dates({ line, onSet }: PartProps) {
  const { t } = useTexts()
  const edges = line.what === 'extra' ? (['from'] as const) : (['from', 'until'] as const)
  return edges.map((edge) => (
    <Field key={edge} label={t(`office-admin.schedules.${line.what}.${edge}`)} fault={undefined}>
      {(props) => (
        <input {...props} type="date" value={line[edge]} onChange={(event) => onSet({ [edge]: event.target.value })} />
      )}
    </Field>
  ))
}

function Hours({ line, onSet }: PartProps) {
  const { t } = useTexts()
  return (
    <>
      {(['opens', 'closes'] as const).map((edge) => (
        <Field key={edge} label={t(`office-admin.schedules.${edge}`)} fault={undefined}>
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
      <Field label={t('office-admin.schedules.minutes')} fault={undefined}>
        {(props) => (
          <input
            {...props}
            type="number"
            inputMode="numeric"
            min={5}
            step={5}
            value={line.minutes || ''}
            onChange={(event) => onSet({ minutes: Number(event.target.value) || 0 })}
          />
        )}
      </Field>
    </>
  )
}

interface TicksProps<V extends string | number> {
  readonly values: readonly V[]
  readonly chosen: readonly V[]
  readonly label: (value: V) => ReactNode
  readonly onSet: (values: V[]) => void
}

function Ticks<V extends string | number>({ values, chosen, label, onSet }: TicksProps<V>) {
  return (
    <div className={styles.days}>
      {values.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onSet(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])}
          />
          {label(value)}
        </label>
      ))}
    </div>
  )
}
