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

export interface Sending<F> {
  send(decision: HeldDecision<F>, closing: boolean): Promise<void>
  sent(decision: HeldDecision<F>): void
  failureOf(error: unknown): F
  newKey(): string
  now(): number
  later(act: () => void, ms: number): () => void
}

/** Decisions that wait ten seconds before they are sent. Nothing is lost: a failure stays on the list with its reason. */
export class HeldDecisions<F> {
  readonly #sending: Sending<F>
  readonly #listeners = new Set<() => void>()
  readonly #timers = new Map<string, () => void>()
  #decisions: readonly HeldDecision<F>[] = []

  constructor(sending: Sending<F>) {
    this.#sending = sending
  }

  readonly list = (): readonly HeldDecision<F>[] => this.#decisions

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  hold(decision: NewDecision): void {
    const { newKey, now, later } = this.#sending
    const { task } = decision
    this.#remove(task)
    this.#set([...this.#decisions, { ...decision, key: newKey(), due: now() + holdMs, state: 'held' }])
    this.#timers.set(
      task,
      later(() => void this.sendNow(task), holdMs),
    )
  }

  /** Takes back one that is not sent yet. */
  undo(task: string): void {
    if (this.#find(task)?.state === 'held') this.#remove(task)
  }

  /** The newest that can still be taken back. */
  newest(): HeldDecision<F> | undefined {
    return this.#decisions.findLast((one) => one.state === 'held')
  }

  async sendNow(task: string): Promise<void> {
    const decision = this.#find(task)
    if (!decision || decision.state === 'sending') return
    this.#stopTimer(task)
    const { failure: _, ...rest } = decision
    this.#replace({ ...rest, state: 'sending' })
    try {
      await this.#sending.send(decision, false)
      this.#remove(task)
      this.#sending.sent(decision)
    } catch (error) {
      this.#replace({ ...rest, state: 'failed', failure: this.#sending.failureOf(error) })
    }
  }

  /** Takes a failed one off the list. */
  dismiss(task: string): void {
    if (this.#find(task)?.state === 'failed') this.#remove(task)
  }

  /**
   * The page is being closed: everything that waits is sent at once. The timers go on: if the page stays after all, the same
   * key makes the second sending harmless.
   */
  flush(): void {
    for (const decision of this.#decisions)
      if (decision.state === 'held') void this.#sending.send(decision, true).catch(() => {})
  }

  #find(task: string): HeldDecision<F> | undefined {
    return this.#decisions.find((one) => one.task === task)
  }

  #replace(decision: HeldDecision<F>): void {
    this.#set(this.#decisions.map((one) => (one.task === decision.task ? decision : one)))
  }

  #remove(task: string): void {
    this.#stopTimer(task)
    if (this.#find(task)) this.#set(this.#decisions.filter((one) => one.task !== task))
  }

  #stopTimer(task: string): void {
    this.#timers.get(task)?.()
    this.#timers.delete(task)
  }

  #set(decisions: readonly HeldDecision<F>[]): void {
    this.#decisions = decisions
    for (const listener of [...this.#listeners]) listener()
  }
}
