import { useTexts } from '@lomma/platform/web'
import type { ServiceKind } from '../contract/index.ts'
import type { PartProps } from './AbsenceForm.tsx'
import styles from './absence.module.css'
import type { missingIn } from './form.ts'

interface Props extends PartProps {
  readonly error: ReturnType<typeof missingIn>
}

/** Close services for a while, or let a stand-in have the list so that everything stays open. */
export function WhatCloses({ found, fields, error, onSet }: Props) {
  const { t } = useTexts()
  const toggle = (kind: ServiceKind) =>
    onSet({
      kinds: fields.kinds.includes(kind) ? fields.kinds.filter((one) => one !== kind) : [...fields.kinds, kind],
    })
  const shown = [...new Set([...found.services, ...fields.kinds])]
  return (
    <fieldset className={styles.part}>
      <legend>{t('absence.form.how')}</legend>
      {(['list', 'close'] as const).map((how) => (
        <label key={how} className={styles.choice}>
          <input type="radio" name="absence-how" checked={fields.how === how} onChange={() => onSet({ how })} />
          {t(`absence.form.${how}`)}
        </label>
      ))}
      {fields.how === 'close' && (
        <fieldset className={`${styles.part} ${styles.kinds}`}>
          <legend>{t('absence.form.kinds')}</legend>
          {shown.map((kind) => (
            <label key={kind} className={styles.choice}>
              <input type="checkbox" checked={fields.kinds.includes(kind)} onChange={() => toggle(kind)} />
              {t(`ui.officeService.${kind}`)}
            </label>
          ))}
        </fieldset>
      )}
      <p role="alert" className={styles.error}>
        {error === 'kinds' && t('absence.form.kindsMissing')}
      </p>
    </fieldset>
  )
}
