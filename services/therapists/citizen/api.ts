import { api, type Query, useQuery } from '@lomma/platform/web'
import type { Offer, Practice, PracticeList } from '../contract/index.ts'

export function useFind(place: string, kind: string): Query<PracticeList> {
  const search = new URLSearchParams({ ...(place ? { place } : {}), ...(kind ? { kind } : {}) })
  return useQuery(`therapists.list.${search}`, () => api.get<PracticeList>(`/therapists?${search}`))
}

export function usePractice(id: string): Query<Practice> {
  return useQuery(`therapists.one.${id}`, () => api.get<Practice>(`/therapists/${encodeURIComponent(id)}`))
}

export function useOffer(search: string): Query<Offer> {
  return useQuery(`therapists.offer.${search}`, () => api.get<Offer>(`/therapists/offer?${search}`))
}
