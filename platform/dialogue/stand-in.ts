import type { DomainEvent, StoreTransaction } from '../fhir/types.ts'
import type { Listener } from '../service/index.ts'
import type { ThreadKind } from './kind.ts'
import { openAtOffice, type QueuedThread } from './queries.ts'
import { handTask } from './task.ts'

/** What absences are told by. */
const told = ['absence.registered', 'absence.began', 'absence.ended'] as const

/**
 * B7: what came in before an absence goes to the stand-in; what the stand-in has not begun on goes back when it is over. What holds
 * now is asked of the register, because events may come in any order.
 */
export function standInListeners(service: string, kinds: readonly ThreadKind[]): Listener[] {
  return told.map((event) => ({
    event,
    name: `${service}.route-threads-on-${event.split('.')[1]}`,
    handle: (happened, tx) => route(happened, kinds, tx),
  }))
}

async function route({ data }: DomainEvent, kinds: readonly ThreadKind[], tx: StoreTransaction): Promise<void> {
  const absent = String(data.practitioner ?? '')
  const office = String(data.office ?? '')
  const rows = await openAtOffice(
    tx.sql,
    office,
    kinds.map(({ code }) => code),
  )
  for (const row of rows) {
    const kind = kinds.find(({ code }) => code === row.kind)
    if (!row.waiting || !kind?.offer) continue
    const gp = await tx.registers.gp.assignment(row.citizen)
    if (gp?.practitioner !== absent) continue
    const standIn = (await tx.registers.gp.closed(absent, kind.offer, tx.now))?.standIn
    if (standIn && row.handedTo === null) await give(row, { id: standIn.practitioner, name: standIn.name }, tx)
    else if (!standIn && row.handedTo !== null && row.handedTo === data.standIn && row.state !== 'opened')
      await give(row, undefined, tx)
  }
}

async function give(
  row: QueuedThread,
  to: { readonly id: string; readonly name: string } | undefined,
  tx: StoreTransaction,
): Promise<void> {
  const task = await tx.read('Task', row.task)
  if (!task) return
  const office = await tx.registers.organisations.byId(row.office)
  const owner = to
    ? { type: 'Practitioner' as const, ...to }
    : { type: 'Organization' as const, id: row.office, name: office?.name ?? '' }
  await tx.update(handTask(task, owner, tx.now))
}
