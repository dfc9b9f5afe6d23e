import type { DomainEvent, StoreTransaction } from '@lomma/platform/fhir'
import type { Listener } from '@lomma/platform/service'
import { isOpen, prescriptionEvents } from '../contract/index.ts'
import { advanceTask, type Renewal, readRenewal } from '../fhir/renewal-task.ts'
import { renewalIsLate } from './record.ts'

/** Sent becomes received when the office's queue has it. Here the queue is ours; another office system answers the same way. */
export const deliver: Listener = {
  event: prescriptionEvents.sent,
  name: 'prescriptions.deliver-to-office',
  async handle(event, tx) {
    const found = await renewalOf(event, tx)
    if (found?.renewal.state !== 'sent') return
    await tx.update(advanceTask(found.task, { state: 'received', at: tx.now }), { ifMatch: found.renewal.version })
  },
}

/** At the deadline: tells others when no answer has come. */
export const tellLate: Listener = {
  event: prescriptionEvents.deadline,
  name: 'prescriptions.tell-late',
  async handle(event, tx) {
    const found = await renewalOf(event, tx)
    if (!found || !isOpen(found.renewal.state) || !renewalIsLate(found.renewal, tx.now)) return
    await tx.emit({ ...event, type: prescriptionEvents.late, data: { ...event.data, state: found.renewal.state } })
  },
}

/** Closes the proposal when its renewal has ended, so that no list of open requests shows it. */
function closeProposal(event: string, name: string): Listener {
  return {
    event,
    name,
    async handle(told, tx) {
      const found = await renewalOf(told, tx)
      if (!found?.renewal.proposal || isOpen(found.renewal.state)) return
      const proposal = await tx.read('MedicationRequest', found.renewal.proposal)
      if (proposal?.status !== 'active') return
      const given = found.renewal.newPrescription !== null
      await tx.update({ ...proposal, status: given ? 'completed' : 'cancelled' })
    },
  }
}

export const closeAnswered = closeProposal(prescriptionEvents.answered, 'prescriptions.close-answered-proposal')
export const closeWithdrawn = closeProposal(prescriptionEvents.withdrawn, 'prescriptions.close-withdrawn-proposal')

async function renewalOf(event: DomainEvent, tx: StoreTransaction) {
  const task = await tx.read('Task', String(event.data.task))
  const renewal: Renewal | undefined = task && readRenewal(task)
  return task && renewal ? { task, renewal } : undefined
}
