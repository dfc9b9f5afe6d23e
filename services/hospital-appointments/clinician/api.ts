import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { Offer, Offered, Office, OfficeCase, OtherTimes, Referred, SaveRules } from '../contract/index.ts'

const base = '/hospital-appointments/office'
const invalidates = ['hospital-appointments', 'referrals', 'work-queue']

export function useOffice(): Query<Office> {
  return useQuery('hospital-appointments.office', () => api.get<Office>(`${base}/overview`))
}

/** True where somebody works at a hospital: only they have use for the menu entry. */
export async function worksAtHospital(): Promise<boolean> {
  const { clinics } = await api.get<{ clinics: number }>(`${base}/here`)
  return clinics > 0
}

export function useCase(id: string): Query<OfficeCase> {
  return useQuery(`hospital-appointments.case.${id}`, () =>
    api.get<OfficeCase>(`${base}/cases/${encodeURIComponent(id)}`),
  )
}

/** Whom and what the times of a referral are for. */
export function useReferred(referral: string | null): Query<Referred | null> {
  return useQuery(`hospital-appointments.referred.${referral ?? ''}`, async () =>
    referral === null ? null : api.get<Referred>(`${base}/referrals/${encodeURIComponent(referral)}`),
  )
}

export function useOffer(): Command<Offer, Offered> {
  return useCommand((offer: Offer, idempotencyKey) => api.post<Offered>(`${base}/offers`, offer, { idempotencyKey }), {
    invalidates,
  })
}

export function useOtherTimes(id: string): Command<OtherTimes, OfficeCase> {
  return useCommand(
    (times: OtherTimes, idempotencyKey) =>
      api.post<OfficeCase>(`${base}/cases/${encodeURIComponent(id)}/times`, times, { idempotencyKey }),
    { invalidates },
  )
}

export function useSaveRules(clinic: string): Command<SaveRules, Office> {
  return useCommand(
    (input: SaveRules, idempotencyKey) =>
      api.put<Office>(`${base}/clinics/${encodeURIComponent(clinic)}/rules`, input, { idempotencyKey }),
    { invalidates },
  )
}
