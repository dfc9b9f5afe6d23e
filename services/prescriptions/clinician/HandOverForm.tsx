import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import { ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { OfficeRenewal } from '../contract/index.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { useHandOver } from './api.ts'
import styles from './case.module.css'

interface Props {
  readonly renewal: OfficeRenewal
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** To a colleague or stand-in, or back to the office. The deadline stays. */
export function HandOverForm({ renewal, onDone, onCancel }: Props) {
  const { t } = useTexts()
  const others = renewal.colleagues.filter(({ practitioner }) => practitioner !== renewal.handedTo?.practitioner)
  const [to, setTo] = useState(others[0]?.practitioner ?? '')
  const handOver = useHandOver(onDone)
  const key = (name: string) => `prescriptions.office.hand.${name}`
  return (
    <AnswerForm
      title={t(key('title'))}
      act={t(key('submit'))}
      pending={handOver.pending}
      onSubmit={() => void handOver.run({ task: renewal.task, version: renewal.version, to: to || null })}
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
        {renewal.handedTo && <option value="">{t(key('office'))}</option>}
      </Select>
      <p className={styles.none}>{t(key(others.length > 0 ? 'keeps' : 'none'))}</p>
      {handOver.failure && <ErrorState failure={handOver.failure} service="prescriptions" />}
    </AnswerForm>
  )
}
