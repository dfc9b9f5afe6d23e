import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import { useState } from 'react'
import { ErrorState } from '../ui/index.ts'
import { type Failure, useTexts } from '../web/index.ts'
import { AnswerForm } from './AnswerForm.tsx'
import styles from './case.module.css'

interface Person {
  readonly practitioner: string
  readonly name: string
}

export interface HandOverFormProps {
  /** To whom one may hand over. */
  readonly colleagues: readonly Person[]
  readonly handedTo: Person | null
  readonly service: string
  readonly pending: boolean
  readonly failure?: Failure | undefined
  /** Null: back to the office. */
  readonly onHandOver: (to: string | null) => void
  readonly onCancel: () => void
}

/** To a colleague or stand-in, or back to the office. The deadline stays. */
export function HandOverForm(props: HandOverFormProps) {
  const { colleagues, handedTo, service, pending, failure, onHandOver, onCancel } = props
  const { t } = useTexts()
  const others = colleagues.filter(({ practitioner }) => practitioner !== handedTo?.practitioner)
  const [to, setTo] = useState(others[0]?.practitioner ?? '')
  const key = (name: string) => `desk.hand.${name}`
  return (
    <AnswerForm
      title={t(key('title'))}
      act={t(key('submit'))}
      pending={pending}
      onSubmit={() => onHandOver(to || null)}
      onCancel={onCancel}
    >
      <Select
        selectId="hand-over-to"
        label={<Label labelTexts={[{ text: t(key('to')) }]} />}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      >
        {others.map(({ practitioner, name }) => (
          <option key={practitioner} value={practitioner}>
            {name}
          </option>
        ))}
        {handedTo && <option value="">{t(key('office'))}</option>}
      </Select>
      <p className={styles.none}>{t(key(others.length > 0 ? 'keeps' : 'none'))}</p>
      {failure && <ErrorState failure={failure} service={service} />}
    </AnswerForm>
  )
}
