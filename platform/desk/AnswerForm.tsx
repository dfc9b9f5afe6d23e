import Button from '@helsenorge/designsystem-react/components/Button'
import { type ReactNode, useEffect, useRef } from 'react'
import { Actions } from '../ui/index.ts'
import { useTexts } from '../web/index.ts'
import styles from './case.module.css'

export interface AnswerFormProps {
  readonly title: string
  /** The act: "Godkjenn med endring". */
  readonly act: string
  readonly destructive?: boolean
  readonly pending?: boolean
  readonly onSubmit: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** What unfolds over the case when an answer needs words. Takes focus in its first field; Escape folds it. */
export function AnswerForm(props: AnswerFormProps) {
  const { title, act, destructive = false, pending = false, onSubmit, onCancel, children } = props
  const { t } = useTexts()
  const form = useFormFocus()
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={title}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) onSubmit()
      }}
    >
      <h3>{title}</h3>
      {children}
      <Actions>
        <Button type="submit" concept={destructive ? 'destructive' : 'normal'} aria-disabled={pending}>
          {pending ? t('desk.held.sending') : act}
        </Button>
        <Button variant="borderless" onClick={onCancel}>
          {t('desk.do.cancel')}
        </Button>
      </Actions>
    </form>
  )
}

/** After the key that opened it has done its work, so that the key is not written in the field. */
export function useFormFocus() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return form
}
