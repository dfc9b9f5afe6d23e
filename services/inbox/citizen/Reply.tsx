import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import type { Attachment, Thread } from '@lomma/platform/thread'
import { ActButton, Actions, Attachments, ErrorState, Section } from '@lomma/platform/ui'
import { useDraft, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { useReply } from './api.ts'
import styles from './inbox.module.css'

interface Draft {
  readonly text: string
  readonly files: readonly Attachment[]
}

const nothing: Draft = { text: '', files: [] }

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'text' in value && 'files' in value
}

/**
 * The answer, open under the text: words, and files where the kind of conversation takes them. Kept in this tab until it is sent. What
 * happens on the press stands beside the button.
 */
export function Reply({ thread }: { readonly thread: Thread }) {
  const { t } = useTexts()
  const { draft, setDraft, lacking, reply, send } = useWriting(thread)
  const written = draft.text.trim() !== '' || draft.files.length > 0
  return (
    <Section title={t('inbox.reply.title')}>
      <form
        className="not-printed"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Textarea
          textareaId="reply"
          label={<Label labelTexts={[{ text: t('inbox.reply.label', { office: thread.office }) }]} />}
          value={draft.text}
          onChange={({ target }) => setDraft((now) => ({ ...now, text: target.value.slice(0, longest) }))}
          minRows={4}
          maxRows={14}
          grow
          {...(lacking ? { errorText: t('dialogue.refusal.message-empty') } : {})}
        />
        {thread.may.attach && (
          <Attachments
            files={draft.files}
            onFiles={(change) => setDraft((now) => ({ ...now, files: change(now.files) }))}
          />
        )}
        <p className={styles.beside}>
          {t('inbox.reply.who', { office: thread.office })} {t('inbox.reply.urgent')}
        </p>
        {reply.failure && <ErrorState failure={reply.failure} service="dialogue" kept={t('inbox.reply.kept')} />}
        {reply.waiting && <p role="status">{t('inbox.reply.waiting')}</p>}
        <Actions>
          <ActButton act={t('inbox.reply.send')} onAct={() => void send()} pending={reply.pending} />
        </Actions>
      </form>
      <div role="status">{reply.result && !written && <p className={styles.putAway}>{t('inbox.reply.sent')}</p>}</div>
    </Section>
  )
}

/** As platform/thread has it. */
const longest = 4000

/** The draft on this device, and its way to the office: words or a file, at least one of them. */
function useWriting({ id }: Thread) {
  const { draft, setDraft, forget } = useDraft<Draft>(`inbox.reply.${id}`, nothing, isDraft)
  const [tried, setTried] = useState(false)
  const reply = useReply(id)
  const said = draft.text.trim()
  const empty = said === '' && draft.files.length === 0
  const send = async () => {
    if (empty) return setTried(true)
    const done = await reply.run({ text: said, attachments: draft.files.map((file) => file.id) })
    if (!done) return
    forget()
    setTried(false)
  }
  return { draft, setDraft, lacking: tried && empty, reply, send }
}
