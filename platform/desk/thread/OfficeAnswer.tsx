import Button from '@helsenorge/designsystem-react/components/Button'
import Label from '@helsenorge/designsystem-react/components/Label'
import RadioButton from '@helsenorge/designsystem-react/components/RadioButton'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { useState } from 'react'
import type { OfficeAnswer as Answer, Attachment, ThreadCase } from '../../thread/index.ts'
import { ActButton, Actions, ErrorState, Section } from '../../ui/index.ts'
import { Attachments } from '../../ui/thread/Attachments.tsx'
import styles from '../../ui/thread/thread.module.css'
import { api, useCommand, useShortcuts, useTexts } from '../../web/index.ts'
import type { OpenedCase } from './OfficeThread.tsx'

type Act = Answer['act']

/** Acts this person may do, in the order they are most used. */
function actsOf({ may, state }: ThreadCase): Act[] {
  return [
    ...(may.close ? (['close'] as const) : []),
    ...(may.answer ? (['answer', 'ask'] as const) : []),
    ...(may.decline && state !== 'asked' && state !== 'answered' ? (['decline'] as const) : []),
    ...(may.outside ? (['outside'] as const) : []),
  ]
}

const begun: Readonly<Record<string, Act>> = { d: 'decline', o: 'outside', r: 'close' }

/** The answer: words to the patient, and what they mean for the conversation. */
export function OfficeAnswer({ found, path, service, templates, begin, onDone }: OpenedCase) {
  const { t } = useTexts()
  const acts = actsOf(found)
  const wanted = begun[begin ?? '']
  const [act, setAct] = useState<Act | undefined>(wanted && acts.includes(wanted) ? wanted : acts[0])
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const send = useCommand(
    (input: Answer, idempotencyKey) => api.post<ThreadCase>(`${path}/answer`, input, { idempotencyKey }),
    { invalidates: [service, 'work-queue'], onDone },
  )
  useAnswerKeys(acts, setAct)
  if (!act || acts.length === 0) return null
  const submit = () =>
    void send.run({ version: found.version, act, text: text.trim(), attachments: files.map(({ id }) => id) })
  return (
    <Section title={t('dialogue.answer.title')}>
      <form
        className={styles.answer}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Acts acts={acts} act={act} onAct={setAct} />
        <Templates
          templates={templates}
          act={act}
          onText={(words) => setText((now) => (now ? `${now}\n\n${words}` : words))}
        />
        <Textarea
          textareaId="office-answer"
          label={<Label labelTexts={[{ text: t('dialogue.answer.label', { name: found.patient.name }) }]} />}
          value={text}
          onChange={(event) => setText(event.target.value.slice(0, 4000))}
          minRows={4}
          maxRows={16}
          grow
        />
        {found.may.attach && <Attachments files={files} onFiles={setFiles} thread={found.id} />}
        {send.failure && <ErrorState failure={send.failure} service="dialogue" kept={t('dialogue.form.kept')} />}
        <Actions>
          <ActButton act={t(`dialogue.answer.send.${act}`)} onAct={submit} pending={send.pending} />
        </Actions>
      </form>
    </Section>
  )
}

/** The letters that mean the same in every case of the queue: they choose the act and go to the words. */
function useAnswerKeys(acts: readonly Act[], choose: (act: Act) => void): void {
  useShortcuts(
    Object.entries(begun).flatMap(([key, act]) => {
      if (!acts.includes(act)) return []
      const run = () => {
        choose(act)
        document.getElementById('office-answer')?.focus()
      }
      return [{ key, label: `dialogue.answer.acts.${act}`, run }]
    }),
  )
}

interface ActsProps {
  readonly acts: readonly Act[]
  readonly act: Act
  readonly onAct: (act: Act) => void
}

function Acts({ acts, act, onAct }: ActsProps) {
  const { t } = useTexts()
  return (
    <fieldset className={styles.acts}>
      <legend>{t('dialogue.answer.act')}</legend>
      {acts.map((one) => (
        <RadioButton
          key={one}
          inputId={`act-${one}`}
          name="act"
          checked={act === one}
          onChange={() => onAct(one)}
          label={<Label labelTexts={[{ text: t(`dialogue.answer.acts.${one}`), type: 'normal' }]} />}
        />
      ))}
    </fieldset>
  )
}

/** Ready-made words with the patient's facts filled in. */
function Templates({
  templates,
  act,
  onText,
}: {
  readonly templates: OpenedCase['templates']
  readonly act: Act
  readonly onText: (text: string) => void
}) {
  const { t } = useTexts()
  const use = act === 'decline' || act === 'outside' ? act : 'reply'
  const fitting = templates.filter(({ uses }) => uses.length === 0 || uses.includes(use))
  if (fitting.length === 0) return null
  return (
    <fieldset className={styles.acts}>
      <legend>{t('dialogue.answer.templates')}</legend>
      {fitting.map((one) => (
        <Button key={one.id} variant="outline" onClick={() => onText(one.text)}>
          {one.name}
        </Button>
      ))}
    </fieldset>
  )
}
