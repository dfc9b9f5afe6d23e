import { isLate, osloDateOf } from '@lomma/platform/calendar'
import type { Stored, StoreReader } from '@lomma/platform/fhir'
import type { GpAssignment, OrganisationEntry, Registers } from '@lomma/platform/registers'
import type { MedicationDispense, MedicationRequest, Task } from '@medplum/fhirtypes'
import { isOpen } from '../contract/index.ts'
import type { OpenRenewal, Surroundings } from '../domain/medicine-view.ts'
import { groupMedicines, hasPrescription } from '../domain/medicines.ts'
import type { Dispensing, MedicineRecord, Prescription } from '../domain/prescription.ts'
import type { Gp } from '../domain/renewability.ts'
import { isShownToSelf, readDispensing, readPrescription } from '../fhir/read-prescription.ts'
import { isRenewalTask, type Renewal, readRenewal } from '../fhir/renewal-task.ts'
import { lookupFor } from './lookup.ts'

/** A citizen's prescriptions with what belongs to them, read in one round trip. */
export interface PrescriptionRecord {
  readonly requests: readonly Stored<MedicationRequest>[]
  readonly prescriptions: readonly Prescription[]
  readonly dispensings: readonly Dispensing[]
  readonly medicines: readonly MedicineRecord[]
  readonly tasks: readonly Stored<Task>[]
  /** Newest first. */
  readonly renewals: readonly Renewal[]
}

/** Reads it as the actor of the reader; `self`: leave out what the citizen is not to see (Volven 9603). */
export async function readRecord(
  reader: StoreReader,
  citizen: string,
  options: { readonly self: boolean },
): Promise<PrescriptionRecord> {
  const all = await reader.readCitizen(citizen, ['MedicationRequest', 'MedicationDispense', 'Task'])
  const visible = options.self ? all.filter(isShownToSelf) : all
  const requests = visible.flatMap((one) => (one.resourceType === 'MedicationRequest' ? [one] : []))
  const dispenses = visible.flatMap((one) => (one.resourceType === 'MedicationDispense' ? [one] : []))
  const tasks = all.flatMap((one) => (one.resourceType === 'Task' && isRenewalTask(one) ? [one] : []))
  return assemble(reader, requests, dispenses, tasks)
}

async function assemble(
  reader: StoreReader,
  requests: readonly Stored<MedicationRequest>[],
  dispenses: readonly Stored<MedicationDispense>[],
  tasks: readonly Stored<Task>[],
): Promise<PrescriptionRecord> {
  const lookup = await lookupFor(reader, [...requests, ...dispenses])
  const prescriptions = requests.map((request) => readPrescription(request, lookup))
  const dispensings = dispenses.flatMap((dispense) => readDispensing(dispense, lookup) ?? [])
  const renewals = tasks.map(readRenewal).sort((a, b) => ((a.sent ?? '') < (b.sent ?? '') ? 1 : -1))
  return {
    requests,
    prescriptions,
    dispensings,
    medicines: groupMedicines(prescriptions, dispensings),
    tasks,
    renewals,
  }
}

/** Everything beside the medicine that the rules ask about. */
export function surroundings(record: PrescriptionRecord, gp: Gp, now: Date): Surroundings {
  return {
    today: osloDateOf(now),
    gp,
    open: record.renewals.flatMap((one) => openRenewal(one, now)),
    all: record.medicines,
  }
}

/** Whose list the citizen is on. A register that does not answer costs the renewal, never the list of medicines. */
export async function gpOf(registers: Registers, citizen: string): Promise<GpAssignment | null | 'unknown'> {
  return registers.gp.assignment(citizen).then(
    (found) => found ?? null,
    () => 'unknown' as const,
  )
}

/** The office of the citizen's GP, with whether it and the doctor take renewals now. */
export async function gpOffice(registers: Registers, citizen: string, now: Date): Promise<Gp> {
  const found = await gpOf(registers, citizen)
  if (found === null || found === 'unknown') return found
  const closed = await registers.gp.closed(found.practitioner, 'renewal', now).catch(() => 'unknown' as const)
  if (closed === 'unknown') return closed
  return {
    name: found.officeName,
    phone: found.phone,
    offersRenewal: found.offers.includes('B4'),
    closed: closed ? { until: closed.until, standIn: closed.standIn?.name ?? null } : null,
  }
}

/** The office a renewal was sent to. */
export async function officeOf(registers: Registers, renewal: Renewal): Promise<OrganisationEntry | undefined> {
  return registers.organisations.byId(renewal.office ?? '').catch(() => undefined)
}

/** Birth date for the price; without an answer the ordinary price is shown. */
export async function birthDateOf(registers: Registers, citizen: string): Promise<string | null> {
  return registers.population.byCitizen(citizen).then(
    (person) => person?.birthDate ?? null,
    () => null,
  )
}

export function medicineOf(record: PrescriptionRecord, prescription: string): MedicineRecord | undefined {
  return record.medicines.find((medicine) => hasPrescription(medicine, prescription))
}

/** Late as of now: open and past its deadline. */
export function renewalIsLate(renewal: Renewal, now: Date): boolean {
  return renewal.deadline !== null && isLate(isOpen(renewal.state), new Date(renewal.deadline), now)
}

function openRenewal(renewal: Renewal, now: Date): OpenRenewal[] {
  const { prior, receipt, sent, deadline, state, task } = renewal
  if (!isOpen(state) || prior === null || receipt === null || sent === null || deadline === null) return []
  const since = renewal.steps.findLast((step) => step.state === state)?.at ?? new Date(sent).toISOString()
  return [
    { prior, task, receipt, state, since, answerBy: osloDateOf(new Date(deadline)), late: renewalIsLate(renewal, now) },
  ]
}
