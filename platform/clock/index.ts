/**
 * The only way to ask what time it is. Rules take the instant as a parameter; use-cases ask the clock they were given.
 * In the demo world the clock is a story clock (platform/demo/story-clock.ts); elsewhere it is the machine's.
 */
export interface Clock {
  /** The present instant. */
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until told otherwise: for tests. */
export function fixedClock(at: string | Date): Clock & { set(to: string | Date): void; advance(ms: number): void } {
  let instant = new Date(at)
  return {
    now: () => new Date(instant),
    set: (to) => {
      instant = new Date(to)
    },
    advance: (ms) => {
      instant = new Date(instant.getTime() + ms)
    },
  }
}
