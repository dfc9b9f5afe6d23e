import { useTexts } from '@lomma/platform/web'
import type { ServiceContent } from '../contract/index.ts'
import type { FaultAt } from './Editor.tsx'
import { Field } from './Field.tsx'
import styles from './setup.module.css'

interface Props {
  readonly service: ServiceContent
  readonly faultAt: FaultAt
  readonly onSet: (change: Partial<ServiceContent>) => void
}

/** One service: on or off, a line, a price, an answer time. */
export function ServiceFields({ service, faultAt, onSet }: Props) {
  const { t } = useTexts()
  const { kind, active, note } = service
  const name = t(`ui.officeService.${kind}`)
  const at = (field: string) => `services.${kind}.${field}`
  return (
    <fieldset className={styles.service}>
      <legend>{name}</legend>
      <label className={styles.choice}>
        <input type="checkbox" checked={active} onChange={(event) => onSet({ active: event.target.checked })} />
        {t('office-admin.offered')}
      </label>
      {active && (
        <div className={styles.fields}>
          <Field label={t('office-admin.field.note')} fault={faultAt(at('note'))} wide>
            {(props) => (
              <input
                {...props}
                value={note}
                maxLength={500}
                onChange={(event) => onSet({ note: event.target.value })}
              />
            )}
          </Field>
          {(['price', 'answerDays'] as const).map((field) => (
            <Field key={field} label={t(`office-admin.field.${field}`)} fault={faultAt(at(field))}>
              {(props) => (
                <input
                  {...props}
                  type="number"
                  inputMode="numeric"
                  value={service[field] ?? ''}
                  onChange={(event) => onSet({ [field]: numberIn(event.target.value) })}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </fieldset>
  )
}

/** Empty is "not said". */
function numberIn(text: string): number | null {
  const value = Number(text)
  return text.trim() === '' || Number.isNaN(value) ? null : value
}
