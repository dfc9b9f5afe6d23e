import type { CitizenActor, Context } from '@lomma/platform/access'
import type { Stored, StoreReader } from '@lomma/platform/fhir'
import type { Registers } from '@lomma/platform/registers'
import type { Appointment } from '@medplum/fhirtypes'
import type { Unit } from '../contract/index.ts'
import type { TreatmentPlace } from '../domain/places.ts'
import { isReferral, isShownToSelf, type ReadReferral, readReferral } from '../fhir/read-referral.ts'
import { referencedId } from '../fhir/reference.ts'

export type CitizenContext = Context & { actor: CitizenActor }

/** A time that rests on a referral. */
export interface Time {
  readonly id: string
  readonly status: string
  readonly starts: string | null
}

export interface ReferralRecord {
  /** Newest first. */
  readonly referrals: readonly ReadReferral[]
  readonly appointments: readonly Stored<Appointment>[]
}

/** The citizen's own referrals with the times that rest on them, in one round trip. */
export async function readOwn(reader: StoreReader, citizen: string): Promise<ReferralRecord> {
  const all = await reader.readCitizen(citizen, ['ServiceRequest', 'Appointment'])
  const referrals = all
    .flatMap((one) => (one.resourceType === 'ServiceRequest' && isReferral(one) && isShownToSelf(one) ? [one] : []))
    .map(readReferral)
    .sort((a, b) => ((a.sent ?? '') < (b.sent ?? '') ? 1 : -1))
  return {
    referrals,
    appointments: all.flatMap((one) => (one.resourceType === 'Appointment' && isShownToSelf(one) ? [one] : [])),
  }
}

/** Those of the appointments that rest on a referral, the soonest first. */
export function timesOf(appointments: readonly Stored<Appointment>[], referral: string): Time[] {
  return appointments
    .filter(({ basedOn = [] }) => basedOn.some((one) => referencedId(one, 'ServiceRequest') === referral))
    .map(({ id, status, start }) => ({ id, status, starts: start ? new Date(start).toISOString() : null }))
    .sort((a, b) => ((a.starts ?? '') > (b.starts ?? '') ? 1 : -1))
}

/** A unit with the number to call: its own, else the hospital's. */
export async function unitOf(one: ReadReferral, known: readonly TreatmentPlace[], registers: Registers): Promise<Unit> {
  const place = known.find(({ unit }) => unit === one.unit?.id)
  const phone = place?.phone ?? (await phoneOf(registers, one.hospital?.id))
  return { name: one.unit?.name ?? place?.name ?? '', hospital: one.hospital?.name ?? '', phone }
}

/** The number of an organisation; a register that does not answer costs the number, never the page. */
export async function phoneOf(registers: Registers, organization: string | undefined): Promise<string | null> {
  if (!organization) return null
  return registers.organisations.byId(organization).then(
    (found) => found?.phone ?? null,
    () => null,
  )
}
