import type { CitizenActor, Context } from '@lomma/platform/access'
import { endOfOsloDay } from '@lomma/platform/calendar'
import type { Deps } from '@lomma/platform/service'
import type { SourceCopy } from '@lomma/platform/sources'
import type { Attempt, HospitalAppointment } from '../contract/index.ts'
import { isKnown } from '../domain/attempt.ts'
import { mayDo } from '../domain/may.ts'
import { type ClinicTime, freedBefore, timesFor } from '../domain/times.ts'
import { type Hospital, isHospitalAppointment, isShownToSelf, readHospital } from '../fhir/read-appointment.ts'
import { type AttemptRow, lastAttempts } from './attempt-queries.ts'
import { kind } from './itself.ts'
import { type ClinicRow, clinics, freeTimes } from './queries.ts'

export type CitizenContext = Context & { actor: CitizenActor }

/** A copy older than this is fetched anew in the background when somebody looks. */
export const maxAgeMinutes = 10
/** So long the outcome of an attempt is worth a word on the page. */
const attemptShownMs = 24 * 3_600_000

/** Everything the citizen's screens are made of, in one reading. Waits for no source. */
export interface Overview {
  readonly now: Date
  readonly appointments: readonly Hospital[]
  readonly clinics: ReadonlyMap<string, ClinicRow>
  readonly free: readonly ClinicTime[]
  readonly attempts: ReadonlyMap<string, AttemptRow>
  readonly copies: readonly SourceCopy[]
}

/** @param wanting asks for a fresh copy where the one there is older than this */
export async function readOverview(
  context: CitizenContext,
  deps: Pick<Deps, 'store' | 'db' | 'clock' | 'sources'>,
  wanting = maxAgeMinutes,
): Promise<Overview> {
  const { citizen } = context.actor
  const now = deps.clock.now()
  const [stored, copies] = await Promise.all([
    deps.store.as(context).readCitizen(citizen, ['Appointment']),
    deps.sources.copies({ citizen, kind, maxAgeMinutes: wanting }),
  ])
  const appointments = stored.filter((one) => isHospitalAppointment(one) && isShownToSelf(one)).map(readHospital)
  const wanted = [...new Set(appointments.flatMap(({ clinic }) => clinic ?? []))]
  // Most people have no hospital appointment, and then there is nothing to ask about.
  const [attempts, rows, free] = await Promise.all([
    appointments.length === 0 ? [] : lastAttempts(deps.db, citizen, new Date(now.getTime() - attemptShownMs)),
    ...(wanted.length === 0 ? ([[], []] as const) : ([clinics(deps.db, {}), freeTimes(deps.db, wanted)] as const)),
  ])
  return {
    now,
    appointments,
    clinics: new Map(rows.map((row) => [row.id, row])),
    free,
    attempts: new Map(attempts.map((one) => [one.appointment, one])),
    copies,
  }
}

/** What the citizen may do with one of them, by its Flags, the clinic's rules and the hour. */
export function permissionsFor(one: Hospital, overview: Overview) {
  const last = overview.attempts.get(one.id)
  return mayDo(
    {
      ...one,
      chooseUntil: one.chooseBy ? endOfOsloDay(one.chooseBy).toISOString() : null,
      asking: last !== undefined && !isKnown(last.state),
    },
    overview.clinics.get(one.clinic ?? '')?.rules ?? null,
    overview.now,
  )
}

export function timesOf(one: Hospital, overview: Overview) {
  const may = permissionsFor(one, overview)
  if (!one.clinic || !(may.choose.allowed || may.move.allowed)) return []
  return timesFor(overview.free, { clinic: one.clinic, offered: one.offered, starts: one.starts }, overview.now)
}

export function toView(one: Hospital, overview: Overview): HospitalAppointment {
  const clinic = overview.clinics.get(one.clinic ?? '')
  const copy = overview.copies.find(({ source }) => source === one.source)
  const times = timesOf(one, overview)
  const last = overview.attempts.get(one.id)
  return {
    id: one.id,
    now: overview.now.toISOString(),
    title: one.title,
    status: one.status,
    type: one.type,
    hospital: { name: one.hospitalName ?? copy?.name ?? '', phone: copy?.phone ?? null },
    clinic: { name: clinic?.name ?? one.clinicName ?? '', phone: clinic?.phone ?? copy?.phone ?? null },
    starts: instant(one.starts),
    ends: instant(one.ends),
    chooseBy: one.chooseBy,
    place: one.place,
    preparation: one.preparation,
    moves: one.moves,
    noneFitsAt: instant(one.noneFitsAt),
    may: permissionsFor(one, overview),
    rules: clinic?.rules ?? null,
    times,
    earlier: one.flags.includes('canUseShortNotice')
      ? freedBefore(times, overview.free, instant(one.starts)).length
      : 0,
    attempt: last ? toAttempt(last) : null,
    origin: {
      name: copy?.name ?? '',
      phone: copy?.phone ?? null,
      takenAt: copy?.takenAt ?? one.copiedAt,
      failedSince: copy?.failedSince ?? null,
      underway: copy?.underway ?? false,
    },
  }
}

function toAttempt({ act, state, starts, begunAt }: AttemptRow): Attempt {
  const outcome = state === 'done' || state === 'none' ? state : 'asking'
  return { act, outcome, starts: starts?.toISOString() ?? null, at: begunAt.toISOString() }
}

const instant = (value: string | null): string | null => (value === null ? null : new Date(value).toISOString())
