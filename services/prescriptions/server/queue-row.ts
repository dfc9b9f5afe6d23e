import { ageOn, daysToDeadline, isLate, osloDateOf } from '@lomma/platform/calendar'
import type { StoreReader } from '@lomma/platform/fhir'
import type { Person, Registers } from '@lomma/platform/registers'
import type { RenewalHead } from '../contract/index.ts'
import { medicineView } from '../domain/medicine-view.ts'
import { isRenewalTask, type Renewal, readRenewal } from '../fhir/renewal-task.ts'
import type { OfficeUser } from './office.ts'
import type { WorkRow } from './queries.ts'
import { medicineOf, type PrescriptionRecord, readRecord, surroundings } from './record.ts'

/** What one reader at the office may know of one citizen with renewals in the queue. */
export interface CitizenAtOffice {
  readonly renewals: readonly Renewal[]
  /** Null for a secretary. */
  readonly record: PrescriptionRecord | null
  readonly person: Person | undefined
  readonly doctor: { readonly hpr: string; readonly name: string } | null
  readonly listedHere: boolean
}

/** Reads it. A secretary reads the matter (Task), never the medicines. */
export async function readCitizenAtOffice(
  reader: StoreReader,
  registers: Registers,
  actor: OfficeUser,
  citizen: string,
): Promise<CitizenAtOffice> {
  const [person, gp, content] = await Promise.all([
    registers.population.byCitizen(citizen),
    registers.gp.assignment(citizen),
    actor.kind === 'practitioner' ? readRecord(reader, citizen, { self: false }) : readMatters(reader, citizen),
  ])
  const listedHere = actor.kind === 'practitioner' && (await registers.gp.isOnList(actor.hpr, citizen))
  return {
    renewals: content.renewals,
    record: 'medicines' in content ? content : null,
    person,
    doctor: gp ? { hpr: gp.hpr, name: gp.practitionerName } : null,
    listedHere,
  }
}

/** A renewal as it waits at the office. */
export interface QueueRow extends RenewalHead {
  /** May be approved in bulk: nothing asks for a closer look (no note, no interaction to ask about, dose known). */
  readonly bulkSafe: boolean
}

/** One line of the queue. */
export function queueRow(row: WorkRow, citizen: CitizenAtOffice, actor: OfficeUser, now: Date): QueueRow {
  const renewal = citizen.renewals.find((one) => one.task === row.task)
  const together = citizen.renewals.filter((one) => one.receipt === row.receipt).length
  const handedToMe = actor.kind === 'practitioner' && row.handedTo === actor.practitioner
  return {
    task: row.task,
    version: row.version,
    receipt: row.receipt,
    state: row.state,
    sent: row.sent.toISOString(),
    answerBy: osloDateOf(row.deadline),
    daysToDeadline: daysToDeadline(row.deadline, now),
    late: isLate(row.open, row.deadline, now),
    patient: patientOf(citizen.person, now),
    medicine: medicineName(row, citizen.record),
    sentTogether: together,
    doctor: citizen.doctor?.name ?? null,
    mine: handedToMe || (row.handedTo === null && citizen.listedHere),
    handedTo: renewal?.handedTo ?? null,
    openedBy: renewal?.openedBy ?? null,
    hasNote: renewal?.note != null,
    bulkSafe: isBulkSafe(row, renewal, citizen.record, now),
  }
}

export function patientOf(person: Person | undefined, now: Date): QueueRow['patient'] {
  return {
    name: person ? `${person.given} ${person.family}` : '?',
    age: person ? ageOn(person.birthDate, osloDateOf(now)) : null,
    birthDate: person?.birthDate ?? null,
  }
}

async function readMatters(reader: StoreReader, citizen: string): Promise<{ renewals: Renewal[] }> {
  const tasks = await reader.searchCitizen(citizen, 'Task')
  return { renewals: tasks.filter(isRenewalTask).map(readRenewal) }
}

function medicineName(row: WorkRow, record: PrescriptionRecord | null): QueueRow['medicine'] {
  if (!record) return null
  const found = record.prescriptions.find((one) => one.id === row.prior)?.medicine
  return { name: found?.name ?? '?', strength: found?.strength ?? null, form: found?.form ?? null }
}

// Bulk approval is for what needs no closer look: known dose, no word from the patient, nothing to ask about.
function isBulkSafe(row: WorkRow, renewal: Renewal | undefined, record: PrescriptionRecord | null, now: Date): boolean {
  const medicine = record && medicineOf(record, row.prior)
  if (!medicine || !renewal || renewal.note !== null || !row.open) return false
  const view = medicineView(medicine, surroundings(record, null, now))
  const known = view.dose !== null || view.dosePlan !== null
  return known && view.status !== 'ended' && !view.interactions.some((one) => one.weight === 'ask')
}
