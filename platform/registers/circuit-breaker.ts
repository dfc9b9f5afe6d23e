export interface BreakerSettings {
  /** Failures in a row that open it. */
  readonly failures: number
  /** How long it stays open before one call may try again. */
  readonly openForMs: number
}

export interface CircuitBreaker {
  /** Runs the call, or throws what `whenOpen` makes without running it. */
  run<T>(call: () => Promise<T>, whenOpen: () => Error): Promise<T>
}

/**
 * Spares a source that is down, and spares people the wait for it. After `failures` in a row it is open; then one call at
 * a time may try, and the first that succeeds closes it. `ticks` are milliseconds of machine time, not of the story clock.
 */
export function circuitBreaker(
  settings: BreakerSettings,
  ticks: () => number = () => performance.now(),
): CircuitBreaker {
  let failed = 0
  let closedAgainAt = 0
  let trying = false
  return {
    async run(call, whenOpen) {
      const broken = failed >= settings.failures
      if (broken && (trying || ticks() < closedAgainAt)) throw whenOpen()
      if (broken) trying = true
      try {
        const answer = await call()
        failed = 0
        return answer
      } catch (error) {
        failed++
        closedAgainAt = ticks() + settings.openForMs
        throw error
      } finally {
        if (broken) trying = false
      }
    },
  }
}
