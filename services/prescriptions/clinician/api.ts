import { purposeOf } from '@lomma/platform/desk'
import { api, type BulkAnswer, type Command, failureOf, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type { BulkApprove, BulkResult, DecideRenewal, HandOver, OfficeRenewal, Receipt } from '../contract/index.ts'

const base = '/prescriptions/office'
const at = (task: string) => `${base}/renewals/${encodeURIComponent(task)}`

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
    { invalidates: ['prescriptions.office', 'work-queue'], onDone },
  )
}

/** Each stands for itself. */
export const approveInBulk: BulkAnswer['run'] = async (items, options) => {
  const body: BulkApprove = { renewals: items.map(({ id, version }) => ({ task: id, version })) }
  const { results } = await api.post<BulkResult>(`${base}/bulk-approve`, body, options)
  return results.map(({ task, ...outcome }) => ({ id: task, ...outcome }))
}

/** The receipt as the patient sees it. */
export function useAsPatient(task: string): Query<Receipt> {
  return useQuery(`prescriptions.office.as-patient.${task}`, () =>
    api.get<Receipt>(`${at(task)}/as-patient`, purposeOf(task)),
  )
}
