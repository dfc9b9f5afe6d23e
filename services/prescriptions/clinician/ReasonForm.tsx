import Button from '@helsenorge/designsystem-react/components/Button'
import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { Actions } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Decision, OfficeRenewal } from '../contract/index.ts'
import styles from './case.module.css'
import { useFormFocus } from './focus.ts'
import { useMedicineName } from './names.ts'

interface Props {
  readonly kind: 'decline' | 'outside'
  readonly renewal: OfficeRenewal
  readonly onAnswer: (decision: Decision) => void
  readonly onCancel: () => void
}

const templates = {
  decline: ['visit', 'test', 'enough', 'stopped', 'specialist', 'replaced'],
  outside: ['phone', 'visit', 'written'],
} as const

/** As the contract has it. */
const longest = 1000

/** Words the citizen will read: from a template, editable, with what they see beside it. */
export function ReasonForm({ kind, renewal, onAnswer, onCancel }: Props) {
  const { t } = useTexts()
  const form = useFormFocus()
  const medicineName = useMedicineName()
  const [template, setTemplate] = useState('')
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const key = (name: string) => `prescriptions.office.${kind}.${name}`
  const said = words.trim()
  const choose = (name: string) => {
    setTemplate(name)
    if (name) setWords(t(key(`templates.${name}.text`)))
  }
  const submit = () => {
    if (!said) return setTried(true)
    onAnswer(kind === 'decline' ? { kind, reason: said } : { kind, explanation: said })
  }
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
        selectId={`${kind}-template`}
        label={<Label labelTexts={[{ text: t('prescriptions.office.decline.template') }]} />}
        value={template}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t('prescriptions.office.decline.own')}</option>
        {templates[kind].map((name) => (
          <option key={name} value={name}>
            {t(key(`templates.${name}.label`))}
          </option>
        ))}
      </Select>
      <Textarea
        textareaId={`${kind}-words`}
        label={<Label labelTexts={[{ text: t(key('text')) }]} />}
        value={words}
        onChange={(event) => setWords(event.target.value.slice(0, longest))}
        minRows={3}
        maxRows={10}
        grow
        {...(tried && !said ? { errorText: t(key('missing')) } : {})}
      />
      <Preview head={t(key('preview-head'), { medicine: medicineName(renewal.medicine) })} words={said} />
      <Actions>
        <Button type="submit" concept={kind === 'decline' ? 'destructive' : 'normal'}>
          {t(key('submit'))}
        </Button>
        <Button variant="borderless" onClick={onCancel}>
          {t('prescriptions.office.do.cancel')}
        </Button>
      </Actions>
    </form>
  )
}

function Preview({ head, words }: { readonly head: string; readonly words: string }) {
  const { t } = useTexts()
  return (
    <div className={styles.preview}>
      <p className={styles.noteLabel}>{t('prescriptions.office.decline.preview')}</p>
      <p className={styles.previewHead}>{head}</p>
      <p className={styles.previewWords}>{words || '…'}</p>
    </div>
  )
}
