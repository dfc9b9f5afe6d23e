import Button from '@helsenorge/designsystem-react/components/Button'
import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { useState } from 'react'
import { Actions } from '../ui/index.ts'
import { useTexts } from '../web/index.ts'
import { useFormFocus } from './AnswerForm.tsx'
import styles from './case.module.css'

const examples = ['substitute', 'colleague', 'deadline'] as const

/** The patient is not on the own list: the purpose is stated first, and the patient can read it. */
export function PurposeForm({ onReason }: { readonly onReason: (reason: string) => void }) {
  const { t } = useTexts()
  const form = useFormFocus()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const key = (name: string) => `desk.purpose.${name}`
  const submit = () => (reason.trim() ? onReason(reason.trim()) : setTried(true))
  return (
    <form
      ref={form}
      className={`${styles.paper} ${styles.purpose}`}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2>{t(key('title'))}</h2>
      <p>{t(key('text'))}</p>
      <ul className={styles.examples}>
        {examples.map((name) => (
          <li key={name}>
            <button type="button" onClick={() => setReason(t(key(`examples.${name}`)))}>
              {t(key(`examples.${name}`))}
            </button>
          </li>
        ))}
      </ul>
      <Textarea
        textareaId="purpose"
        label={<Label labelTexts={[{ text: t(key('reason')) }]} />}
        value={reason}
        onChange={(event) => setReason(event.target.value.slice(0, 200))}
        minRows={2}
        maxRows={5}
        {...(tried && !reason.trim() ? { errorText: t(key('missing')) } : {})}
      />
      <Actions>
        <Button type="submit">{t(key('submit'))}</Button>
      </Actions>
    </form>
  )
}
