import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type {
  Calendar,
  Case,
  CopyWeek,
  FoundPatient,
  Mark,
  OfferTimes,
  OfficeBook,
  OfficeCancel,
  OfficeMove,
  Settle,
} from '../contract/index.ts'

const base = '/appointments/office' as const
const changes = ['appointments', 'work-queue']

export type Span = '1' | '5'

/** A day or a working week of the office. */
export function useCalendar(from: string | null, days: Span): Query<Calendar> {
  const search = new URLSearchParams({ days, ...(from ? { from } : {}) })
  return useQuery(`appointments.calendar.${search}`, () => api.get<Calendar>(`${base}/calendar?${search}`))
}

export function useTimeCase(id: string): Query<Case> {
  return useQuery(`appointments.case.${id}`, () => api.get<Case>(`${base}/cases/${encodeURIComponent(id)}`))
}

export interface Made {
  readonly made: number
  readonly skipped: number
}

export function useOfferTimes(onDone: (made: Made) => void): Command<OfferTimes, Made> {
  return useCommand((input: OfferTimes, idempotencyKey) => api.post<Made>(`${base}/times`, input, { idempotencyKey }), {
    invalidates: changes,
    onDone,
  })
}

export function useCopyWeek(onDone: (made: Made) => void): Command<CopyWeek, Made> {
  return useCommand((input: CopyWeek, idempotencyKey) => api.post<Made>(`${base}/weeks`, input, { idempotencyKey }), {
    invalidates: changes,
    onDone,
  })
}

export interface SetTime {
  readonly slot: string
  readonly act: 'block' | 'open' | 'remove'
}

export function useSetTime(onDone: () => void): Command<SetTime, unknown> {
  return useCommand(
    ({ slot, act }: SetTime, idempotencyKey) =>
      api.post<unknown>(`${base}/times/${slot}/${act}`, undefined, { idempotencyKey }),
    { invalidates: changes, onDone },
  )
}

/** People on the office's lists; asked in a body, so that no name or number stands in an address. */
export function useFindPatients(): Command<{ query: string }, { patients: FoundPatient[] }> {
  return useCommand((input: { query: string }, idempotencyKey) =>
    api.post<{ patients: FoundPatient[] }>(`${base}/patients`, input, { idempotencyKey }),
  )
}

export function useOfficeBook(onDone: () => void): Command<OfficeBook, unknown> {
  return useCommand(
    (input: OfficeBook, idempotencyKey) => api.post<unknown>(`${base}/appointments`, input, { idempotencyKey }),
    { invalidates: changes, onDone },
  )
}

function useAct<I>(act: string, onDone: () => void): Command<I & { id: string }, unknown> {
  return useCommand(
    ({ id, ...input }: I & { id: string }, idempotencyKey) =>
      api.post<unknown>(`${base}/appointments/${id}/${act}`, input, { idempotencyKey }),
    { invalidates: changes, onDone },
  )
}

export const useOfficeMove = (onDone: () => void) => useAct<OfficeMove>('move', onDone)
export const useOfficeCancel = (onDone: () => void) => useAct<OfficeCancel>('cancel', onDone)
export const useMark = (onDone: () => void) => useAct<Mark>('mark', onDone)
export const useSettle = (onDone: () => void) => useAct<Settle>('settle', onDone)
