import Input from '@helsenorge/designsystem-react/components/Input'
import Label, { Sublabel } from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { AnswerForm } from '@lomma/platform/desk'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Decision, OfficeRenewal } from '../contract/index.ts'
import styles from './case.module.css'
import { type ChangeFields, type ChangeOutcome, changeOf, fieldsOf } from './change.ts'

interface Props {
  readonly renewal: OfficeRenewal
  readonly onAnswer: (decision: Decision) => void
  readonly onCancel: () => void
}

/** Approve with another dose, amount or number of dispensings. What is there now is filled in. */
export function ChangeForm({ renewal, onAnswer, onCancel }: Props) {
  const { t } = useTexts()
  const [before] = useState(() => fieldsOf(renewal))
  const [fields, setFields] = useState(before)
  const [tried, setTried] = useState(false)
  const { decision, wrong } = changeOf(before, fields)
  const key = (name: string) => `prescriptions.office.change.${name}`
  const set = (field: keyof ChangeFields) => (event: { target: { value: string } }) =>
    setFields((now) => ({ ...now, [field]: event.target.value }))
  const text = (field: 'dose' | 'explanation') => ({
    textareaId: `change-${field}`,
    label: <Label labelTexts={[{ text: t(key(field)) }]} />,
    value: fields[field],
    onChange: set(field),
    minRows: 2,
    maxRows: 6,
  })
  return (
    <AnswerForm
      title={t(key('title'))}
      act={t(key('submit'))}
      onSubmit={() => (decision ? onAnswer(decision) : setTried(true))}
      onCancel={onCancel}
    >
      <Textarea {...text('dose')} />
      <Amounts amount={renewal.amount} fields={fields} wrong={tried ? wrong : undefined} onSet={set} />
      <Textarea {...text('explanation')} />
      <p role="alert" className={styles.error}>
        {tried && wrong?.field === 'all' && t(key(wrong.why))}
      </p>
    </AnswerForm>
  )
}

interface AmountsProps {
  readonly amount: string | null
  readonly fields: ChangeFields
  readonly wrong: ChangeOutcome['wrong']
  onSet(field: keyof ChangeFields): (event: { target: { value: string } }) => void
}

/** How much each time, and how many times. */
function Amounts({ amount, fields, wrong, onSet }: AmountsProps) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.office.change.${name}`
  const now = t(key('quantity-now'), { amount: amount ?? t('prescriptions.office.case.unknown') })
  const sublabel = <Sublabel id="change-now" sublabelTexts={[{ text: now, type: 'subdued' }]} />
  const error = (field: 'quantity' | 'dispensings') => (wrong?.field === field ? { errorText: t(key(wrong.why)) } : {})
  return (
    <div className={styles.pair}>
      <Input
        inputId="change-quantity"
        inputMode="decimal"
        width={8}
        label={<Label labelTexts={[{ text: t(key('quantity')) }]} sublabel={sublabel} />}
        aria-describedby="change-now"
        value={fields.quantity}
        onChange={onSet('quantity')}
        {...error('quantity')}
      />
      <Input
        inputId="change-dispensings"
        inputMode="numeric"
        width={8}
        label={<Label labelTexts={[{ text: t(key('dispensings')) }]} />}
        value={fields.dispensings}
        onChange={onSet('dispensings')}
        {...error('dispensings')}
      />
    </div>
  )
}
