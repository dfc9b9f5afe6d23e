import {
  isOpen,
  type Late,
  type ReferralState,
  type ReferralStep,
  type RefusalCode,
  type Turn,
} from '../contract/index.ts'

/**
 * Who may move a referral. `hospital`: health personnel where it is now. `referrer`: a doctor at the office it came from.
 * `system`: another system with the scope for it. `portal`: the portal's own listeners.
 */
export type Mover = 'citizen' | 'referrer' | 'hospital' | 'system' | 'portal'

interface Rule {
  readonly from: readonly ReferralState[]
  /** `previous`: where it stood before the citizen chose another place. */
  readonly to: ReferralState | 'previous'
  readonly by: readonly Mover[]
}

const there: readonly Mover[] = ['hospital', 'system', 'portal']
const untilTime: readonly ReferralState[] = ['sent', 'received', 'assessed']

/** Everything that can happen to a referral after it is sent: from, to, by whom. What is not here does not happen. */
export const rules: Readonly<Record<Exclude<ReferralStep, 'sent'>, Rule>> = {
  received: { from: ['sent'], to: 'received', by: there },
  assessed: { from: ['sent', 'received'], to: 'assessed', by: there },
  rejected: { from: ['sent', 'received'], to: 'rejected', by: there },
  advised: { from: ['sent', 'received'], to: 'advised', by: there },
  forwarded: { from: untilTime, to: 'sent', by: there },
  appointment: { from: untilTime, to: 'appointment', by: ['system', 'portal'] },
  released: { from: ['appointment'], to: 'assessed', by: ['system', 'portal'] },
  done: { from: ['assessed', 'appointment'], to: 'done', by: there },
  withdrawn: { from: untilTime, to: 'withdrawn', by: ['citizen', 'referrer', 'system', 'portal'] },
  chosen: { from: untilTime, to: 'sent', by: ['citizen'] },
  undone: { from: ['sent'], to: 'previous', by: ['citizen'] },
}

export interface Standing {
  readonly state: ReferralState
  /** The state it had before the citizen chose another place, while that can be undone. */
  readonly previous: ReferralState | null
  /** Right to care: the last day for it to begin. */
  readonly helpBy: string | null
}

/** Undefined: it may happen. Otherwise why not, in the words of the contract. */
export function checkStep(was: Standing, step: ReferralStep, mover: Mover): RefusalCode | undefined {
  if (step === 'sent') return 'step-not-allowed'
  const rule = rules[step]
  if (!rule.by.includes(mover)) return mover === 'citizen' ? 'not-for-citizens' : 'not-for-role'
  if (!isOpen(was.state)) return 'already-ended'
  if (step === 'undone') return was.state === 'sent' && was.previous !== null ? undefined : 'too-late-to-undo'
  if (!rule.from.includes(was.state)) return was.state === 'appointment' ? 'has-appointment' : 'step-not-allowed'
  // A right once given stands, wherever the citizen takes it (pasient- og brukerrettighetsloven § 2-4).
  if ((step === 'rejected' || step === 'advised') && was.helpBy !== null) return 'right-stands'
  return undefined
}

/** The state after a step. */
export function stateAfter(was: Standing, step: ReferralStep): ReferralState {
  if (step === 'sent') return 'sent'
  const { to } = rules[step]
  return to === 'previous' ? (was.previous ?? was.state) : to
}

/** Whose turn it is. Late gives the citizen something to do: call. An answer without care leaves the next step with the GP. */
export function turnOf(state: ReferralState, late: Late | null, choosing: boolean): Turn {
  if (late !== null) return 'citizen'
  if (state === 'appointment') return choosing ? 'citizen' : 'nobody'
  if (isOpen(state)) return 'hospital'
  return state === 'rejected' || state === 'advised' ? 'referrer' : 'nobody'
}

/** The FHIR side of each state. */
export const statusOf = {
  sent: 'active',
  received: 'active',
  assessed: 'active',
  appointment: 'active',
  done: 'completed',
  rejected: 'revoked',
  advised: 'completed',
  withdrawn: 'revoked',
} as const satisfies Record<ReferralState, string>

/** Reply to a referral, Volven 9148. */
export const replyCodes = {
  appointment: { code: '1', display: 'Innkalt' },
  assessed: { code: '2', display: 'Rett til helsehjelp, time følger' },
  forwarded: { code: '3', display: 'Videresendt' },
  rejected: { code: '4', display: 'Avvist' },
  advised: { code: '11', display: 'Råd til henviser' },
} as const satisfies Partial<Record<ReferralStep, { code: string; display: string }>>
