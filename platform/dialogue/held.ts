import type { Task } from '@medplum/fhirtypes'
import type { CitizenActor } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Stored, StoreTransaction } from '../fhir/types.ts'
import type { Side, ThreadRefusal } from '../thread/index.ts'
import type { ThreadKind } from './kind.ts'
import type { OfficeUser } from './office.ts'
import { lockThread, messagesOf, type ThreadRow } from './queries.ts'
import { readTask, type ThreadDocument } from './task.ts'

export interface Held {
  readonly row: ThreadRow
  readonly kind: ThreadKind
  readonly task: Stored<Task>
  readonly thread: ThreadDocument
}

/** Holds a conversation for the rest of the transaction, for the citizen whose it is. */
export async function holdOwn(
  tx: StoreTransaction,
  id: string,
  { citizen }: CitizenActor,
  kinds: readonly ThreadKind[],
): Promise<Held | Refusal<ThreadRefusal>> {
  const row = await lockThread(tx.sql, id)
  return row?.citizen === citizen ? read(tx, row, kinds) : refuse('not-found', 404)
}

/** Holds a conversation for somebody at its office. */
export async function holdAtOffice(
  tx: StoreTransaction,
  id: string,
  actor: OfficeUser,
  kinds: readonly ThreadKind[],
): Promise<Held | Refusal<ThreadRefusal>> {
  const row = await lockThread(tx.sql, id)
  if (!row) return refuse('not-found', 404)
  return row.office === actor.organization ? read(tx, row, kinds) : refuse('not-your-office', 403)
}

async function read(
  tx: StoreTransaction,
  row: ThreadRow,
  kinds: readonly ThreadKind[],
): Promise<Held | Refusal<ThreadRefusal>> {
  const kind = kinds.find(({ code }) => code === row.kind)
  const task = kind && (await tx.read('Task', row.task))
  return kind && task ? { row, kind, task, thread: readTask(task) } : refuse('not-found', 404)
}

/** Notes on the messages of one side that the other has read them. What the reader may not see stays unread. */
export async function markMessagesRead(tx: StoreTransaction, task: string, from: Side): Promise<void> {
  for (const row of await messagesOf(tx.sql, task)) {
    if (row.side !== from || row.readAt !== null) continue
    const message = await tx.read('Communication', row.id)
    if (message && !message.received) await tx.update({ ...message, received: tx.now.toISOString() })
  }
}
