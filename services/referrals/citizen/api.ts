import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { ChoosePlace, Referral, ReferralList, Versioned } from '../contract/index.ts'

const at = (id: string) => `/referrals/${encodeURIComponent(id)}`
const invalidates = ['referrals', 'home']

export function useReferrals(): Query<ReferralList> {
  return useQuery('referrals.list', () => api.get<ReferralList>('/referrals'))
}

export function useReferral(id: string): Query<Referral> {
  return useQuery(`referrals.one.${id}`, () => api.get<Referral>(at(id)))
}

export function useChoosePlace(id: string, onDone: () => void): Command<ChoosePlace, Referral> {
  return useCommand(
    (input: ChoosePlace, idempotencyKey) => api.post<Referral>(`${at(id)}/place`, input, { idempotencyKey }),
    { invalidates, onDone },
  )
}

/** Takes a choice back, or says no to the referral. */
export function useMove(id: string, what: 'undo' | 'withdraw', onDone: () => void): Command<Versioned, Referral> {
  return useCommand(
    (input: Versioned, idempotencyKey) => api.post<Referral>(`${at(id)}/${what}`, input, { idempotencyKey }),
    { invalidates, onDone },
  )
}
