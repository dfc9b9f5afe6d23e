import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { useState } from 'react'
import { type FilledTemplate, useTexts } from '../web/index.ts'
import { AnswerForm } from './AnswerForm.tsx'
import styles from './case.module.css'
import { TemplatePicker } from './TemplatePicker.tsx'

export interface WordsFormProps {
  /** What the words are for, for templates: `decline`, `outside`, `reply` … */
  readonly use: string
  readonly texts: {
    readonly title: string
    readonly label: string
    readonly act: string
    /** Said when nothing is written. */
    readonly missing: string
    /** What stands over the words where the patient reads them. */
    readonly previewHead: string
  }
  readonly templates: readonly FilledTemplate[]
  readonly longest?: number
  readonly destructive?: boolean
  readonly pending?: boolean
  readonly onWords: (words: string) => void
  readonly onCancel: () => void
}

/** Words the citizen will read: from a template, editable, with what they see beside it. */
export function WordsForm(props: WordsFormProps) {
  const { use, texts, templates, longest = 1000, destructive = false, pending = false, onWords, onCancel } = props
  const { t } = useTexts()
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const said = words.trim()
  return (
    <AnswerForm
      title={texts.title}
      act={texts.act}
      destructive={destructive}
      pending={pending}
      onSubmit={() => (said ? onWords(said) : setTried(true))}
      onCancel={onCancel}
    >
      <TemplatePicker templates={templates} use={use} onWords={(text) => setWords(text.slice(0, longest))} />
      <Textarea
        textareaId={`${use}-words`}
        label={<Label labelTexts={[{ text: texts.label }]} />}
        value={words}
        onChange={(event) => setWords(event.target.value.slice(0, longest))}
        minRows={3}
        maxRows={10}
        grow
        {...(tried && !said ? { errorText: texts.missing } : {})}
      />
      <div className={styles.preview}>
        <p className={styles.noteLabel}>{t('desk.preview.words')}</p>
        <p className={styles.previewHead}>{texts.previewHead}</p>
        <p className={styles.previewWords}>{said || '…'}</p>
      </div>
    </AnswerForm>
  )
}
