import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { Absences, EndAbsence, WriteAbsence } from '../contract/index.ts'

export function useAbsences(): Query<Absences> {
  return useQuery('absence.list', () => api.get<Absences>('/absence'))
}

/** A new absence, or one that is changed when it has an id. */
export function useWriteAbsence(onDone: () => void): Command<WriteAbsence & { id?: string }, Absences> {
  return useCommand(
    ({ id, ...body }, idempotencyKey) =>
      api.post<Absences>(id === undefined ? '/absence' : `/absence/${encodeURIComponent(id)}/change`, body, {
        idempotencyKey,
      }),
    { invalidates: ['absence'], onDone },
  )
}

export function useEndAbsence(onDone: () => void): Command<EndAbsence & { id: string }, Absences> {
  return useCommand(
    ({ id, ...body }, idempotencyKey) =>
      api.post<Absences>(`/absence/${encodeURIComponent(id)}/end`, body, { idempotencyKey }),
    { invalidates: ['absence'], onDone },
  )
}
