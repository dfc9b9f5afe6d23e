import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import { hasMoved } from '@lomma/platform/thread'
import type { Task } from '@medplum/fhirtypes'
import { isOpen, type RefusalCode } from '../contract/index.ts'
import { type Renewal, readRenewal } from '../fhir/renewal-task.ts'
import type { OfficeUser } from './office.ts'
import { lockWorkRow } from './queries.ts'

export interface Held {
  readonly task: Stored<Task>
  readonly renewal: Renewal
}

/** Holds a renewal for the rest of the transaction, for somebody at its office. */
export async function hold(
  tx: StoreTransaction,
  taskId: string,
  actor: OfficeUser,
): Promise<Held | Refusal<RefusalCode>> {
  const row = await lockWorkRow(tx.sql, taskId)
  if (!row) return refuse('not-found', 404)
  if (row.office !== actor.organization) return refuse('not-your-office', 403)
  const task = await tx.read('Task', taskId)
  return task ? { task, renewal: readRenewal(task) } : refuse('not-found', 404)
}

/** Refuses when an open renewal has moved since the screen read it. */
export function refuseStale(renewal: Renewal, version: string, reader: string): Refusal<RefusalCode> | undefined {
  return isOpen(renewal.state) && hasMoved(renewal, version, reader) ? refuse('changed-meanwhile', 409) : undefined
}
