import { randomUUID } from 'node:crypto'
import type { CitizenKey } from '@lomma/platform/access'
import { isRefusal } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { Source, SourceContribution } from '@lomma/platform/sources'
import type { Appointment } from '@medplum/fhirtypes'
import { mirrorOf } from '../fhir/mirror.ts'
import { flagsOf, isHospitalAppointment, readHospital } from '../fhir/read-appointment.ts'
import { referencedId } from '../fhir/reference.ts'
import { systems } from '../fhir/systems.ts'
import { changedSince, machineTime } from './attempt-queries.ts'
import { resolveAttempts } from './carry-on.ts'
import { itself, kind } from './itself.ts'
import { type ClinicRow, clinics, lockCitizen, replaceFreeTimes } from './queries.ts'
import { appointmentsOf, freeTimesOf } from './region.ts'

/** Subject of a copy that is about a hospital's clinics and not about a person. */
export const unitSubject = (organization: string): string => `unit:${organization}`

/** Takes copies from the regions: what a citizen has there, and which times are free where something may be chosen. */
export const regionalAppointments: SourceContribution = {
  kind,
  probe: 'metadata',
  async copy(source, subject, deps) {
    if (subject.startsWith('unit:')) return copyUnit(source, subject.slice('unit:'.length), deps)
    await resolveAttempts(source, subject, deps)
    // An attempt that became known while we were asking is newer than what we were told: ask once more.
    for (let tries = 0; tries < 3; tries++) if (await copyCitizen(source, subject, deps)) return
  },
}

/** @returns false when what was fetched is not the newest truth. */
async function copyCitizen(source: Source, citizen: CitizenKey, deps: Deps): Promise<boolean> {
  const person = await deps.registers.population.byCitizen(citizen)
  if (!person) return true
  const begun = await machineTime(deps.db)
  const regional = await appointmentsOf(source, person.identityNumber)
  const known = await clinics(deps.db, { source: source.id })
  const open = clinicsToChooseAt(regional, known)
  const times = await timesAt(source, open)
  const written = await deps.store.command(itself(), async (tx) => {
    await lockCitizen(tx.sql, citizen)
    if (await changedSince(tx.sql, citizen, source.id, begun)) return { newest: false }
    await write(tx, { source: source.id, citizen: { id: citizen, name: personName(person) }, regional, known })
    await replaceFreeTimes(
      tx.sql,
      source.id,
      open.map(({ id }) => id),
      times,
    )
    return { newest: true }
  })
  if (isRefusal(written)) throw new Error(`the copy was refused: ${written.refused}`)
  return written.newest
}

async function copyUnit(source: Source, organization: string, deps: Deps): Promise<void> {
  const own = await clinics(deps.db, { source: source.id, organization })
  const times = await timesAt(source, own)
  await deps.db.begin((sql) =>
    replaceFreeTimes(
      sql,
      source.id,
      own.map(({ id }) => id),
      times,
    ),
  )
}

async function timesAt(source: Source, of: readonly ClinicRow[]) {
  const times = await freeTimesOf(
    source,
    of.map(({ regional }) => regional),
  )
  return times.flatMap(({ clinic, ...time }) => {
    const id = of.find(({ regional }) => regional === clinic)?.id
    return id ? [{ ...time, clinic: id }] : []
  })
}

/** Clinics where the citizen may choose or move a time. */
function clinicsToChooseAt(regional: readonly Appointment[], known: readonly ClinicRow[]): ClinicRow[] {
  const wanted = regional
    .filter((one) => ['proposed', 'booked'].includes(one.status) && flagsOf(one).includes('canChangeAppointment'))
    .map(clinicIdOf)
  return known.filter((clinic) => wanted.includes(clinic.regional))
}

function clinicIdOf(appointment: Appointment): string | null {
  for (const { actor } of appointment.participant) {
    const id = referencedId(actor, 'HealthcareService')
    if (id) return id
  }
  return null
}

interface Fetched {
  readonly source: string
  readonly citizen: { readonly id: CitizenKey; readonly name: string }
  readonly regional: readonly (Appointment & { id: string })[]
  readonly known: readonly ClinicRow[]
}

/** The copies become what the region says; what it says no more of goes. */
async function write(tx: StoreTransaction, { source, citizen, regional, known }: Fetched): Promise<void> {
  const kept = new Map<string, Stored<Appointment>>()
  for (const one of await tx.readCitizen(citizen.id, ['Appointment'])) {
    if (!isHospitalAppointment(one)) continue
    const { source: from, regional: id } = readHospital(one)
    if (from === source) kept.set(id, one)
  }
  for (const one of regional) {
    const copy = kept.get(one.id)
    kept.delete(one.id)
    const version = one.meta?.versionId
    if (copy && version !== undefined && readHospital(copy).regionVersion === version) continue
    const clinic = known.find((row) => row.regional === clinicIdOf(one)) ?? null
    const hospital = await hospitalOf(tx, one, clinic)
    await tx.update(mirrorOf({ id: copy?.id ?? randomUUID(), citizen, source, regional: one, clinic, hospital }))
  }
  for (const gone of kept.values()) await tx.delete('Appointment', gone.id)
}

/** By the clinic we know, otherwise by the organisation number that the region wrote. */
async function hospitalOf(tx: StoreTransaction, regional: Appointment, clinic: ClinicRow | null) {
  if (clinic) return { id: clinic.organization, name: clinic.organizationName }
  for (const one of regional.contained ?? []) {
    const identifier = one.resourceType === 'Location' ? one.managingOrganization?.identifier : undefined
    if (identifier?.system !== systems.organisationNumber || !identifier.value) continue
    const found = await tx.registers.organisations.byOrganisationNumber(identifier.value)
    if (found) return { id: found.organization, name: found.name }
  }
  return null
}
