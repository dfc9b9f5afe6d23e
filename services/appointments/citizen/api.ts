import { api, type Command, prefetch, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type {
  AnsweredOffer,
  AppointmentDetail,
  AppointmentList,
  Attempt,
  Book,
  Booked,
  Cancel,
  ChangeMode,
  HoldView,
  Join,
  Mode,
  Move,
  Times,
} from '../contract/index.ts'

const changes = ['appointments', 'home', 'inbox']

/** All appointments, upcoming and past. */
export function useAppointments(): Query<AppointmentList> {
  return useQuery('appointments.list', () => api.get<AppointmentList>('/appointments'))
}

export function useAppointment(id: string): Query<AppointmentDetail> {
  return useQuery(`appointments.one.${id}`, () => api.get<AppointmentDetail>(`/appointments/${encodeURIComponent(id)}`))
}

/** What can be booked in a week; without a week the first that has a free time. */
export function useTimes(question: { week?: string; mode?: Mode; move?: string; office?: string }): Query<Times> {
  const search = new URLSearchParams(Object.entries(question).filter(([, value]) => value))
  return useQuery(`appointments.times.${search}`, () => api.get<Times>(`/appointments/times?${search}`))
}

/** Did it go through? */
export function useAttempt(token: string): Query<Attempt> {
  const path = `/appointments/attempts/${encodeURIComponent(token)}`
  return useQuery(`appointments.attempt.${token}`, () => api.get<Attempt>(path))
}

/** Keeps a time; its answer is the attempt's first state, so that the next view stands at once. */
export function useHold(onDone: (hold: HoldView) => void): Command<{ slot: string }, HoldView> {
  return useCommand(
    (input: { slot: string }, idempotencyKey) => api.post<HoldView>('/appointments/holds', input, { idempotencyKey }),
    {
      onDone: (hold) => {
        const attempt: Attempt = { state: 'held', hold }
        prefetch(`appointments.attempt.${hold.token}`, () => Promise.resolve(attempt))
        onDone(hold)
      },
    },
  )
}

export function useRelease(onDone: () => void): Command<{ token: string }, { released: true }> {
  return useCommand(
    (input: { token: string }, idempotencyKey) =>
      api.post<{ released: true }>('/appointments/holds/release', input, { idempotencyKey }),
    { invalidates: ['appointments.times'], onDone },
  )
}

export function useBook(onDone: (booked: Booked) => void): Command<Book, Booked> {
  return useCommand(
    (input: Book, idempotencyKey) => api.post<Booked>('/appointments/bookings', input, { idempotencyKey }),
    { invalidates: changes, onDone },
  )
}

function useChange<I>(
  id: string,
  act: string,
  onDone: (one: AppointmentDetail) => void,
): Command<I, AppointmentDetail> {
  const path = `/appointments/${encodeURIComponent(id)}/${act}` as const
  return useCommand((input: I, idempotencyKey) => api.post<AppointmentDetail>(path, input, { idempotencyKey }), {
    invalidates: changes,
    onDone,
  })
}

export const useCancel = (id: string, onDone: (one: AppointmentDetail) => void) =>
  useChange<Cancel>(id, 'cancel', onDone)
export const useMove = (id: string, onDone: (one: AppointmentDetail) => void) => useChange<Move>(id, 'move', onDone)
export const useChangeMode = (id: string, onDone: (one: AppointmentDetail) => void) =>
  useChange<ChangeMode>(id, 'mode', onDone)

export function useJoin(onDone: () => void): Command<Join, { waiting: string }> {
  return useCommand(
    (input: Join, idempotencyKey) => api.post<{ waiting: string }>('/appointments/waiting', input, { idempotencyKey }),
    { invalidates: changes, onDone },
  )
}

interface OnList {
  readonly id: string
  readonly version: string
}

/** Leave the list, take the time that is offered, or let it go on. */
export function useWaiting(
  act: 'leave' | 'accept' | 'decline',
  onDone: (answer: AnsweredOffer) => void,
): Command<OnList, AnsweredOffer> {
  return useCommand(
    ({ id, version }: OnList, idempotencyKey) =>
      api.post<AnsweredOffer>(`/appointments/waiting/${id}/${act}`, { version }, { idempotencyKey }),
    { invalidates: changes, onDone },
  )
}
