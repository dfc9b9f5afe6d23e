import { api, type Command, failureOf, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { BulkApprove, BulkResult, DecideRenewal, HandOver, OfficeRenewal, Queue } from '../contract/index.ts'

const base = '/prescriptions/office'
const at = (task: string) => `${base}/renewals/${encodeURIComponent(task)}`

/** Why the person looks at somebody not on the own list, by renewal; for as long as the app is open. */
const purposes = new Map<string, string>()

/** The stated purpose goes with everything that is asked about this renewal. */
export function statePurpose(task: string, reason: string): void {
  purposes.set(task, reason)
}

function purposeOf(task: string): { reason?: string } {
  const reason = purposes.get(task)
  return reason === undefined ? {} : { reason }
}

/** Open renewals of the office. */
export function useQueue(): Query<Queue> {
  return useQuery('prescriptions.office.queue', () => api.get<Queue>(`${base}/queue`))
}

/** One renewal with the history it needs. A doctor who reads it opens it: the citizen sees that it is being looked at. */
export function useCase(task: string): Query<OfficeRenewal> {
  return useQuery(`prescriptions.office.case.${task}`, () => readAndOpen(task))
}

async function readAndOpen(task: string): Promise<OfficeRenewal> {
  const found = await api.get<OfficeRenewal>(at(task), purposeOf(task))
  const unopened = found.state === 'sent' || found.state === 'received'
  if (!unopened || !found.may.answer) return found
  try {
    return await api.post<OfficeRenewal>(`${at(task)}/open`, { version: found.version }, purposeOf(task))
  } catch (error) {
    // Someone moved it in between: what they did is what to show.
    if (failureOf(error).kind !== 'refused') throw error
    return api.get<OfficeRenewal>(at(task), purposeOf(task))
  }
}

interface SendOptions {
  readonly idempotencyKey: string
  readonly keepalive?: boolean
}

export function sendDecision(task: string, body: DecideRenewal, options: SendOptions): Promise<OfficeRenewal> {
  return api.post<OfficeRenewal>(`${at(task)}/decision`, body, { ...purposeOf(task), ...options })
}

interface HandOverOf extends HandOver {
  readonly task: string
}

export function useHandOver(onDone: () => void): Command<HandOverOf, OfficeRenewal> {
  return useCommand(
    ({ task, ...body }: HandOverOf, idempotencyKey) =>
      api.post<OfficeRenewal>(`${at(task)}/hand-over`, body, { ...purposeOf(task), idempotencyKey }),
    { invalidates: ['prescriptions.office'], onDone },
  )
}

export function useBulkApprove(): Command<BulkApprove, BulkResult> {
  return useCommand(
    (body: BulkApprove, idempotencyKey) => api.post<BulkResult>(`${base}/bulk-approve`, body, { idempotencyKey }),
    { invalidates: ['prescriptions.office'] },
  )
}
