import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type {
  FilledTemplates,
  Others,
  PatientContext,
  Presence,
  Stamp,
  TemplateList,
  WorkList,
  WriteTemplate,
} from '../contract/index.ts'

const item = (kind: string, id: string) => `/work-queue/items/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`

/** Everything that waits at the office. */
export function useWorkList(): Query<WorkList> {
  return useQuery('work-queue.list', () => api.get<WorkList>('/work-queue/list'))
}

export const readStamp = (): Promise<Stamp> => api.get<Stamp>('/work-queue/stamp')

export const sayPresence = (presence: Presence): Promise<Others> =>
  api.post<Others>('/work-queue/presence', presence, { keepalive: presence.leaving })

export function usePatient(kind: string, id: string): Query<PatientContext> {
  return useQuery(`work-queue.patient.${kind}.${id}`, () => api.get<PatientContext>(`${item(kind, id)}/patient`))
}

export function useFilledTemplates(kind: string, id: string): Query<FilledTemplates> {
  return useQuery(`work-queue.filled.${kind}.${id}`, () => api.get<FilledTemplates>(`${item(kind, id)}/templates`))
}

const templates = '/work-queue/templates'

export function useTemplates(): Query<TemplateList> {
  return useQuery('work-queue.templates', () => api.get<TemplateList>(templates))
}

interface Written extends WriteTemplate {
  /** Undefined: a new one. */
  readonly id: string | undefined
}

export function useWriteTemplate(onDone: () => void): Command<Written, TemplateList> {
  return useCommand(
    ({ id, ...body }: Written, idempotencyKey) =>
      id === undefined
        ? api.post<TemplateList>(templates, body, { idempotencyKey })
        : api.put<TemplateList>(`${templates}/${encodeURIComponent(id)}`, body, { idempotencyKey }),
    { invalidates: ['work-queue.templates', 'work-queue.filled'], onDone },
  )
}

export function useRemoveTemplate(onDone: () => void): Command<string, TemplateList> {
  return useCommand(
    (id: string, idempotencyKey) =>
      api.delete<TemplateList>(`${templates}/${encodeURIComponent(id)}`, { idempotencyKey }),
    { invalidates: ['work-queue.templates', 'work-queue.filled'], onDone },
  )
}
