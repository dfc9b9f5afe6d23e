import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { addDays } from '@lomma/platform/calendar'
import { AnswerForm, WordsForm } from '@lomma/platform/desk'
import { type FilledTemplate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Answer, ReferralCase } from '../contract/index.ts'
import type { Act } from './HospitalCase.tsx'
import styles from './referrals.module.css'

interface Props {
  readonly one: ReferralCase
  readonly begun: Act | undefined
  readonly templates: readonly FilledTemplate[]
  readonly onAnswer: (answer: Answer) => void
  readonly onFold: () => void
}

/** The form of what the person has begun to do. */
export function AnswerForms({ begun, ...props }: Props) {
  switch (begun) {
    case 'right':
      return <RightForm {...props} />
    case 'forward':
      return <ForwardForm {...props} />
    case 'reject':
    case 'advise':
    case 'finish':
      return <Words key={begun} kind={begun} {...props} />
    default:
      return null
  }
}

type FormProps = Omit<Props, 'begun'>

function Words({
  kind,
  one,
  templates,
  onAnswer,
  onFold,
}: FormProps & { readonly kind: 'reject' | 'advise' | 'finish' }) {
  const { t } = useTexts()
  const key = (name: string) => `referrals.form.${kind}.${name}`
  const uses = { reject: 'decline', advise: 'reply', finish: 'outside' } as const
  return (
    <WordsForm
      use={uses[kind]}
      texts={{
        title: t(key('title')),
        label: t(key('label')),
        act: t(key('act')),
        missing: t(key('missing')),
        previewHead: t(key('head'), { title: one.title }),
      }}
      templates={templates}
      destructive={kind === 'reject'}
      onWords={(words) => onAnswer({ kind, words })}
      onCancel={onFold}
    />
  )
}

/** Weeks ahead that a right usually is given for, to begin from. */
const usualWeeks = 12

/** Right to care: with the last day for it to begin, which binds. */
function RightForm({ one, onAnswer, onFold }: FormProps) {
  const { t } = useTexts()
  const [helpBy, setHelpBy] = useState(one.helpBy ?? addDays(one.today, usualWeeks * 7))
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const wrong =
    !/^\d{4}-\d{2}-\d{2}$/.test(helpBy) || helpBy < one.today || (one.helpBy !== null && helpBy > one.helpBy)
  const key = (name: string) => `referrals.form.right.${name}`
  return (
    <AnswerForm
      title={t(key('title'))}
      act={t(key('act'))}
      onSubmit={() => (wrong ? setTried(true) : onAnswer({ kind: 'right', helpBy, words: words.trim() }))}
      onCancel={onFold}
    >
      <label className={styles.field}>
        <span>{t(key('help-by'))}</span>
        <input
          type="date"
          min={one.today}
          {...(one.helpBy ? { max: one.helpBy } : {})}
          value={helpBy}
          onChange={(event) => setHelpBy(event.target.value)}
        />
      </label>
      <p role="alert" className={styles.error}>
        {tried && wrong && t(key(one.helpBy ? 'not-later' : 'not-past'), { date: one.helpBy ?? one.today })}
      </p>
      <WordsField id="right-words" label={t(key('words'))} words={words} onWords={setWords} />
    </AnswerForm>
  )
}

/** To another place that gives the same treatment. */
function ForwardForm({ one, onAnswer, onFold }: FormProps) {
  const { t } = useTexts()
  const [unit, setUnit] = useState(one.others[0]?.unit ?? '')
  const [words, setWords] = useState('')
  const key = (name: string) => `referrals.form.forward.${name}`
  return (
    <AnswerForm
      title={t(key('title'))}
      act={t(key('act'))}
      onSubmit={() => onAnswer({ kind: 'forward', unit, words: words.trim() })}
      onCancel={onFold}
    >
      <Select
        selectId="forward-to"
        label={<Label labelTexts={[{ text: t(key('to')) }]} />}
        value={unit}
        onChange={(event) => setUnit(event.target.value)}
      >
        {one.others.map((place) => (
          <option key={place.unit} value={place.unit}>
            {place.name}, {place.hospital}
          </option>
        ))}
      </Select>
      <WordsField id="forward-words" label={t(key('words'))} words={words} onWords={setWords} />
    </AnswerForm>
  )
}

interface WordsFieldProps {
  readonly id: string
  readonly label: string
  readonly words: string
  readonly onWords: (words: string) => void
}

/** Words that the patient and the doctor who referred read; may be left empty. */
function WordsField({ id, label, words, onWords }: WordsFieldProps) {
  return (
    <Textarea
      textareaId={id}
      label={<Label labelTexts={[{ text: label }]} />}
      value={words}
      onChange={(event) => onWords(event.target.value.slice(0, 1000))}
      minRows={2}
      maxRows={8}
      grow
    />
  )
}
