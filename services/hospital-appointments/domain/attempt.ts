/**
 * The saga of an act at a region (choose, move, cancel). Written down before each step, so that whoever takes it up after a cut
 * knows what may have happened:
 *
 * - `holding`: the time is asked to be kept. Nothing is booked yet, whatever came through: a kept time is let go after five minutes.
 * - `confirming`: yes has been said, perhaps. The region does it once however often it is asked, and not after the five minutes.
 * - `cancelling`: the cancellation has been sent, perhaps. Asked again it changes nothing more.
 * - `done`, `none`: known.
 */
export type AttemptState = 'holding' | 'confirming' | 'cancelling' | 'done' | 'none'

/** What came of one step at the region. */
export type StepOutcome =
  | 'yes'
  /** The region says no: taken, too late, not open any more. */
  | 'no'
  /** Surely not delivered. */
  | 'not-sent'
  /** No answer: it may have been done. */
  | 'unknown'

/**
 * Where the attempt stands after a step. `doubt`: an earlier try of the same step may have come through.
 * @returns the state it is in now; the same state again means that it is not known and has to be asked for
 */
export function afterStep(state: AttemptState, outcome: StepOutcome, doubt = false): AttemptState {
  if (state === 'done' || state === 'none') return state
  if (state === 'holding') return outcome === 'yes' ? 'confirming' : 'none'
  if (outcome === 'yes') return 'done'
  // A no to what was asked before may only mean that the first asking came through – but both steps answer yes to a repeat.
  if (outcome === 'no') return 'none'
  return outcome === 'not-sent' && !doubt ? 'none' : state
}

/** An attempt that was begun so long ago and is still only `holding` was given up: its node died before it said yes. */
export const abandonedAfterMs = 2 * 60_000

/** Is it known how it went? */
export const isKnown = (state: AttemptState): boolean => state === 'done' || state === 'none'
