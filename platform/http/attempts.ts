import type { IncomingMessage } from 'node:http'

/** Counts what goes wrong, by who tries, so that guessing and hammering end before they cost anything. */
export interface Attempts {
  /** Seconds to wait where too much has gone wrong; undefined where one may try. */
  wait(key: string): number | undefined
  /** One more has gone wrong; `weight` when it counts for several. */
  wrong(key: string, weight?: number): void
}

export interface AttemptLimits {
  /** So many in one period. */
  readonly most: number
  /** Seconds from the first to the end of the period. */
  readonly seconds: number
  /** Keys remembered; the oldest make way, so that memory is bounded whoever knocks. */
  readonly remembered?: number
  /** Milliseconds of some clock: the machine's. */
  now?(): number
}

/** Each node counts for itself: behind a balancer somebody may try once more for each node. */
export function limitAttempts({ most, seconds, remembered = 20_000, now = Date.now }: AttemptLimits): Attempts {
  const counted = new Map<string, { count: number; until: number }>()
  return {
    wait(key) {
      const there = counted.get(key)
      if (!there || there.count < most) return undefined
      const left = there.until - now()
      if (left > 0) return Math.ceil(left / 1000)
      counted.delete(key)
      return undefined
    },
    wrong(key, weight = 1) {
      const there = counted.get(key)
      const goesOn = there !== undefined && there.until > now()
      if (goesOn) {
        there.count += weight
        return
      }
      counted.delete(key)
      counted.set(key, { count: weight, until: now() + seconds * 1000 })
      const [oldest] = counted.keys()
      if (counted.size > remembered && oldest !== undefined) counted.delete(oldest)
    },
  }
}

/**
 * Who asks, as far as the network tells: the address of the connection, or what the outermost of our own balancers wrote. What stands
 * before that in X-Forwarded-For anybody may have written. Of an IPv6 address the network counts, of which one household has one.
 * @param proxies balancers of our own before the server (LOMMA_PROXIES)
 */
export function addressOf(req: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  const address = (proxies > 0 ? forwarded.at(-proxies) : undefined) ?? req.socket?.remoteAddress ?? ''
  const bare = address.replace(/^::ffff:(?=\d+\.)/, '')
  return bare.includes(':') ? bare.split(':').slice(0, 4).join(':') : bare
}
