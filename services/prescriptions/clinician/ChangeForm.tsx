import Button from '@helsenorge/designsystem-react/components/Button'
import Input from '@helsenorge/designsystem-react/components/Input'
import Label, { Sublabel } from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { Actions } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Decision, OfficeRenewal } from '../contract/index.ts'
import styles from './case.module.css'
import { type ChangeFields, changeOf, fieldsOf } from './change.ts'
import { useFormFocus } from './focus.ts'

interface Props {
  readonly renewal: OfficeRenewal
  readonly onAnswer: (decision: Decision) => void
  readonly onCancel: () => void
}

/** Approve with another dose, amount or number of dispensings. What is there now is filled in. */
export function ChangeForm({ renewal, onAnswer, onCancel }: Props) {
  const { t } = useTexts()
  const form = useFormFocus()
  const [before] = useState(() => fieldsOf(renewal))
  const [fields, setFields] = useState(before)
  const [tried, setTried] = useState(false)
  const outcome = changeOf(before, fields)
  const key = (name: string) => `prescriptions.office.change.${name}`
  const wrong = (field: string) =>
    tried && outcome.wrong?.field === field ? { errorText: t(key(outcome.wrong.why)) } : {}
  const set = (field: keyof ChangeFields) => (event: { target: { value: string } }) =>
    setFields((now) => ({ ...now, [field]: event.target.value }))
  const submit = () => (outcome.decision ? onAnswer(outcome.decision) : setTried(true))
  const amount = renewal.amount ?? t('prescriptions.office.case.unknown')
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t(key('title'))}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3>{t(key('title'))}</h3>
      <Textarea
        textareaId="change-dose"
        label={<Label labelTexts={[{ text: t(key('dose')) }]} />}
        value={fields.dose}
        onChange={set('dose')}
        minRows={2}
        maxRows={5}
        {...wrong('dose')}
      />
      <div className={styles.pair}>
        <Input
          inputId="change-quantity"
          inputMode="decimal"
          width={8}
          label={
            <Label
              labelTexts={[{ text: t(key('quantity')) }]}
              sublabel={
                <Sublabel
                  id="change-now"
                  sublabelTexts={[{ text: t(key('quantity-now'), { amount }), type: 'subdued' }]}
                />
              }
            />
          }
          value={fields.quantity}
          onChange={set('quantity')}
          {...wrong('quantity')}
        />
        <Input
          inputId="change-dispensings"
          inputMode="numeric"
          width={8}
          label={<Label labelTexts={[{ text: t(key('dispensings')) }]} />}
          value={fields.dispensings}
          onChange={set('dispensings')}
          {...wrong('dispensings')}
        />
      </div>
      <Textarea
        textareaId="change-explanation"
        label={<Label labelTexts={[{ text: t(key('explanation')) }]} />}
        value={fields.explanation}
        onChange={set('explanation')}
        minRows={2}
        maxRows={6}
      />
      <p role="alert" className={styles.error}>
        {tried && outcome.wrong && outcome.wrong.field === 'all' && t(key(outcome.wrong.why))}
      </p>
      <Actions>
        <Button type="submit">{t(key('submit'))}</Button>
        <Button variant="borderless" onClick={onCancel}>
          {t('prescriptions.office.do.cancel')}
        </Button>
      </Actions>
    </form>
  )
}
