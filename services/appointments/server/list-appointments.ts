import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { AppointmentDetail, AppointmentList, RefusalCode } from '../contract/index.ts'
import type { ReadAppointment } from '../fhir/read-appointment.ts'
import { type CitizenContext, readOnce } from './record.ts'
import { detailOf, lineOf, waitingView } from './view.ts'

/** C1: all appointments, whoever has them. A source that does not answer costs its line, never the list. */
export async function listAppointments(context: CitizenContext, deps: Deps): Promise<AppointmentList> {
  const now = deps.clock.now()
  const [all, missing] = await Promise.all([readOnce(context, deps), missingSources(context, deps)])
  const upcoming = all.filter((one) => isAhead(one, now)).sort(byStart)
  const past = all
    // A wish that came to no time is no appointment.
    .filter((one) => one.state !== 'waiting' && one.start !== null && !isAhead(one, now))
    .sort(byStart)
    .reverse()
  const waiting = await Promise.all(all.filter(({ state }) => state === 'waiting').map((one) => waitingView(one, deps)))
  return {
    today: osloDateOf(now),
    upcoming: upcoming.map((one) => lineOf(one, deps)),
    past: past.map((one) => lineOf(one, deps)),
    waiting: waiting.flat(),
    missing,
  }
}

/** One appointment with preparation, place, and what may be done now. */
export async function showAppointment(
  context: CitizenContext,
  id: string,
  deps: Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'appointmentOwners'>,
): Promise<AppointmentDetail | Refusal<RefusalCode>> {
  const all = await readOnce(context, deps)
  const one = all.find((candidate) => candidate.id === id && candidate.state !== 'waiting')
  return one ? detailOf(one, all, deps) : refuse('not-found', 404)
}

/** Ahead: not over, and neither cancelled nor missed. What has no time yet is ahead. */
export function isAhead(one: ReadAppointment, now: Date): boolean {
  if (one.state === 'cancelled' || one.state === 'missed' || one.state === 'done' || one.state === 'waiting')
    return false
  return one.end === null || one.end > now
}

export function byStart(a: ReadAppointment, b: ReadAppointment): number {
  return (a.start?.getTime() ?? 0) - (b.start?.getTime() ?? 0)
}

async function missingSources(context: CitizenContext, deps: Deps): Promise<AppointmentList['missing']> {
  const asked = await Promise.allSettled(deps.appointmentOwners.map((owner) => owner.missing?.(context, deps) ?? []))
  return asked
    .flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    .map(({ name, since, phone }) => ({ name, since, phone: phone ?? null }))
}
