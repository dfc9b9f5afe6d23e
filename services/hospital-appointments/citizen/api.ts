import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { HospitalAppointment } from '../contract/index.ts'

const path = (id: string) => `/hospital-appointments/${encodeURIComponent(id)}`
const touched = { invalidates: ['hospital-appointments', 'appointments', 'home'] }

export function useHospitalAppointment(id: string): Query<HospitalAppointment> {
  return useQuery(`hospital-appointments.one.${id}`, () => api.get<HospitalAppointment>(path(id)))
}

type Nothing = Readonly<Record<string, never>>
type Act<I> = Command<I, HospitalAppointment>

/** Chooses a time, or moves to another. The answer's `attempt` says how it went. */
export function useChoose(id: string, onDone: () => void): Act<{ slot: string }> {
  return useCommand(
    ({ slot }: { slot: string }, idempotencyKey) =>
      api.post<HospitalAppointment>(`${path(id)}/choice`, { slot }, { idempotencyKey }),
    { ...touched, onDone },
  )
}

export function useCancel(id: string, onDone: () => void): Act<Nothing> {
  return useCommand(
    (nothing: Nothing, idempotencyKey) =>
      api.post<HospitalAppointment>(`${path(id)}/cancel`, nothing, { idempotencyKey }),
    { ...touched, onDone },
  )
}

export function useNoneFits(id: string, onDone: () => void): Act<{ words: string }> {
  return useCommand(
    ({ words }: { words: string }, idempotencyKey) =>
      api.post<HospitalAppointment>(`${path(id)}/none-fits`, { words }, { idempotencyKey }),
    { ...touched, onDone },
  )
}

/** Fetches anew from the hospital, in the background. */
export function useAskAgain(id: string): Act<Nothing> {
  return useCommand(
    (nothing: Nothing, idempotencyKey) =>
      api.post<HospitalAppointment>(`${path(id)}/ask-again`, nothing, { idempotencyKey }),
    touched,
  )
}
