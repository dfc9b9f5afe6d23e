/** How long an answer waits in the browser, so that it can be undone. */
export const holdMs = 10_000

/** What is done with an answer once its time has come, and how failures are told. `A` is what is held. */
export interface Sending<A, F> {
  send(answer: HeldAnswer<A, F>, closing: boolean): Promise<void>
  sent(answer: HeldAnswer<A, F>): void
  failureOf(error: unknown): F
  newKey(): string
  now(): number
  later(act: () => void, ms: number): () => void
}

export interface HeldAnswer<A, F> {
  /** Id of the item it answers: a later answer to the same item takes its place. */
  readonly id: string
  readonly answer: A
  /** The same however often it is sent, so that it is done once. */
  readonly key: string
  /** Instant (ms) at which it is sent. */
  readonly due: number
  readonly state: 'held' | 'sending' | 'failed'
  readonly failure?: F
}

/** Answers that wait ten seconds before they are sent. Nothing is lost: a failure stays on the list with its reason. */
export class HeldAnswers<A, F> {
  readonly #sending: Sending<A, F>
  readonly #listeners = new Set<() => void>()
  readonly #timers = new Map<string, () => void>()
  #answers: readonly HeldAnswer<A, F>[] = []

  constructor(sending: Sending<A, F>) {
    this.#sending = sending
  }

  readonly list = (): readonly HeldAnswer<A, F>[] => this.#answers

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  hold(id: string, answer: A): void {
    const { newKey, now, later } = this.#sending
    this.#remove(id)
    this.#set([...this.#answers, { id, answer, key: newKey(), due: now() + holdMs, state: 'held' }])
    this.#timers.set(
      id,
      later(() => void this.sendNow(id), holdMs),
    )
  }

  /** Takes back one that is not sent yet. */
  undo(id: string): void {
    if (this.#find(id)?.state === 'held') this.#remove(id)
  }

  /** The newest that can still be taken back. */
  newest(): HeldAnswer<A, F> | undefined {
    return this.#answers.findLast((one) => one.state === 'held')
  }

  async sendNow(id: string): Promise<void> {
    const answer = this.#find(id)
    if (!answer || answer.state === 'sending') return
    this.#stopTimer(id)
    const { failure: _, ...rest } = answer
    this.#replace({ ...rest, state: 'sending' })
    try {
      await this.#sending.send(answer, false)
      this.#remove(id)
      this.#sending.sent(answer)
    } catch (error) {
      this.#replace({ ...rest, state: 'failed', failure: this.#sending.failureOf(error) })
    }
  }

  /** Takes a failed one off the list. */
  dismiss(id: string): void {
    if (this.#find(id)?.state === 'failed') this.#remove(id)
  }

  /**
   * The page is being closed: everything that waits is sent at once. The timers go on: if the page stays after all, the same
   * key makes the second sending harmless.
   */
  flush(): void {
    for (const answer of this.#answers)
      if (answer.state === 'held') void this.#sending.send(answer, true).catch(() => {})
  }

  #find(id: string): HeldAnswer<A, F> | undefined {
    return this.#answers.find((one) => one.id === id)
  }

  #replace(answer: HeldAnswer<A, F>): void {
    this.#set(this.#answers.map((one) => (one.id === answer.id ? answer : one)))
  }

  #remove(id: string): void {
    this.#stopTimer(id)
    if (this.#find(id)) this.#set(this.#answers.filter((one) => one.id !== id))
  }

  #stopTimer(id: string): void {
    this.#timers.get(id)?.()
    this.#timers.delete(id)
  }

  #set(answers: readonly HeldAnswer<A, F>[]): void {
    this.#answers = answers
    for (const listener of [...this.#listeners]) listener()
  }
}
