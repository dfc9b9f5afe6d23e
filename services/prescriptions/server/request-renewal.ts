import { randomBytes, randomUUID } from 'node:crypto'
import type { CitizenActor, Context } from '@lomma/platform/access'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { GpAssignment } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { receiptNumber } from '@lomma/platform/thread'
import type { MedicationRequest } from '@medplum/fhirtypes'
import type { Receipt, RefusalCode, RequestRenewal } from '../contract/index.ts'
import { deadlineOf, promisedDays } from '../domain/deadline.ts'
import { renewalOf } from '../domain/medicine-view.ts'
import { newRenewalTask } from '../fhir/renewal-task.ts'
import { proposalOf } from '../fhir/write-prescription.ts'
import { lockCitizen, receiptTaken } from './queries.ts'
import { gpOffice, medicineOf, readRecord, surroundings } from './record.ts'
import { statusFor } from './refusals.ts'
import { showReceipt } from './show-receipt.ts'

/** B4: asks for one or several medicines again. All or none; sent twice with the same key it is one request. */
export async function requestRenewal(
  context: Context & { actor: CitizenActor },
  command: RequestRenewal,
  deps: Pick<Deps, 'store' | 'registers' | 'clock'>,
): Promise<Receipt | Refusal> {
  // Only the number is kept as the answer to a retry: health data stays in the record.
  const sent = await deps.store.command(context, (tx) => send(tx, context.actor, command))
  return isRefusal(sent) ? sent : showReceipt(context, sent.receipt, deps)
}

async function send(
  tx: StoreTransaction,
  { citizen, name }: CitizenActor,
  command: RequestRenewal,
): Promise<{ receipt: string } | Refusal<RefusalCode>> {
  await lockCitizen(tx.sql, citizen)
  const chosen = await choose(tx, citizen, command.medicines)
  if (isRefusal(chosen)) return chosen
  const gp = await tx.registers.gp.assignment(citizen)
  if (!gp) return refuse('no-gp')
  const receipt = await freshReceipt(tx, citizen)
  for (const old of chosen) await createRenewal(tx, { citizen, name, gp, receipt, old, note: command.note || null })
  return { receipt }
}

/** The present prescription of each medicine named, or why one of them cannot be renewed. */
async function choose(
  tx: StoreTransaction,
  citizen: string,
  ids: readonly string[],
): Promise<Stored<MedicationRequest>[] | Refusal<RefusalCode>> {
  const record = await readRecord(tx, citizen, { self: true })
  const around = surroundings(record, await gpOffice(tx.registers, citizen, tx.now), tx.now)
  const medicines = ids.map((id) => medicineOf(record, id))
  if (new Set(medicines).size < ids.length && !medicines.includes(undefined)) return refuse('chosen-twice')
  const chosen: Stored<MedicationRequest>[] = []
  for (const medicine of medicines) {
    const old = record.requests.find((one) => one.id === medicine?.current.id)
    if (!medicine || !old) return refuse('not-found', 404)
    const answer = renewalOf(medicine, around)
    if (!answer.allowed) return refuse(answer.reason, statusFor(answer.reason), { params: answer.params })
    chosen.push(old)
  }
  return chosen
}

interface Parts {
  readonly citizen: string
  readonly name: string
  readonly gp: GpAssignment
  readonly receipt: string
  readonly old: Stored<MedicationRequest>
  readonly note: string | null
}

async function createRenewal(tx: StoreTransaction, parts: Parts): Promise<void> {
  const { citizen, name, gp, receipt, old, note } = parts
  const proposal = await tx.create(proposalOf({ id: randomUUID(), old, citizen, at: tx.now }))
  await tx.create(
    newRenewalTask({
      id: randomUUID(),
      citizen: { id: citizen, name },
      office: { id: gp.office, name: gp.officeName },
      proposal: proposal.id,
      prior: old.id,
      receipt,
      sent: tx.now,
      deadline: deadlineOf(tx.now, promisedDays(gp.services)),
      note,
    }),
  )
}

async function freshReceipt(tx: StoreTransaction, citizen: string): Promise<string> {
  for (;;) {
    const receipt = receiptNumber(randomBytes(5))
    if (!(await receiptTaken(tx.sql, citizen, receipt))) return receipt
  }
}
