import { randomUUID } from 'node:crypto'
import type { CitizenActor, Context } from '../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import { attachFiles } from '../files/index.ts'
import type { Deps } from '../service/index.ts'
import { type CitizenReply, isOpen, isWaiting, type Thread } from '../thread/index.ts'
import { newMessage } from './communication.ts'
import { holdOwn, markMessagesRead } from './held.ts'
import { messagesOf } from './queries.ts'
import { deadlineFor, refuseStep } from './rules.ts'
import { advanceTask } from './task.ts'
import { readThread } from './thread-view.ts'

type Citizen = Context & { actor: CitizenActor }
type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'threads'>

/** Writes on in an open conversation. After an answer the office owes another, with a new deadline. */
export async function replyAsCitizen(
  context: Citizen,
  id: string,
  command: CitizenReply,
  deps: Parts,
): Promise<Thread | Refusal> {
  const { actor } = context
  const done = await deps.store.command(context, async (tx) => {
    const held = await holdOwn(tx, id, actor, deps.threads)
    if (isRefusal(held)) return held
    const { kind, thread, row } = held
    if (!isOpen(thread.state)) return refuse('thread-closed', 409)
    if (!command.text && command.attachments.length === 0) return refuse('message-empty')
    const attached = await attachFiles(tx, row.citizen, command.attachments, kind.sensitivity)
    if (isRefusal(attached)) return attached
    const last = (await messagesOf(tx.sql, id)).at(-1)
    await tx.create(
      newMessage({
        ...{ id: randomUUID(), thread: id, kind: kind.code, sensitivity: kind.sensitivity, citizen: row.citizen },
        sender: { type: 'Patient', id: actor.citizen, name: actor.name },
        recipient: { type: 'Organization', id: row.office, name: thread.officeName ?? '' },
        text: command.text,
        attachments: attached,
        answers: last?.id,
        sent: tx.now,
      }),
    )
    if (!isWaiting(thread.state)) {
      const deadline = await deadlineFor(kind, row, tx)
      await tx.update(advanceTask(held.task, { state: 'received', at: tx.now, deadline }))
    }
    return { thread: id }
  })
  return isRefusal(done) ? done : readThread(context, id, deps)
}

/** The citizen has seen the conversation: its messages from the office are read. Doing it again changes nothing. */
export async function markRead(context: Citizen, id: string, deps: Parts): Promise<Thread | Refusal> {
  const done = await deps.store.command(context, async (tx) => {
    const held = await holdOwn(tx, id, context.actor, deps.threads)
    if (isRefusal(held)) return held
    await markMessagesRead(tx, id, 'office')
    return { thread: id }
  })
  return isRefusal(done) ? done : readThread(context, id, deps)
}

/** Takes a conversation back before it is opened. */
export async function withdrawThread(context: Citizen, id: string, deps: Parts): Promise<Thread | Refusal> {
  const done = await deps.store.command(context, async (tx) => {
    const held = await holdOwn(tx, id, context.actor, deps.threads)
    if (isRefusal(held)) return held
    const no = refuseStep(held.thread, 'withdrawn', context.actor, held.kind)
    if (no) return no
    await tx.update(advanceTask(held.task, { state: 'withdrawn', at: tx.now }))
    return { thread: id }
  })
  return isRefusal(done) ? done : readThread(context, id, deps)
}
