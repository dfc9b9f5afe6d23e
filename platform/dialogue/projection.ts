import { addDays, endOfOsloDay, osloDateOf } from '../calendar/index.ts'
import type { Change, DomainEvent, Projection, StoreTransaction } from '../fhir/types.ts'
import { daysUntilClosed, isOpen, isWaiting } from '../thread/index.ts'
import { messageKind, readMessage } from './communication.ts'
import { eventType, type ThreadEvent, type ThreadKind } from './kind.ts'
import { dropMessage, dropThread, saveMessage, saveThread, threadRow } from './queries.ts'
import { kindCode, readTask, type ThreadDocument } from './task.ts'

/**
 * Keeps the queues in step and tells what happened – for every write, whichever door it came through, so that a conversation
 * another system begins is delivered, followed up and answered like one begun here.
 */
export function threadProjection(kinds: readonly ThreadKind[]): Projection {
  const kindOf = (code: string | null) => kinds.find((one) => one.code === code)
  return {
    types: ['Task', 'Communication'],
    async onChanged(change, tx) {
      const { before, after } = change
      const last = after ?? before
      if (last?.resourceType === 'Task') {
        const kind = kindOf(kindCode(last))
        if (kind) await taskChanged(kind, change, tx)
      } else if (last?.resourceType === 'Communication') {
        const kind = kindOf(messageKind(last))
        if (kind) await messageChanged(kind, change, tx)
      }
    },
  }
}

async function taskChanged(kind: ThreadKind, change: Change, tx: StoreTransaction): Promise<void> {
  const { citizen, before, after } = change
  if (!citizen) return
  if (change.op === 'delete' || after?.resourceType !== 'Task') return dropThread(tx.sql, citizen, change.id)
  const is = readTask(after)
  const { receipt, office, sent, deadline } = is
  if (!receipt || !office || !sent || !deadline) return
  await saveThread(tx.sql, {
    ...{ citizen, task: change.id, version: is.version, kind: kind.code, receipt, office },
    handedTo: is.handedTo?.practitioner ?? null,
    state: is.state,
    open: isOpen(is.state),
    waiting: isWaiting(is.state),
    sent: new Date(sent),
    deadline: new Date(deadline),
  })
  await tell(kind, citizen, before?.resourceType === 'Task' ? readTask(before) : undefined, is, tx)
}

async function tell(
  kind: ThreadKind,
  citizen: string,
  was: ThreadDocument | undefined,
  is: ThreadDocument,
  tx: StoreTransaction,
): Promise<void> {
  const told = (what: ThreadEvent) => event(kind, what, citizen, is)
  if (isWaiting(is.state) && was?.deadline !== is.deadline) {
    // One second after: at the deadline itself it is not late yet.
    const due = new Date(new Date(is.deadline ?? '').getTime() + 1000)
    if (due > tx.now) await tx.schedule(due, told('deadline'))
  }
  const at = is.steps.at(-1)?.at
  if (is.state === 'answered' && was?.state !== 'answered' && at) await tx.schedule(closingAt(at), told('idle'))
  if (was === undefined) return
  if (was.state !== is.state) await tx.emit(told(is.state))
  if (was.handedTo?.practitioner !== is.handedTo?.practitioner) await tx.emit(told('handed-over'))
}

/** When an answered conversation closes by itself: the last second of the fourteenth day. */
export function closingAt(answered: string): Date {
  return endOfOsloDay(addDays(osloDateOf(new Date(answered)), daysUntilClosed))
}

async function messageChanged(kind: ThreadKind, change: Change, tx: StoreTransaction): Promise<void> {
  const { citizen, before, after } = change
  if (!citizen) return
  if (change.op === 'delete' || after?.resourceType !== 'Communication') return dropMessage(tx.sql, citizen, change.id)
  const message = readMessage(after)
  if (!message.thread || !message.side || !message.sent) return
  const sent = new Date(message.sent)
  const readAt = message.readAt === null ? null : new Date(message.readAt)
  await saveMessage(tx.sql, { citizen, id: change.id, task: message.thread, side: message.side, sent, readAt })
  if (before !== undefined) return
  const row = await threadRow(tx.sql, message.thread)
  if (!row) return
  const data = { task: row.task, receipt: row.receipt, office: row.office, state: row.state, kind: kind.code }
  const due = new Date(sent.getTime() + kind.unreadDays * 86_400_000)
  if (readAt === null && due > tx.now)
    await tx.schedule(due, { type: eventType(kind, 'unread'), citizen, data: { ...data, message: change.id } })
  // With its first words it is sent: a conversation without words is not delivered.
  if (row.state === 'sent') await tx.emit({ type: eventType(kind, 'sent'), citizen, data })
}

/** An event of a conversation: references and codes only. */
export function event(kind: ThreadKind, what: ThreadEvent, citizen: string, thread: ThreadDocument): DomainEvent {
  const { task, receipt, office, state } = thread
  return {
    type: eventType(kind, what),
    citizen,
    data: { task, receipt: receipt ?? '', office: office ?? '', state, kind: kind.code },
  }
}
