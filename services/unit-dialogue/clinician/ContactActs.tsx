import Button from '@helsenorge/designsystem-react/components/Button'
import type { Attachment } from '@lomma/platform/thread'
import { ActButton, Actions, Attachments, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { OfficeContactPage } from '../contract/index.ts'
import { useTell, useUntil } from './api.ts'
import styles from './contacts.module.css'
import { EndContact } from './EndContact.tsx'
import { LastDay } from './LastDay.tsx'

type Act = 'tell' | 'until' | 'end'

/** What a unit does with an open contact: one form at a time. */
export function ContactActs({ contact }: { readonly contact: OfficeContactPage }) {
  const { t } = useTexts()
  const [act, setAct] = useState<Act>()
  const [told, setTold] = useState(false)
  const fold = () => setAct(undefined)
  const begin = (next: Act) => {
    setTold(false)
    setAct(next)
  }
  const { name } = contact.patient
  return (
    <>
      <div role="status">{told && <p>{t('unit-dialogue.tell.done', { name })}</p>}</div>
      {act === undefined && (
        <Actions>
          <Button onClick={() => begin('tell')}>{t('unit-dialogue.tell.open')}</Button>
          <Button variant="outline" onClick={() => begin('until')}>
            {t('unit-dialogue.until.open')}
          </Button>
          <Button variant="borderless" onClick={() => begin('end')}>
            {t('unit-dialogue.end.open')}
          </Button>
        </Actions>
      )}
      {act === 'tell' && (
        <Tell
          contact={contact}
          onCancel={fold}
          onDone={() => {
            setTold(true)
            fold()
          }}
        />
      )}
      {act === 'until' && <Until contact={contact} onDone={fold} />}
      {act === 'end' && <EndContact contact={contact} onClose={fold} />}
    </>
  )
}

interface TellProps {
  readonly contact: OfficeContactPage
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** The unit writes first. */
function Tell({ contact: { id, patient }, onDone, onCancel }: TellProps) {
  const { t } = useTexts()
  const [topic, setTopic] = useState('')
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const [asks, setAsks] = useState(false)
  const tell = useTell(id, onDone)
  const submit = () =>
    void tell.run({
      text: text.trim(),
      attachments: files.map((file) => file.id),
      asks,
      ...(topic.trim() ? { topic: topic.trim() } : {}),
    })
  return (
    <form
      className={styles.form}
      aria-label={t('unit-dialogue.tell.open')}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label className={styles.field}>
        <span>{t('unit-dialogue.tell.topic')}</span>
        <input value={topic} maxLength={80} onChange={(event) => setTopic(event.target.value)} />
      </label>
      <label className={styles.field}>
        <span>{t('unit-dialogue.tell.text', { name: patient.name })}</span>
        <textarea rows={6} value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
      </label>
      <Attachments files={files} onFiles={setFiles} thread={id} />
      <label className={styles.check}>
        <input type="checkbox" checked={asks} onChange={() => setAsks(!asks)} />
        {t('unit-dialogue.tell.asks')}
      </label>
      {tell.failure && !tell.pending && (
        <ErrorState failure={tell.failure} service="dialogue" kept={t('dialogue.form.kept')} />
      )}
      <Actions>
        <ActButton act={t('unit-dialogue.tell.act')} onAct={submit} pending={tell.pending} />
        <Button variant="borderless" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </Actions>
    </form>
  )
}

/** Another last day, or none. */
function Until({ contact, onDone }: { readonly contact: OfficeContactPage; readonly onDone: () => void }) {
  const { t } = useTexts()
  const [until, setUntil] = useState(contact.until ?? '')
  const change = useUntil(contact.id, onDone)
  const submit = () => void change.run({ version: contact.version, until: until || null })
  return (
    <form
      className={styles.form}
      aria-label={t('unit-dialogue.until.open')}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <LastDay today={contact.today} until={until} onUntil={setUntil} />
      {change.failure && !change.pending && <ErrorState failure={change.failure} service="unit-dialogue" />}
      <Actions>
        <ActButton act={t('unit-dialogue.until.act')} onAct={submit} pending={change.pending} />
        <Button variant="borderless" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </Actions>
    </form>
  )
}
