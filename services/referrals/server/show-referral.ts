import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Place, Referral, ReferralList, RefusalCode } from '../contract/index.ts'
import { checkStep } from '../domain/acts.ts'
import { assessBy, wayWhen } from '../domain/deadline.ts'
import { byWait, type TreatmentPlace } from '../domain/places.ts'
import type { ReadReferral } from '../fhir/read-referral.ts'
import { standingOf } from './guard-moved.ts'
import { places } from './queries.ts'
import { type CitizenContext, phoneOf, readOwn, timesOf, unitOf } from './record.ts'
import { summaryOf } from './view.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** C3: my referrals, newest first. */
export async function listReferrals(context: CitizenContext, deps: Parts): Promise<ReferralList> {
  const now = deps.clock.now()
  const [{ referrals, appointments }, known] = await Promise.all([
    readOwn(deps.store.as(context), context.actor.citizen),
    places(deps.db),
  ])
  return {
    now: now.toISOString(),
    referrals: await Promise.all(
      referrals.map(async (one) =>
        summaryOf(one, await unitOf(one, known, deps.registers), timesOf(appointments, one.id), now),
      ),
    ),
  }
}

/** One of them: where it stands, who has it now, by when, and what can be done with it. */
export async function showReferral(
  context: CitizenContext,
  id: string,
  deps: Parts,
): Promise<Referral | Refusal<RefusalCode>> {
  const { referrals, appointments } = await readOwn(deps.store.as(context), context.actor.citizen)
  const one = referrals.find((referral) => referral.id === id)
  if (!one) return refuse('not-found', 404)
  const now = deps.clock.now()
  const known = await places(deps.db, { treatment: one.treatment ?? '' })
  const times = timesOf(appointments, id)
  const summary = summaryOf(one, await unitOf(one, known, deps.registers), times, now)
  const may = mayOf(one, known)
  return {
    ...summary,
    version: one.version,
    today: osloDateOf(now),
    priority: one.priority,
    reason: one.reason,
    question: one.question,
    referrer: {
      name: one.requester?.name ?? '',
      office: one.office?.name ?? null,
      phone: await phoneOf(deps.registers, one.office?.id),
    },
    timeline: [...one.steps],
    words: one.words,
    answeredBy: one.answeredBy,
    appointments: times,
    way: [...wayWhen(summary.late)],
    may,
    previous: may.undo && one.previous ? { name: one.previous.unit.name, hospital: one.previous.hospital.name } : null,
    places: may.choose ? byWait(known).map((place) => toPlace(place, one)) : [],
    newAnswerBy: assessBy(now),
  }
}

/** The same rules as the guard's. */
function mayOf(one: ReadReferral, known: readonly TreatmentPlace[]): Referral['may'] {
  const may = (step: 'chosen' | 'undone' | 'withdrawn') => checkStep(standingOf(one), step, 'citizen') === undefined
  const others = known.some(({ unit }) => unit !== one.unit?.id)
  return { choose: may('chosen') && others, undo: may('undone'), withdraw: may('withdrawn') }
}

function toPlace({ unit, name, hospitalName, city, weeks, asOf }: TreatmentPlace, one: ReadReferral): Place {
  return { unit, name, hospital: hospitalName, city, weeks, asOf, here: unit === one.unit?.id }
}
