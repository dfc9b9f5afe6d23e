import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import { type Person, personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { Offer, Offered, OfficeCase, OtherTimes, RefusalCode } from '../contract/index.ts'
import type { StepOutcome } from '../domain/attempt.ts'
import { offerOf } from '../fhir/regional.ts'
import { regionalAppointments } from './copy.ts'
import { itself, kind } from './itself.ts'
import { type StaffContext, showCase } from './office.ts'
import { clinics, freeTimes, indexRow } from './queries.ts'
import { findReferred } from './referred.ts'
import { offer, offerOthers } from './region.ts'

/** C2 at the hospital: offers times to a patient, who is found by identity number; it travels in bodies only. */
export async function offerTimes(
  context: StaffContext,
  wanted: Offer,
  deps: Deps,
): Promise<Offered | Refusal<RefusalCode>> {
  const { organization } = context.actor
  const [clinic] = await clinics(deps.db, { id: wanted.clinic })
  if (!clinic) return refuse('clinic-unknown', 422)
  if (clinic.organization !== organization) return refuse('not-your-hospital', 403)
  const free = await freeTimes(deps.db, [clinic.id])
  if (!wanted.slots.every((slot) => free.some((time) => time.slot === slot))) return refuse('not-offered', 409)
  const person = await patientOf(context, wanted, deps)
  if (isRefusal(person)) return person
  const hospital = await deps.registers.organisations.byId(organization)
  const source = deps.sources.find(clinic.source)
  if (!source || !hospital) return refuse('clinic-unknown', 422)
  const { identityNumber } = person
  const appointment = offerOf({ ...wanted, identityNumber, clinic, hospital, at: deps.clock.now().toISOString() })
  const no = refusalFor(await offer(source, appointment, context.idempotencyKey ?? ''), source.phone)
  if (no) return no
  await takeCopy(source.id, person.citizen, deps)
  return { patient: personName(person), times: wanted.slots.length }
}

/** By the referral that the times rest on, else by identity number. */
async function patientOf(
  context: StaffContext,
  { referral, identityNumber }: Offer,
  deps: Deps,
): Promise<Person | Refusal<RefusalCode>> {
  const referred = referral ? await findReferred(context, referral, deps) : undefined
  if (referral && !referred) return refuse('referral-unknown', 404)
  const { population } = deps.registers
  const person = referred
    ? await population.byCitizen(referred.citizen)
    : await population.byIdentityNumber(identityNumber ?? '')
  return person && !person.deceased ? person : refuse('patient-unknown', 422)
}

/** Other times, when none of the offered fitted or nobody chose in time. */
export async function offerOtherTimes(
  context: StaffContext,
  id: string,
  wanted: OtherTimes,
  deps: Deps,
): Promise<OfficeCase | Refusal<RefusalCode>> {
  const row = await indexRow(deps.db, id)
  const there = row && (await deps.store.as(itself()).read('Appointment', id))
  if (!row || !there || row.organization !== context.actor.organization) return refuse('not-found', 404)
  if (row.status !== 'proposed') return refuse('over', 409)
  const free = await freeTimes(deps.db, row.clinic ? [row.clinic] : [])
  if (!wanted.slots.every((slot) => free.some((time) => time.slot === slot))) return refuse('not-offered', 409)
  const source = deps.sources.find(row.source)
  if (!source) return refuse('clinic-unknown', 422)
  const regional = there.identifier?.[0]?.value?.split('/').slice(1).join('/') ?? ''
  const no = refusalFor(await offerOthers(source, regional, wanted), source.phone)
  if (no) return no
  await takeCopy(source.id, row.citizen, deps)
  return showCase(context, id, deps)
}

/** An offer books nothing: without an answer it is not said to be sent, and sending it again with the same key is the same offer. */
function refusalFor(outcome: StepOutcome, phone = ''): Refusal<RefusalCode> | undefined {
  if (outcome === 'yes') return undefined
  return outcome === 'no'
    ? refuse('region-refused', 409, { params: { phone } })
    : refuse('region-silent', 503, { params: { phone } })
}

/** The patient sees it at once where the region goes on answering; otherwise with the next copy. */
async function takeCopy(sourceId: string, citizen: string, deps: Deps): Promise<void> {
  const source = deps.sources.find(sourceId)
  const taken = source && (await regionalAppointments.copy(source, citizen, deps).catch((error: unknown) => error))
  if (taken !== undefined || isRefusal(taken))
    await deps.sources.copies({ citizen, kind, maxAgeMinutes: 0, source: sourceId })
}
