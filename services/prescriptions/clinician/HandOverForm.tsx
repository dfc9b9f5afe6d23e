import Button from '@helsenorge/designsystem-react/components/Button'
import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import { ActButton, Actions, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { OfficeRenewal } from '../contract/index.ts'
import { useHandOver } from './api.ts'
import styles from './case.module.css'
import { useFormFocus } from './focus.ts'

interface Props {
  readonly renewal: OfficeRenewal
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** To a colleague or stand-in, or back to the office. The deadline stays. */
export function HandOverForm({ renewal, onDone, onCancel }: Props) {
  const { t } = useTexts()
  const form = useFormFocus()
  const others = renewal.colleagues.filter(({ practitioner }) => practitioner !== renewal.handedTo?.practitioner)
  const [to, setTo] = useState(others[0]?.practitioner ?? '')
  const handOver = useHandOver(onDone)
  const key = (name: string) => `prescriptions.office.hand.${name}`
  const submit = () => void handOver.run({ task: renewal.task, version: renewal.version, to: to || null })
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
      <Actions>
        <ActButton act={t(key('submit'))} onAct={submit} pending={handOver.pending} />
        <Button variant="borderless" onClick={onCancel}>
          {t('prescriptions.office.do.cancel')}
        </Button>
      </Actions>
    </form>
  )
}
