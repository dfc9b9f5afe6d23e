import Button from '@helsenorge/designsystem-react/components/Button'
import Input from '@helsenorge/designsystem-react/components/Input'
import Label, { Sublabel } from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { type ReactNode, useState } from 'react'
import type { Attachment, BeginThread, Started, ThreadOffer } from '../../thread/index.ts'
import { api, navigate, useCommand, useDraft, useTexts } from '../../web/index.ts'
import { ErrorState } from '../Failure.tsx'
import { Notice } from '../Notice.tsx'
import { Actions } from '../Page.tsx'
import { ActButton } from '../Sheet.tsx'
import { Attachments } from './Attachments.tsx'
import { BeforeSending } from './BeforeSending.tsx'
import styles from './thread.module.css'

/** As platform/thread has it: the longest message and subject. */
const longest = { text: 4000, topic: 80 } as const

interface Draft {
  readonly topic: string
  readonly text: string
  readonly files: readonly Attachment[]
}

const nothing: Draft = { topic: '', text: '', files: [] }

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'topic' in value && 'text' in value && 'files' in value
}

export interface ThreadFormProps {
  readonly offer: ThreadOffer
  /** Owner of the kind: where it is sent. */
  readonly service: string
  /** In words on this screen. */
  readonly words: { readonly label: string; readonly help: string; readonly send: string; readonly topic?: string }
  readonly price: ReactNode
  /** The text may be left out when something else is asked for. */
  readonly optional?: boolean
  /** Goes along: what is ordered. */
  readonly more?: Readonly<Record<string, unknown>>
}

/**
 * Writing to an office: words, attachments, what happens on the press beside the button. Nothing written is lost by a failure, a
 * reload or a broken line; sent twice it is one.
 */
export function ThreadForm(props: ThreadFormProps) {
  const { offer, words, price } = props
  const { t } = useTexts()
  const { draft, setDraft, send, submit, lacking } = useWriting(props)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {offer.about && <p>{t('dialogue.form.about', { topic: offer.about.topic ?? 'none' })}</p>}
      {words.topic && !offer.about && (
        <Input
          inputId="thread-topic"
          label={<Label labelTexts={[{ text: words.topic }]} />}
          value={draft.topic}
          onChange={(event) => setDraft({ ...draft, topic: event.target.value.slice(0, longest.topic) })}
        />
      )}
      <Words words={words} lacking={lacking} text={draft.text} onText={(text) => setDraft({ ...draft, text })} />
      {offer.attach && (
        <Attachments
          files={draft.files}
          onFiles={(change) => setDraft((now) => ({ ...now, files: change(now.files) }))}
        />
      )}
      <BeforeSending offer={offer} price={price} />
      <NotSent send={send} service={props.service} phone={offer.phone} onRetry={submit} />
      <Actions>
        <ActButton act={words.send} onAct={submit} pending={send.pending} />
        <Button variant="borderless" onClick={() => history.back()}>
          {t('dialogue.form.cancel')}
        </Button>
      </Actions>
    </form>
  )
}

/** The draft on this device, and its way to the office: then on to the conversation. */
function useWriting({ offer, service, optional = false, more = {} }: ThreadFormProps) {
  const { draft, setDraft, forget } = useDraft<Draft>(`${service}.${offer.kind}`, nothing, isDraft)
  const [tried, setTried] = useState(false)
  const send = useCommand(
    (input: BeginThread, idempotencyKey) =>
      api.post<Started>(`/${service}/threads`, { ...input, ...more }, { idempotencyKey }),
    {
      invalidates: ['inbox', 'home', service],
      onDone: ({ thread }) => {
        forget()
        navigate(`/innboks/${thread}`, { replace: true })
      },
    },
  )
  const topic = offer.about?.topic ?? draft.topic.trim()
  const text = draft.text.trim()
  const submit = () => {
    if (!text && !optional) return setTried(true)
    void send.run({
      text,
      attachments: draft.files.map(({ id }) => id),
      ...(topic ? { topic } : {}),
      ...(offer.about ? { follows: offer.about.thread } : {}),
    })
  }
  return { draft, setDraft, send, submit, lacking: tried && !text }
}

interface WordsProps {
  readonly words: ThreadFormProps['words']
  readonly lacking: boolean
  readonly text: string
  readonly onText: (text: string) => void
}

function Words({ words, lacking, text, onText }: WordsProps) {
  const { t } = useTexts()
  return (
    <Textarea
      textareaId="thread-text"
      label={
        <Label
          labelTexts={[{ text: words.label }]}
          sublabel={<Sublabel id="thread-help" sublabelTexts={[{ text: words.help, type: 'subdued' }]} />}
        />
      }
      aria-describedby="thread-help"
      value={text}
      onChange={(event) => onText(event.target.value.slice(0, longest.text))}
      minRows={5}
      maxRows={16}
      grow
      {...(lacking ? { errorText: t('dialogue.refusal.message-empty') } : {})}
    />
  )
}

interface NotSentProps {
  readonly send: Pick<ReturnType<typeof useCommand>, 'failure' | 'pending' | 'waiting'>
  readonly service: string
  readonly phone: string | null
  readonly onRetry: () => void
}

/** It waits for the network, or did not go through: what happened, what was kept, what to do. */
function NotSent({ send: { failure, pending, waiting }, service, phone, onRetry }: NotSentProps) {
  const { t } = useTexts()
  return (
    <>
      <div aria-live="polite">
        {waiting && (
          <Notice tone="attention">
            <p>{t('dialogue.form.waiting')}</p>
          </Notice>
        )}
      </div>
      {failure && !pending && (
        <ErrorState
          failure={failure}
          service={service}
          kept={t('dialogue.form.kept')}
          {...(phone ? { phone } : {})}
          {...(failure.kind === 'refused' ? {} : { onRetry })}
        />
      )}
    </>
  )
}
