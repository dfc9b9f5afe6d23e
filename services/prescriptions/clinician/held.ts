import type { Decision } from '../contract/index.ts'

/** How long a decision waits in the browser, so that it can be undone. */
export const holdMs = 10_000

export interface NewDecision {
  readonly task: string
  readonly version: string
  readonly decision: Decision
  /** For the line that tells what waits. */
  readonly patient: string
  readonly medicine: string
}

export interface HeldDecision<F> extends NewDecision {
  /** The same however often it is sent, so that it is done once. */
  readonly key: string
  /** Instant (ms) at which it is sent. */
  readonly due: number
  readonly state: 'held' | 'sending' | 'failed'
  readonly failure?: F
}

export interface HeldDecisions<F> {
  list(): readonly HeldDecision<F>[]
  subscribe(listener: () => void): () => void
  hold(decision: NewDecision): void
  /** Takes back one that is not sent yet. */
  undo(task: string): void
  /** The newest that can still be taken back. */
  newest(): HeldDecision<F> | undefined
  sendNow(task: string): Promise<void>
  /** Takes a failed one off the list. */
  dismiss(task: string): void
  /** The page is being closed: everything that waits is sent at once. */
  flush(): void
}

export interface Sending<F> {
  send(decision: HeldDecision<F>, closing: boolean): Promise<void>
  sent(decision: HeldDecision<F>): void
  failureOf(error: unknown): F
  newKey(): string
  now(): number
  later(act: () => void, ms: number): () => void
}

/** Decisions that wait ten seconds before they are sent. Nothing is lost: a failure stays on the list with its reason. */
export function createHeldDecisions<F>(sending: Sending<F>): HeldDecisions<F> {
  let decisions: readonly HeldDecision<F>[] = []
  const listeners = new Set<() => void>()
  const timers = new Map<string, () => void>()

  const set = (next: readonly HeldDecision<F>[]) => {
    decisions = next
    for (const listener of [...listeners]) listener()
  }
  const find = (task: string) => decisions.find((one) => one.task === task)
  const remove = (task: string) => {
    timers.get(task)?.()
    timers.delete(task)
    set(decisions.filter((one) => one.task !== task))
  }
  const replace = (decision: HeldDecision<F>) =>
    set(decisions.map((one) => (one.task === decision.task ? decision : one)))

  async function sendNow(task: string): Promise<void> {
    const decision = find(task)
    if (!decision || decision.state === 'sending') return
    timers.get(task)?.()
    timers.delete(task)
    const { failure: _, ...rest } = decision
    replace({ ...rest, state: 'sending' })
    try {
      await sending.send(decision, false)
      remove(task)
      sending.sent(decision)
    } catch (error) {
      replace({ ...rest, state: 'failed', failure: sending.failureOf(error) })
    }
  }

  return {
    list: () => decisions,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hold(decision) {
      remove(decision.task)
      set([...decisions, { ...decision, key: sending.newKey(), due: sending.now() + holdMs, state: 'held' }])
      timers.set(
        decision.task,
        sending.later(() => void sendNow(decision.task), holdMs),
      )
    },
    undo(task) {
      if (find(task)?.state === 'held') remove(task)
    },
    newest: () => decisions.findLast((one) => one.state === 'held'),
    sendNow,
    dismiss(task) {
      if (find(task)?.state === 'failed') remove(task)
    },
    flush() {
      // Its timer goes on: if the page stays after all, the same key makes the second sending harmless.
      for (const decision of decisions) if (decision.state === 'held') void sending.send(decision, true).catch(() => {})
    },
  }
}
