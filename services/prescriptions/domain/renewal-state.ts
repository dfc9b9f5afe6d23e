import { isOpen, type RefusalCode, type RenewalState, type Turn } from '../contract/index.ts'

/** Who may move a renewal. `portal`: the portal's own listeners. `system`: another system with the scope for it. */
export type Mover = 'citizen' | 'doctor' | 'office' | 'system' | 'portal'

const office: readonly Mover[] = ['doctor', 'system', 'portal']
const anyoneThere: readonly Mover[] = ['doctor', 'office', 'system', 'portal']
const sender: readonly Mover[] = ['citizen', 'system', 'portal']

/** The whole state machine: from, to, by whom. What is not here does not happen. */
const transitions: Readonly<Record<RenewalState, Partial<Record<RenewalState, readonly Mover[]>>>> = {
  sent: {
    received: ['system', 'portal', 'doctor', 'office'],
    opened: office,
    approved: office,
    changed: office,
    declined: office,
    outside: anyoneThere,
    withdrawn: sender,
  },
  received: {
    opened: office,
    approved: office,
    changed: office,
    declined: office,
    outside: anyoneThere,
    withdrawn: sender,
  },
  opened: { approved: office, changed: office, declined: office, outside: anyoneThere },
  approved: {},
  changed: {},
  declined: {},
  withdrawn: {},
  outside: {},
}

/** Undefined: the step is allowed. Otherwise why not, in the words of the contract. */
export function checkTransition(from: RenewalState, to: RenewalState, mover: Mover): RefusalCode | undefined {
  const movers = transitions[from][to]
  if (movers?.includes(mover)) return undefined
  if (from === 'withdrawn') return 'already-withdrawn'
  if (!isOpen(from)) return 'already-answered'
  if (to === 'withdrawn' && from === 'opened') return 'already-opened'
  if (!movers) return 'transition-not-allowed'
  return mover === 'office' ? 'doctor-only' : 'not-for-role'
}

/** A renewal is born as sent, by the citizen or a system acting for one; the portal may restore any state. */
export function checkBirth(state: RenewalState, mover: Mover): RefusalCode | undefined {
  if (mover === 'portal') return undefined
  if (state !== 'sent') return 'transition-not-allowed'
  return sender.includes(mover) ? undefined : 'not-for-role'
}

/** Hand-over changes the owner of an open renewal, never its state. */
export function checkHandOver(state: RenewalState, mover: Mover): RefusalCode | undefined {
  if (state === 'withdrawn') return 'already-withdrawn'
  if (!isOpen(state)) return 'already-answered'
  return anyoneThere.includes(mover) ? undefined : 'not-for-role'
}

/** Whose turn it is. Late gives the citizen something to do: call. Declined and outside leave a next step with the citizen. */
export function turnOf(state: RenewalState, late: boolean): Turn {
  if (isOpen(state)) return late ? 'citizen' : 'office'
  return state === 'declined' ? 'citizen' : 'nobody'
}

/** The FHIR side of each state (docs/ARCHITECTURE.md, "The renewal in FHIR"). */
export const taskStatusOf = {
  sent: 'requested',
  received: 'received',
  opened: 'in-progress',
  approved: 'completed',
  changed: 'completed',
  declined: 'rejected',
  withdrawn: 'cancelled',
  outside: 'completed',
} as const satisfies Record<RenewalState, string>
