import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { HospitalAppointment, RefusalCode } from '../contract/index.ts'
import { kind } from './itself.ts'
import { type CitizenContext, readOverview, toView } from './view.ts'

type Parts = Pick<Deps, 'store' | 'db' | 'clock' | 'sources'>

/** C2: one appointment at a hospital, as last fetched, with what the citizen may do. */
export async function showAppointment(
  context: CitizenContext,
  id: string,
  deps: Parts,
): Promise<HospitalAppointment | Refusal<RefusalCode>> {
  const overview = await readOverview(context, deps)
  const one = overview.appointments.find((appointment) => appointment.id === id)
  return one ? toView(one, overview) : refuse('not-found', 404)
}

/** Fetches anew in the background, whatever the age of what is there. */
export async function askAgain(
  context: CitizenContext,
  id: string,
  deps: Parts,
): Promise<HospitalAppointment | Refusal<RefusalCode>> {
  const overview = await readOverview(context, deps)
  const one = overview.appointments.find((appointment) => appointment.id === id)
  if (!one) return refuse('not-found', 404)
  const wish = { citizen: context.actor.citizen, kind, maxAgeMinutes: 0, source: one.source }
  const copies = await deps.sources.copies(wish)
  return toView(one, { ...overview, copies })
}
