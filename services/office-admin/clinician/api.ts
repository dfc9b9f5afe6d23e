import { api, type Command, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { Approve, BeginDraft, Draft, Move, Overview, Save, SendBack } from '../contract/index.ts'

const at = (id: string) => `/office-admin/drafts/${encodeURIComponent(id)}`
const invalidates = ['office-admin']

export function useOverview(): Query<Overview> {
  return useQuery('office-admin.overview', () => api.get<Overview>('/office-admin'))
}

export function useDraft(id: string): Query<Draft> {
  return useQuery(`office-admin.draft.${id}`, () => readDraft(id))
}

export function readDraft(id: string): Promise<Draft> {
  return api.get<Draft>(at(id))
}

export function useBegin(onDone: (draft: Draft) => void): Command<BeginDraft, Draft> {
  return useCommand((body, idempotencyKey) => api.post<Draft>('/office-admin/drafts', body, { idempotencyKey }), {
    invalidates,
    onDone,
  })
}

/** Saving asks for no other data: the editor holds what is written. */
export function saveDraft(id: string, body: Save, idempotencyKey: string): Promise<Draft> {
  return api.put<Draft>(at(id), body, { idempotencyKey })
}

type Word = 'submit' | 'take-back' | 'refresh' | 'discard' | 'send-back' | 'approve'

export function useMove<B extends Move | SendBack | Approve>(
  id: string,
  word: Word,
  onDone: (draft: Draft) => void,
): Command<B, Draft> {
  return useCommand((body: B, idempotencyKey) => api.post<Draft>(`${at(id)}/${word}`, body, { idempotencyKey }), {
    invalidates,
    onDone,
  })
}
