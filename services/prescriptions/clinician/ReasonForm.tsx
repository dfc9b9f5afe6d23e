import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Decision, OfficeRenewal } from '../contract/index.ts'
import { AnswerForm } from './AnswerForm.tsx'
import styles from './case.module.css'
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
  const medicineName = useMedicineName()
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const key = (name: string) => `prescriptions.office.${kind}.${name}`
  const said = words.trim()
  const submit = () => {
    if (!said) return setTried(true)
    onAnswer(kind === 'decline' ? { kind, reason: said } : { kind, explanation: said })
  }
  return (
    <AnswerForm
      title={t(key('title'))}
      act={t(key('submit'))}
      destructive={kind === 'decline'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <Templates kind={kind} onWords={setWords} />
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
    </AnswerForm>
  )
}

function Templates({ kind, onWords }: Pick<Props, 'kind'> & { readonly onWords: (words: string) => void }) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState('')
  const key = (name: string, part: string) => `prescriptions.office.${kind}.templates.${name}.${part}`
  return (
    <Select
      selectId={`${kind}-template`}
      label={<Label labelTexts={[{ text: t('prescriptions.office.decline.template') }]} />}
      value={chosen}
      onChange={({ target: { value } }) => {
        setChosen(value)
        if (value) onWords(t(key(value, 'text')))
      }}
    >
      <option value="">{t('prescriptions.office.decline.own')}</option>
      {templates[kind].map((name) => (
        <option key={name} value={name}>
          {t(key(name, 'label'))}
        </option>
      ))}
    </Select>
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
