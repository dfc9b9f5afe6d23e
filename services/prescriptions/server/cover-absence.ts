import type { DomainEvent, StoreTransaction } from '@lomma/platform/fhir'
import type { Closed } from '@lomma/platform/registers'
import type { Listener } from '@lomma/platform/service'
import { absenceEvents } from '@lomma/services/absence/contract'
import { isOpen } from '../contract/index.ts'
import { handTask, type Named, type Renewal, readRenewal } from '../fhir/renewal-task.ts'
import { coverOf, dropCover, openAtOffice, saveCover, type WorkRow } from './queries.ts'

/**
 * B7: what came in before a doctor went away goes to the stand-in, and what is still unanswered goes back afterwards. The
 * register, not the event, says what holds now, so events may be told in any order.
 */
function coverOn(event: string): Listener {
  return { event, name: `prescriptions.cover-on-${event.split('.')[1]}`, handle: cover }
}

export const coverListeners: readonly Listener[] = [coverOn(absenceEvents.began), coverOn(absenceEvents.ended)]

async function cover(event: DomainEvent, tx: StoreTransaction): Promise<void> {
  const doctor = String(event.data.practitioner)
  const closed = await tx.registers.gp.closed(doctor, 'renewal', tx.now)
  await giveBack(tx, doctor, closed?.standIn?.practitioner)
  if (closed?.standIn) await giveAway(tx, doctor, String(event.data.office), closed.standIn)
}

/** What somebody else than today's stand-in has, and has not answered, is the office's again. */
async function giveBack(tx: StoreTransaction, doctor: string, standIn: string | undefined): Promise<void> {
  for (const { citizen, task, standIn: has } of await coverOf(tx.sql, doctor)) {
    if (has === standIn) continue
    await dropCover(tx.sql, citizen, task)
    await hand(tx, task, (renewal) =>
      renewal.handedTo?.practitioner === has && renewal.office
        ? { type: 'Organization', id: renewal.office, name: renewal.officeName ?? '' }
        : undefined,
    )
  }
}

async function giveAway(
  tx: StoreTransaction,
  doctor: string,
  office: string,
  standIn: NonNullable<Closed['standIn']>,
): Promise<void> {
  for (const row of await openAtOffice(tx.sql, office)) {
    if (row.handedTo !== null || !(await isListedWith(tx, row, doctor))) continue
    const { practitioner, name } = standIn
    const given = await hand(tx, row.task, () => ({ type: 'Practitioner', id: practitioner, name }))
    if (given) await saveCover(tx.sql, { citizen: row.citizen, task: row.task, doctor, standIn: practitioner })
  }
}

async function isListedWith(tx: StoreTransaction, { citizen }: WorkRow, doctor: string): Promise<boolean> {
  return (await tx.registers.gp.assignment(citizen))?.practitioner === doctor
}

async function hand(tx: StoreTransaction, id: string, to: (renewal: Renewal) => Named | undefined): Promise<boolean> {
  const task = await tx.read('Task', id)
  const renewal = task && readRenewal(task)
  const owner = renewal && isOpen(renewal.state) ? to(renewal) : undefined
  if (!task || !owner) return false
  await tx.update(handTask(task, owner, tx.now))
  return true
}
