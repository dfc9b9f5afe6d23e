import { api, type Command, prefetch, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { MedicineDetail, MedicineList, Receipt, RenewalOffer, RequestRenewal } from '../contract/index.ts'

/** All medicines on prescription, present and past. */
export function useMedicines(): Query<MedicineList> {
  return useQuery('prescriptions.medicines', () => api.get<MedicineList>('/prescriptions/medicines'))
}

/** One medicine with all that is known of it. */
export function useMedicine(id: string): Query<MedicineDetail> {
  const path = `/prescriptions/medicines/${encodeURIComponent(id)}`
  return useQuery(`prescriptions.medicine.${id}`, () => api.get<MedicineDetail>(path))
}

/** What the confirm screen tells before the press, about one medicine and those that may go with it. */
export function useRenewalOffer(medicine: string): Query<RenewalOffer> {
  const search = new URLSearchParams({ medicine })
  return useQuery(`prescriptions.offer.${search}`, () =>
    api.get<RenewalOffer>(`/prescriptions/renewal-offer?${search}`),
  )
}

const fetchReceipt = (number: string) => () => api.get<Receipt>(`/prescriptions/receipts/${encodeURIComponent(number)}`)

export function useReceipt(number: string): Query<Receipt> {
  return useQuery(`prescriptions.receipt.${number}`, fetchReceipt(number))
}

/** Sends the request; the receipt it answers with is kept, so that its screen stands at once. */
export function useRequestRenewal(onDone: (receipt: Receipt) => void): Command<RequestRenewal, Receipt> {
  return useCommand(
    (input: RequestRenewal, idempotencyKey) => api.post<Receipt>('/prescriptions/renewals', input, { idempotencyKey }),
    {
      invalidates: ['prescriptions.medicines', 'prescriptions.medicine', 'prescriptions.offer', 'home'],
      onDone: (receipt) => {
        prefetch(`prescriptions.receipt.${receipt.receipt}`, () => Promise.resolve(receipt))
        onDone(receipt)
      },
    },
  )
}

interface Withdrawal {
  readonly task: string
  readonly version: string
}

export function useWithdraw(onDone: () => void): Command<Withdrawal, Receipt> {
  return useCommand(
    ({ task, version }: Withdrawal, idempotencyKey) =>
      api.post<Receipt>(`/prescriptions/renewals/${task}/withdraw`, { version }, { idempotencyKey }),
    { invalidates: ['prescriptions', 'home'], onDone },
  )
}
