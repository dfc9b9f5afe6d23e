import type { Context, OfficeActor, PractitionerActor } from '@lomma/platform/access'
import { ageOn, osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import { type Person, personName, type Registers } from '@lomma/platform/registers'
import type { Appointment } from '@medplum/fhirtypes'
import type { Patient, RefusalCode } from '../contract/index.ts'
import { type ReadAppointment, readAppointment } from '../fhir/read-appointment.ts'
import { lockEntry } from './queries.ts'

/** Somebody at a GP office: a doctor, or a secretary. */
export type OfficeUser = PractitionerActor | OfficeActor
export type OfficeContext = Context & { actor: OfficeUser }

/** A text key: the citizen's log of access shows it in the citizen's language. */
const calendarReason = 'appointments.reason.calendar'

/**
 * The citizen has an appointment with this office, or waits for one: that is the reason to look, also for a colleague whose list
 * the citizen is not on. It stands in the log of access that the citizen reads.
 */
export function forCalendar<A extends OfficeUser>(context: Context & { actor: A }): Context & { actor: A } {
  return { ...context, purpose: { ...context.purpose, reason: context.purpose.reason ?? calendarReason } }
}

export async function patientOf(registers: Registers, citizen: string, now: Date): Promise<Patient> {
  return asPatient(await registers.population.byCitizen(citizen), now)
}

export function asPatient(person: Person | undefined, now: Date): Patient {
  return {
    name: person ? personName(person) : '?',
    birthDate: person?.birthDate ?? null,
    age: person ? ageOn(person.birthDate, osloDateOf(now)) : null,
  }
}

export interface Held {
  readonly stored: Stored<Appointment>
  readonly read: ReadAppointment
  readonly citizen: string
}

/** Holds one of the office's for the rest of the transaction, as it stood on the screen. */
export async function holdAtOffice(
  tx: StoreTransaction,
  id: string,
  version: string,
  actor: OfficeUser,
): Promise<Held | Refusal<RefusalCode>> {
  const row = await lockEntry(tx.sql, id)
  if (!row) return refuse('not-found', 404)
  if (row.office !== actor.organization) return refuse('not-your-office', 403)
  const stored = await tx.read('Appointment', id)
  if (!stored) return refuse('not-found', 404)
  const read = readAppointment(stored)
  return read.version === version ? { stored, read, citizen: row.citizen } : refuse('changed-meanwhile', 409)
}
