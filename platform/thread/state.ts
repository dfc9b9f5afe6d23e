/**
 * The rules of a conversation between a citizen and an office: its states, who may move it, whose turn it is. Pure; the same for
 * every kind of conversation and for both doors.
 */
export const threadStates = [
  'sent',
  /** The office's queue has it. */
  'received',
  'opened',
  /** The office has asked back and waits for the citizen. */
  'asked',
  'answered',
  'closed',
  /** The office does not take it; its last message says why and what to do instead. */
  'declined',
  /** Solved another way (a visit, a call), with a word about how. */
  'outside',
  'withdrawn',
] as const
export type ThreadState = (typeof threadStates)[number]

/** Who may move a conversation. `portal`: the portal's own listeners. `system`: another system with the scope for it. */
export type Mover = 'citizen' | 'doctor' | 'office' | 'system' | 'portal'

/** Whose turn it is (`dialogue.turn.<turn>`). */
export type Turn = 'office' | 'citizen' | 'nobody'

/** The office owes an answer. */
export function isWaiting(state: ThreadState): boolean {
  return state === 'sent' || state === 'received' || state === 'opened'
}

/** Messages may still be written. */
export function isOpen(state: ThreadState): boolean {
  return isWaiting(state) || state === 'asked' || state === 'answered'
}

/**
 * Has it moved since somebody read this version of it? That the portal said "received" meanwhile is no move, nor that the reader
 * opened it: the screen does both beside the reader's own typing. Versions are the store's, counted from 1.
 * @param reader the name that stands on what this person opens
 */
export function hasMoved(
  one: {
    readonly steps: readonly { readonly state: string }[]
    readonly handedTo: object | null
    readonly openedBy: string | null
    readonly version: string
  },
  seen: string,
  reader: string,
): boolean {
  const since = Number(one.version) - Number(seen)
  if (since === 0) return false
  if (!(since > 0 && since < one.steps.length) || one.handedTo !== null) return true
  const quiet = (state: string) => state === 'received' || (state === 'opened' && one.openedBy === reader)
  return !one.steps.slice(-since).every(({ state }) => quiet(state))
}

const answering: readonly Mover[] = ['doctor', 'office', 'system', 'portal']
const sender: readonly Mover[] = ['citizen', 'system', 'portal']

const fromTheQueue: Partial<Record<ThreadState, readonly Mover[]>> = {
  opened: answering,
  asked: answering,
  answered: answering,
  closed: answering,
  declined: answering,
  outside: answering,
}

const afterAnAnswer: Partial<Record<ThreadState, readonly Mover[]>> = {
  received: sender,
  asked: answering,
  answered: answering,
  closed: answering,
  outside: answering,
}

/** The whole state machine: from, to, by whom. What is not here does not happen. */
const transitions: Readonly<Record<ThreadState, Partial<Record<ThreadState, readonly Mover[]>>>> = {
  sent: { ...fromTheQueue, received: answering, withdrawn: sender },
  received: { ...fromTheQueue, withdrawn: sender },
  opened: { asked: answering, answered: answering, closed: answering, declined: answering, outside: answering },
  asked: { ...afterAnAnswer, withdrawn: sender },
  answered: afterAnAnswer,
  closed: {},
  declined: {},
  outside: {},
  withdrawn: {},
}

/** Undefined: the step is allowed. Otherwise why not. */
export function checkStep(
  from: ThreadState,
  to: ThreadState,
  mover: Mover,
): 'already-withdrawn' | 'thread-closed' | 'already-opened' | 'step-not-allowed' | 'not-for-role' | undefined {
  const movers = transitions[from][to]
  if (movers?.includes(mover)) return undefined
  if (from === 'withdrawn') return 'already-withdrawn'
  if (!isOpen(from)) return 'thread-closed'
  if (to === 'withdrawn' && from !== 'sent' && from !== 'received') return 'already-opened'
  return movers ? 'not-for-role' : 'step-not-allowed'
}

/** May a conversation begin in this state? The citizen's begins as sent; one the office begins waits for the citizen or tells. */
export function checkBirth(state: ThreadState, mover: Mover): 'step-not-allowed' | undefined {
  if (mover === 'portal') return undefined
  const born: readonly ThreadState[] = mover === 'citizen' ? ['sent'] : ['sent', 'asked', 'answered']
  return born.includes(state) ? undefined : 'step-not-allowed'
}

/** Whose turn it is. A conversation that is past its deadline is still the office's to answer. */
export function turnOf(state: ThreadState): Turn {
  if (isWaiting(state)) return 'office'
  return state === 'asked' ? 'citizen' : 'nobody'
}

/** The FHIR side of each state: Task.status. */
export const taskStatusOf = {
  sent: 'requested',
  received: 'received',
  opened: 'in-progress',
  asked: 'on-hold',
  answered: 'on-hold',
  closed: 'completed',
  declined: 'rejected',
  outside: 'completed',
  withdrawn: 'cancelled',
} as const satisfies Record<ThreadState, string>

/** Days after an answer in which the citizen may write on; then the conversation closes by itself. */
export const daysUntilClosed = 14

/** The longest message, in signs. */
export const longestMessage = 4000
