import { refuse } from '@lomma/platform/errors'
import type { Change, Guard } from '@lomma/platform/fhir'
import type { RefusalCode } from '../contract/index.ts'
import { isPlace } from '../fhir/place.ts'
import { isReferral } from '../fhir/read-referral.ts'
import { checkMoved } from './guard-moved.ts'
import { checkSent } from './guard-sent.ts'

/**
 * Rules of referrals for every write of either door: who may send, answer, forward, choose and withdraw. Other orders (blood tests,
 * imaging) are left to whoever owns them.
 */
export const referralGuard: Guard = {
  types: ['ServiceRequest'],
  concerns: ({ before, after }) =>
    [before, after].some((one) => one?.resourceType === 'ServiceRequest' && isReferral(one)),
  async check({ before, after, citizen = '' }, tx) {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    if (after?.resourceType !== 'ServiceRequest')
      return refuse<RefusalCode>(actor.kind === 'citizen' ? 'not-for-citizens' : 'not-for-role', 403)
    if (before?.resourceType !== 'ServiceRequest') return checkSent(after, citizen, tx)
    return checkMoved(before, after, tx)
  },
}

/** Waiting times come from the system that has them, by its scope; nobody writes them by hand. */
export const placeGuard: Guard = {
  types: ['HealthcareService'],
  concerns: concernsPlace,
  async check(_change, tx) {
    const { kind } = tx.context.actor
    return kind === 'service' || kind === 'system' ? undefined : refuse<RefusalCode>('places-by-source', 403)
  },
}

export function concernsPlace({ before, after }: Change): boolean {
  return [before, after].some((one) => one?.resourceType === 'HealthcareService' && isPlace(one))
}
