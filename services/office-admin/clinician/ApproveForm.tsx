import Button from '@helsenorge/designsystem-react/components/Button'
import { addDays, osloInstant } from '@lomma/platform/calendar'
import { ActButton, Actions, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Approve, Draft, SendBack } from '../contract/index.ts'
import { useMove } from './api.ts'
import { Field } from './Field.tsx'
import styles from './setup.module.css'

interface Props {
  readonly draft: Draft
  readonly onMoved: (draft: Draft) => void
}

/** The second person: let it go live now or at a time, or say what is missing. */
export function ApproveForm({ draft, onMoved }: Props) {
  const { t } = useTexts()
  const [when, setWhen] = useState<When>({ at: 'now', date: addDays(draft.today, 1), time: '07:00' })
  const approve = useMove<Approve>(draft.id, 'approve', onMoved)
  const liveAt = when.at === 'now' ? null : osloInstant(when.date, when.time).toISOString()
  const run = () => void approve.run({ revision: draft.revision, liveAt })
  return (
    <form
      className={styles.approve}
      aria-labelledby="approve-title"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      <h2 id="approve-title">{t('office-admin.approve.title')}</h2>
      <WhenFields when={when} today={draft.today} onSet={setWhen} />
      {approve.failure && <ErrorState failure={approve.failure} service="office-admin" />}
      <Actions>
        <ActButton act={t(`office-admin.approve.act-${when.at}`)} pending={approve.pending} onAct={run} />
      </Actions>
      <SendBackForm draft={draft} onMoved={onMoved} />
    </form>
  )
}

interface When {
  readonly at: 'now' | 'later'
  /** By the clock on the wall in Oslo. */
  readonly date: string
  readonly time: string
}

interface WhenProps {
  readonly when: When
  readonly today: string
  readonly onSet: (when: When) => void
}

function WhenFields({ when, today, onSet }: WhenProps) {
  const { t } = useTexts()
  const field = (name: 'date' | 'time') => ({
    type: name,
    required: true,
    value: when[name],
    onChange: (event: { target: { value: string } }) => onSet({ ...when, [name]: event.target.value }),
  })
  return (
    <fieldset className={styles.plain}>
      <legend>{t('office-admin.approve.when')}</legend>
      {(['now', 'later'] as const).map((at) => (
        <label key={at} className={styles.choice}>
          <input type="radio" name="when" checked={when.at === at} onChange={() => onSet({ ...when, at })} />
          {t(`office-admin.approve.${at}`)}
        </label>
      ))}
      {when.at === 'later' && (
        <div className={styles.fields}>
          <Field label={t('office-admin.approve.date')} fault={undefined}>
            {(props) => <input {...props} {...field('date')} min={today} />}
          </Field>
          <Field label={t('office-admin.approve.time')} fault={undefined}>
            {(props) => <input {...props} {...field('time')} />}
          </Field>
        </div>
      )}
    </fieldset>
  )
}

function SendBackForm({ draft, onMoved }: Props) {
  const { t } = useTexts()
  const [comment, setComment] = useState('')
  const sendBack = useMove<SendBack>(draft.id, 'send-back', onMoved)
  return (
    <details className={styles.details}>
      <summary>{t('office-admin.sendBack.open')}</summary>
      <Field label={t('office-admin.sendBack.comment')} fault={undefined} wide>
        {(props) => (
          <textarea
            {...props}
            rows={2}
            maxLength={500}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      {sendBack.failure && <ErrorState failure={sendBack.failure} service="office-admin" />}
      <Button
        variant="outline"
        aria-disabled={sendBack.pending}
        onClick={() => void sendBack.run({ revision: draft.revision, comment })}
      >
        {t('office-admin.sendBack.act')}
      </Button>
    </details>
  )
}
