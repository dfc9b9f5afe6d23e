import Button from '@helsenorge/designsystem-react/components/Button'
import { useAnswered, useWho } from '@lomma/platform/desk'
import { ActButton, Actions, ErrorState, RefusalMessage, Sheet } from '@lomma/platform/ui'
import { type BulkOutcome, useCommand, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { WorkItem } from '../contract/index.ts'
import type { BulkChoice } from './bulk.ts'
import type { Desk } from './desk.ts'
import styles from './queue.module.css'

interface Props {
  readonly choice: BulkChoice
  readonly desk: Desk
}

/** Answer several: the list first, then the press; each stands for itself. */
export function BulkSheet({ choice, desk }: Props) {
  const { t } = useTexts()
  const { service, answer } = choice
  const answered = useAnswered()
  // As they were when the sheet opened: what is answered leaves the list behind it.
  const [items] = useState(() => {
    const found = desk.bulk.choices.find((one) => one.answer === answer)?.items ?? []
    return found.filter(({ id }) => !answered.has(id))
  })
  const [leftOut] = useState(() => desk.bulk.ticked.size - items.length)
  const command = useCommand(
    (chosen: readonly { id: string; version: string }[], idempotencyKey) => answer.run(chosen, { idempotencyKey }),
    { invalidates: ['work-queue', service] },
  )
  const { texts } = answer
  const key = (name: string) => `work-queue.bulk.${name}`
  const close = () => {
    if (command.result) desk.bulk.clear()
    desk.bulk.ask(undefined)
  }
  const send = () => void command.run(items.map(({ id, version }) => ({ id, version })))
  const title = command.result ? t(key('done-title')) : t(texts.button, { count: items.length })
  return (
    <Sheet title={title} onClose={close}>
      {command.result && <Result outcomes={command.result} items={items} choice={choice} />}
      {!command.result && (
        <>
          <p>{t(texts.lead)}</p>
          <Chosen items={items} />
          {leftOut > 0 && <p>{t(key('left-out'), { count: leftOut })}</p>}
          {command.failure && <ErrorState failure={command.failure} service={service} />}
        </>
      )}
      <Actions>
        {!command.result && (
          <ActButton act={t(texts.submit, { count: items.length })} onAct={send} pending={command.pending} />
        )}
        <Button variant={command.result ? 'fill' : 'borderless'} onClick={close}>
          {t(command.result ? key('close') : 'desk.do.cancel')}
        </Button>
      </Actions>
    </Sheet>
  )
}

function Chosen({ items }: { readonly items: readonly WorkItem[] }) {
  const { text } = useTexts()
  const who = useWho()
  return (
    <ul className={styles.chosen}>
      {items.map((item) => (
        <li key={item.id}>
          <strong>{who(item.patient)}</strong>: {text(item.title)}
        </li>
      ))}
    </ul>
  )
}

interface ResultProps {
  readonly outcomes: readonly BulkOutcome[]
  readonly items: readonly WorkItem[]
  readonly choice: BulkChoice
}

/** How many were answered, and why each of the others was not. */
function Result({ outcomes, items, choice }: ResultProps) {
  const { t, text } = useTexts()
  const refused = outcomes.flatMap((one) => (one.done ? [] : [one]))
  return (
    <div role="status">
      <p>{t(choice.answer.texts.done, { count: outcomes.length - refused.length })}</p>
      {refused.length > 0 && <p>{t('work-queue.bulk.some-failed', { count: refused.length })}</p>}
      <ul className={styles.chosen}>
        {refused.map(({ id, refused: code, params }) => {
          const about = items.find((item) => item.id === id)
          return (
            <li key={id}>
              {about && (
                <strong>
                  {text(about.title)}, {about.patient.name}:
                </strong>
              )}{' '}
              <RefusalMessage failure={{ kind: 'refused', code, params, status: 409 }} service={choice.service} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
