import { api, type Query, useQuery } from '@lomma/platform/web'
import type { GpPage } from '@lomma/services/gp/contract'
import type { Contacts, UnitOffer } from '../contract/index.ts'

export const useContacts = (): Query<Contacts> =>
  useQuery('unit-dialogue.contacts', () => api.get<Contacts>('/unit-dialogue/contacts'))

/** The key is the GP service's own: one answer for the card here and the page there. */
export const useGp = (): Query<GpPage> => useQuery('gp.page', () => api.get<GpPage>('/gp/page'))

/** @param about `kontakt` (a new conversation) or `om` (about an earlier one) as the address has it */
export function useOffer(about: string): Query<UnitOffer> {
  return useQuery(`unit-dialogue.offer?${about}`, () => api.get<UnitOffer>(`/unit-dialogue/offer?${about}`))
}
