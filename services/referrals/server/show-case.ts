import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { ReferralCase, RefusalCode } from '../contract/index.ts'
import { checkStep } from '../domain/acts.ts'
import { isReferral, type ReadReferral, readReferral } from '../fhir/read-referral.ts'
import { standingOf } from './guard-moved.ts'
import { asPatient, deadlineOf, forReferral, type StaffContext } from './office.ts'
import { places, type WorkRow, workRow } from './queries.ts'
import { phoneOf } from './record.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>
export type Side = ReferralCase['side']

/** Which side of the referral the actor's workplace is; undefined: neither. */
export function sideOf(row: Pick<WorkRow, 'hospital' | 'office'>, organization: string): Side | undefined {
  if (row.hospital === organization) return 'hospital'
  return row.office === organization ? 'referrer' : undefined
}

/** One referral, as the hospital that has it or the office that sent it reads it. */
export async function showCase(
  context: StaffContext,
  id: string,
  deps: Parts,
): Promise<ReferralCase | Refusal<RefusalCode>> {
  const row = await workRow(deps.db, id)
  const side = row && sideOf(row, context.actor.organization)
  if (!row || !side) return refuse('not-found', 404)
  const [request, person] = await Promise.all([
    deps.store.as(forReferral(context)).read('ServiceRequest', id),
    deps.registers.population.byCitizen(row.citizen),
  ])
  if (!request || !isReferral(request)) return refuse('not-found', 404)
  const one = readReferral(request)
  const now = deps.clock.now()
  const others = side === 'hospital' ? await places(deps.db, { treatment: one.treatment ?? '' }) : []
  return {
    id,
    version: one.version,
    today: osloDateOf(now),
    side,
    patient: asPatient(person, now),
    ...clinical(one),
    referrer: {
      name: one.requester?.name ?? '',
      office: one.office?.name ?? null,
      phone: await phoneOf(deps.registers, one.office?.id),
    },
    unit: { name: one.unit?.name ?? '', hospital: one.hospital?.name ?? '' },
    sent: row.sent.toISOString(),
    ...deadlineOf(one, now),
    helpBy: one.helpBy,
    timeline: [...one.steps],
    others: others
      .filter(({ unit }) => unit !== row.unit)
      .map(({ unit, name, hospitalName }) => ({ unit, name, hospital: hospitalName })),
    may: mayOf(one, row, side),
  }
}

function clinical(one: ReadReferral) {
  const { title, state, priority, reason, question, words, answeredBy, replyReadAt } = one
  return { title, state, priority, reason, question, words, answeredBy, replyReadAt }
}

/** The same rules as the guard's. */
function mayOf(one: ReadReferral, row: WorkRow, side: Side): ReferralCase['may'] {
  const may = (step: 'assessed' | 'done') =>
    side === 'hospital' && checkStep(standingOf(one), step, 'hospital') === undefined
  const offer = side === 'hospital' && one.state === 'assessed'
  return { assess: may('assessed'), offer, finish: may('done'), read: side === 'referrer' && row.unread }
}
