export interface BreakerSettings {
  /** Failures in a row that open it. */
  readonly failures: number
  /** How long it stays open before one call may try again. */
  readonly openForMs: number
}

/** What a breaker remembers of its source: on one node, or in the database for all of them. */
export interface BreakerMemory {
  /** `closed`: call. `try`: it was open long enough, and this one call finds out. `open`: do not call. */
  ask(): Promise<'closed' | 'try' | 'open'>
  succeeded(): Promise<void>
  failed(): Promise<void>
}

export interface CircuitBreaker {
  /** Runs the call, or throws what `whenOpen` makes without running it. */
  run<T>(call: () => Promise<T>, whenOpen: () => Error): Promise<T>
}

/**
 * Spares a source that is down, and spares people the wait for it. After `failures` in a row it is open; then one call at
 * a time may try, and the first that succeeds closes it.
 */
export function circuitBreaker(memory: BreakerMemory): CircuitBreaker {
  return {
    async run(call, whenOpen) {
      if ((await memory.ask()) === 'open') throw whenOpen()
      let answer: Awaited<ReturnType<typeof call>>
      try {
        answer = await call()
      } catch (error) {
        await memory.failed()
        throw error
      }
      await memory.succeeded()
      return answer
    },
  }
}

/** Remembers on this node alone. `ticks` are milliseconds of machine time, not of the story clock. */
export function nodeMemory(settings: BreakerSettings, ticks: () => number = () => performance.now()): BreakerMemory {
  let failed = 0
  let closedAgainAt = 0
  let trying = false
  return {
    async ask() {
      if (failed < settings.failures) return 'closed'
      if (trying || ticks() < closedAgainAt) return 'open'
      trying = true
      return 'try'
    },
    async succeeded() {
      failed = 0
      trying = false
    },
    async failed() {
      failed++
      closedAgainAt = ticks() + settings.openForMs
      trying = false
    },
  }
}
