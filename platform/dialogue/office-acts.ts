import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import { attachFiles } from '../files/index.ts'
import type { Deps } from '../service/index.ts'
import { isOpen, type OfficeAnswer, type ThreadCase, type ThreadHandOver, type ThreadState } from '../thread/index.ts'
import { senderOf } from './begin.ts'
import { readCase } from './case-view.ts'
import { newMessage } from './communication.ts'
import { type Held, holdAtOffice, markMessagesRead } from './held.ts'
import { forThread, type OfficeContext, type OfficeUser, readsWords } from './office.ts'
import { messagesOf } from './queries.ts'
import { refuseStale, refuseStep, refuseStranger } from './rules.ts'
import { advanceTask, handTask, type Named } from './task.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'threads'>

/** Somebody who may read it begins to look: the citizen sees it. Opening an opened one changes nothing. */
export async function openThread(context: OfficeContext, id: string, deps: Parts): Promise<ThreadCase | Refusal> {
  const { actor } = context
  const done = await deps.store.command(forThread(context), async (tx) => {
    const held = await holdAtOffice(tx, id, actor, deps.threads)
    if (isRefusal(held)) return held
    if (!readsWords(held.kind, actor)) return refuse('clinicians-only', 403)
    await markMessagesRead(tx, id, 'citizen')
    if (held.thread.state !== 'sent' && held.thread.state !== 'received') return { thread: id }
    const no = refuseStep(held.thread, 'opened', actor, held.kind) ?? refuseStranger(held.thread, actor, true)
    // Handed to another: looking is allowed, and leaves it theirs to open.
    if (no?.refused === 'handed-to-other') return { thread: id }
    if (no) return no
    const by = actor.kind === 'practitioner' ? senderOf(actor) : { ...senderOf(actor), name: actor.name }
    await tx.update(advanceTask(held.task, { state: 'opened', at: tx.now, by }))
    return { thread: id }
  })
  return isRefusal(done) ? done : readCase(context, id, deps)
}

const states = {
  answer: 'answered',
  ask: 'asked',
  close: 'closed',
  decline: 'declined',
  outside: 'outside',
} as const satisfies Record<OfficeAnswer['act'], ThreadState>

/** Answers, asks back, closes, declines with a reason, or says that it was solved another way. */
export async function answerThread(
  context: OfficeContext,
  id: string,
  command: OfficeAnswer,
  deps: Parts,
): Promise<ThreadCase | Refusal> {
  const done = await deps.store.command(forThread(context), async (tx) => {
    const held = await holdAtOffice(tx, id, context.actor, deps.threads)
    return isRefusal(held) ? held : answer(tx, held, context.actor, command)
  })
  return isRefusal(done) ? done : readCase(context, id, deps)
}

async function answer(
  tx: StoreTransaction,
  held: Held,
  actor: OfficeUser,
  { act, version, text, attachments }: OfficeAnswer,
): Promise<{ thread: string } | Refusal> {
  const { kind, thread, row } = held
  const to = states[act]
  const again = thread.state === to && isOpen(to) ? undefined : refuseStep(thread, to, actor, kind)
  const no = again ?? refuseStranger(thread, actor, act !== 'outside') ?? refuseStale(thread, version, actor.name)
  if (no) return no
  const silent = !text && attachments.length === 0
  if (silent && act !== 'close')
    return refuse(act === 'decline' || act === 'outside' ? 'reason-missing' : 'message-empty')
  if (readsWords(kind, actor)) await markMessagesRead(tx, row.task, 'citizen')
  if (!silent) {
    const sensitivity = actor.kind === 'office' ? 'administrative' : kind.sensitivity
    const attached = await attachFiles(tx, row.citizen, attachments, sensitivity)
    if (isRefusal(attached)) return attached
    await tx.create(
      newMessage({
        ...{ id: randomUUID(), thread: row.task, kind: kind.code, sensitivity, citizen: row.citizen },
        sender: senderOf(actor),
        recipient: { type: 'Patient', id: row.citizen },
        text,
        attachments: attached,
        answers: (await messagesOf(tx.sql, row.task)).at(-1)?.id,
        sent: tx.now,
      }),
    )
  }
  await tx.update(advanceTask(held.task, { state: to, at: tx.now }))
  return { thread: row.task }
}

/** Gives an open conversation to a colleague, or back to the office. */
export async function handOverThread(
  context: OfficeContext,
  id: string,
  command: ThreadHandOver,
  deps: Parts,
): Promise<ThreadCase | Refusal> {
  const { actor } = context
  const done = await deps.store.command(forThread(context), async (tx) => {
    const held = await holdAtOffice(tx, id, actor, deps.threads)
    if (isRefusal(held)) return held
    if (!isOpen(held.thread.state)) return refuse('thread-closed', 409)
    const no = refuseStale(held.thread, command.version, actor.name)
    if (no) return no
    const owner = await ownerFor(tx, actor, command.to)
    if (isRefusal(owner)) return owner
    await tx.update(handTask(held.task, owner, tx.now))
    return { thread: id }
  })
  return isRefusal(done) ? done : readCase(context, id, deps)
}

async function ownerFor(tx: StoreTransaction, actor: OfficeUser, to: string | null): Promise<Named | Refusal> {
  if (to === null) return { type: 'Organization', id: actor.organization, name: actor.organizationName }
  const colleagues = await tx.registers.gp.colleagues(actor.organization)
  const found = colleagues.find((one) => one.practitioner === to && one.active)
  return found ? { type: 'Practitioner', id: found.practitioner, name: found.name } : refuse('not-a-colleague')
}
