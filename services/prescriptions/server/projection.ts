import type { Change, Projection, StoreTransaction } from '@lomma/platform/fhir'
import { isOpen, type PrescriptionEventType, prescriptionEvents, type RenewalState } from '../contract/index.ts'
import { isRenewalTask, type Renewal, readRenewal } from '../fhir/renewal-task.ts'
import { dropWorkRow, saveWorkRow } from './queries.ts'

/**
 * Keeps the offices' worklist in step and tells what happened – for every write, whichever door it came through, so that
 * a renewal another system sends is delivered, followed up and answered like one sent here.
 */
export const worklist: Projection = {
  types: ['Task'],
  async onChanged(change, tx) {
    const before = renewalIn(change.before)
    const after = change.op === 'delete' ? undefined : renewalIn(change.after)
    if (!change.citizen || (!before && !after)) return
    if (!after) return dropWorkRow(tx.sql, change.citizen, change.id)
    await save(tx, change, after)
    await tell(tx, change.citizen, before, after)
  },
}

async function save(tx: StoreTransaction, change: Change, renewal: Renewal): Promise<void> {
  const { receipt, office, prior, sent, deadline } = renewal
  if (!change.citizen || !receipt || !office || !prior || !sent || !deadline) return
  await saveWorkRow(tx.sql, {
    citizen: change.citizen,
    task: change.id,
    version: renewal.version,
    receipt,
    office,
    handedTo: renewal.handedTo?.practitioner ?? null,
    state: renewal.state,
    open: isOpen(renewal.state),
    prior,
    sent: new Date(sent),
    deadline: new Date(deadline),
  })
}

async function tell(tx: StoreTransaction, citizen: string, before: Renewal | undefined, after: Renewal): Promise<void> {
  const event = (type: PrescriptionEventType) => ({
    type,
    citizen,
    data: { task: after.task, receipt: after.receipt ?? '', office: after.office ?? '', state: after.state },
  })
  if (before === undefined) {
    if (after.state === 'sent') await tx.emit(event(prescriptionEvents.sent))
    const deadline = after.deadline === null ? tx.now : new Date(after.deadline)
    // One second after: at the deadline itself it is not late yet.
    if (isOpen(after.state) && deadline > tx.now)
      await tx.schedule(new Date(deadline.getTime() + 1000), event(prescriptionEvents.deadline))
    return
  }
  if (before.state !== after.state) await tx.emit(event(eventOf(after.state)))
  if (before.handedTo?.practitioner !== after.handedTo?.practitioner)
    await tx.emit(event(prescriptionEvents.handedOver))
}

function eventOf(state: RenewalState): PrescriptionEventType {
  if (state === 'sent' || state === 'received' || state === 'opened' || state === 'withdrawn')
    return prescriptionEvents[state]
  return prescriptionEvents.answered
}

function renewalIn(resource: Change['after']): Renewal | undefined {
  return resource?.resourceType === 'Task' && isRenewalTask(resource) ? readRenewal(resource) : undefined
}
