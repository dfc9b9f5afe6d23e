import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { HospitalAppointment, NoneFits, RefusalCode } from '../contract/index.ts'
import { noneFitted } from '../fhir/change.ts'
import { itself } from './itself.ts'
import { lockCitizen } from './queries.ts'
import { declineTimes } from './region.ts'
import { showAppointment } from './show-appointment.ts'
import { type CitizenContext, permissionsFor, readOverview } from './view.ts'

/**
 * C2: none of the offered times fits; the unit is told and offers others. Nothing is booked by it, so that a lost answer is simply
 * asked again with the same key.
 */
export async function noneFits(
  context: CitizenContext,
  id: string,
  { words }: NoneFits,
  deps: Deps,
): Promise<HospitalAppointment | Refusal<RefusalCode>> {
  const overview = await readOverview(context, deps)
  const one = overview.appointments.find((appointment) => appointment.id === id)
  if (!one) return refuse('not-found', 404)
  const may = permissionsFor(one, overview).choose
  if (may.why) return refuse(may.why, 422)
  const source = deps.sources.find(one.source)
  const key = context.idempotencyKey ?? `${one.id}-none`
  const outcome = source ? await declineTimes(source, { key, regional: one.regional, words }) : 'not-sent'
  const phone = { params: { phone: source?.phone ?? '' } }
  if (outcome === 'no') return refuse('region-refused', 409, phone)
  if (outcome !== 'yes') return refuse('region-silent', 503, phone)
  const written = await deps.store.command(itself(), async (tx) => {
    await lockCitizen(tx.sql, context.actor.citizen)
    const there = await tx.read('Appointment', one.id)
    if (there) await tx.update(noneFitted(there, tx.now.toISOString(), words))
    return true
  })
  if (isRefusal(written)) return refuse('region-refused', 409, phone)
  return showAppointment(context, id, deps)
}
