import type { Context, PractitionerActor } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { Clinic, Office, OfficeCase, OfficeRow, RefusalCode } from '../contract/index.ts'
import { timesFor } from '../domain/times.ts'
import { readHospital } from '../fhir/read-appointment.ts'
import { unitSubject } from './copy.ts'
import { kind } from './itself.ts'
import { appointmentsAt, type ClinicRow, clinics, freeTimes, indexRow, type OfficeIndexRow } from './queries.ts'

export type StaffContext = Context & { actor: PractitionerActor }

/** Text key: the citizen's log of access says why somebody at the hospital has looked. */
const reason = 'hospital-appointments.reason.appointment'
const unitMaxAgeMinutes = 2

/** The patient has an appointment at this hospital: that is the reason to look. */
export function forAppointment<C extends Context>(context: C): C {
  return { ...context, purpose: { ...context.purpose, reason: context.purpose.reason ?? reason } }
}

/** C2 at the hospital: who is offered what, what they chose, and the clinics with their rules and free times. */
export async function showOffice(context: StaffContext, deps: Deps): Promise<Office> {
  const { organization, organizationName } = context.actor
  const now = deps.clock.now()
  const own = await clinics(deps.db, { organization })
  const source = own[0]?.source
  const [rows, free, copies] = await Promise.all([
    appointmentsAt(deps.db, organization, new Date(now.getTime() - 7 * 86_400_000)),
    freeTimes(
      deps.db,
      own.map(({ id }) => id),
    ),
    source
      ? deps.sources.copies({ citizen: unitSubject(organization), kind, maxAgeMinutes: unitMaxAgeMinutes, source })
      : [],
  ])
  const [copy] = copies
  return {
    now: now.toISOString(),
    hospital: organizationName,
    clinics: own.map((one) => toClinic(one, free, now)),
    rows: (await Promise.all(rows.map((row) => officeRow(context, row, own, deps)))).flatMap((row) => row ?? []),
    origin: copy
      ? { ...copy, takenAt: copy.takenAt ?? now.toISOString(), failedSince: copy.failedSince, underway: copy.underway }
      : null,
  }
}

/** Is this a place that has clinics? Asked by the menu. */
export async function whereAmI(
  { actor }: { readonly actor: { readonly organization: string } },
  deps: Pick<Deps, 'db'>,
): Promise<{ clinics: number }> {
  return { clinics: (await clinics(deps.db, { organization: actor.organization })).length }
}

function toClinic(one: ClinicRow, free: Parameters<typeof timesFor>[0], now: Date): Clinic {
  const { id, name, rules, version } = one
  return { id, name, rules, version, free: timesFor(free, { clinic: id, offered: [], starts: null }, now) }
}

/** One of the hospital's appointments, read as somebody who has it to do. */
export async function officeRow(
  context: StaffContext,
  row: OfficeIndexRow,
  own: readonly ClinicRow[],
  deps: Pick<Deps, 'store' | 'registers'>,
): Promise<OfficeRow | undefined> {
  const [stored, person] = await Promise.all([
    deps.store.as(forAppointment(context)).read('Appointment', row.appointment),
    deps.registers.population.byCitizen(row.citizen),
  ])
  if (!stored) return undefined
  const one = readHospital(stored)
  return {
    id: one.id,
    patient: { name: person ? personName(person) : '', birthDate: person?.birthDate ?? null },
    title: one.title,
    clinic: own.find(({ id }) => id === one.clinic)?.name ?? one.clinicName ?? '',
    status: one.status,
    type: one.type,
    starts: one.starts ? new Date(one.starts).toISOString() : null,
    chooseBy: one.chooseBy,
    moves: one.moves,
    noneFitsAt: one.noneFitsAt ? new Date(one.noneFitsAt).toISOString() : null,
    words: one.words,
  }
}

/** One case: what the unit must act on. */
export async function showCase(
  context: StaffContext,
  id: string,
  deps: Deps,
): Promise<OfficeCase | Refusal<RefusalCode>> {
  const row = await indexRow(deps.db, id)
  if (!row || row.organization !== context.actor.organization) return refuse('not-found', 404)
  const now = deps.clock.now()
  const own = await clinics(deps.db, { organization: context.actor.organization })
  const [seen, free] = await Promise.all([
    officeRow(context, row, own, deps),
    freeTimes(deps.db, row.clinic ? [row.clinic] : []),
  ])
  if (!seen || !row.clinic) return refuse('not-found', 404)
  return {
    ...seen,
    now: now.toISOString(),
    clinicId: row.clinic,
    free: timesFor(free, { clinic: row.clinic, offered: [], starts: null }, now),
  }
}
