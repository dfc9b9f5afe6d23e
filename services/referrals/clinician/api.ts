import { api, type Command, failureOf, type Query, useCommand, useQuery } from '@lomma/platform/web'
import type {
  Answer,
  AnswerCase,
  FoundPatient,
  Moved,
  Refer,
  ReferralCase,
  Sent,
  Treatments,
} from '../contract/index.ts'

const base = '/referrals/office'
const at = (id: string) => `${base}/cases/${encodeURIComponent(id)}`
const invalidates = ['referrals', 'work-queue']

/** True at GP offices: only they send from here. Secretaries are refused, and have no such menu entry. */
export async function sendsReferrals(): Promise<boolean> {
  try {
    return (await api.get<{ sends: boolean }>(`${base}/here`)).sends
  } catch (error) {
    if (failureOf(error).kind === 'refused') return false
    throw error
  }
}

export function useSent(): Query<Sent> {
  return useQuery('referrals.sent', () => api.get<Sent>(`${base}/sent`))
}

export function useTreatments(): Query<Treatments> {
  return useQuery('referrals.treatments', () => api.get<Treatments>(`${base}/treatments`))
}

export function useFindPatients(): Command<{ query: string }, { patients: FoundPatient[] }> {
  return useCommand((input: { query: string }, idempotencyKey) =>
    api.post<{ patients: FoundPatient[] }>(`${base}/patients`, input, { idempotencyKey }),
  )
}

export function useRefer(onDone: () => void): Command<Refer, Moved> {
  return useCommand((input: Refer, idempotencyKey) => api.post<Moved>(`${base}/referrals`, input, { idempotencyKey }), {
    invalidates,
    onDone,
  })
}

/** A referral as it is. */
export function useReply(id: string): Query<ReferralCase> {
  return useQuery(`referrals.case.${id}`, () => api.get<ReferralCase>(at(id)))
}

/** The same at the hospital: who reads it has it in hand, and the citizen sees that it has come. */
export function useHospitalCase(id: string): Query<ReferralCase> {
  return useQuery(`referrals.case.${id}`, async () => {
    const found = await api.get<ReferralCase>(at(id))
    if (found.state !== 'sent' || found.side !== 'hospital') return found
    try {
      return await api.post<ReferralCase>(`${at(id)}/receive`, { version: found.version })
    } catch (error) {
      // Somebody moved it in between: what they did is what to show.
      if (failureOf(error).kind !== 'refused') throw error
      return api.get<ReferralCase>(at(id))
    }
  })
}

interface SendOptions {
  readonly idempotencyKey: string
  readonly keepalive?: boolean
}

export function sendAnswer(id: string, version: string, answer: Answer, options: SendOptions): Promise<Moved> {
  const body: AnswerCase = { version, answer }
  return api.post<Moved>(`${at(id)}/answer`, body, options)
}

/** The office has read the answer, or takes the referral back. */
export function useMove(
  id: string,
  what: 'read' | 'withdraw',
  onDone: () => void,
): Command<{ version: string }, Moved> {
  return useCommand(
    (input: { version: string }, idempotencyKey) => api.post<Moved>(`${at(id)}/${what}`, input, { idempotencyKey }),
    { invalidates, onDone },
  )
}
