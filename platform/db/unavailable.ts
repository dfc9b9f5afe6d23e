import { type Refusal, refuse } from '../errors/index.ts'

/** The driver's words for a connection that could not be had or was lost. */
const lost = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
])

/**
 * PostgreSQL's words: connection exceptions (08), no resources such as a full disk (53), operator's stop and start (57P), a
 * disk that fails (58), a server that has become a replica (25006), transactions in each other's way (40).
 */
const passing = /^(08...|53...|57P0[1-5]|58030|25006|40001|40P01)$/

/** Whether the database could not do it now and may do it soon: nobody's fault, and worth asking again. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable)
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  return lost.has(error.code) || passing.test(error.code)
}

/** Text that PostgreSQL cannot hold, such as a NUL in an id: 22021 and 22P05. */
function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05')
}

/** What is said of an error nobody caught: `unavailable` when it is the database that is away, else `unexpected`. */
export function failureOf(error: unknown): Refusal<'unavailable' | 'unexpected' | 'invalid'> {
  if (isUnstorable(error))
    return refuse('invalid', 400, { diagnostics: 'The request holds a character that cannot be stored, such as NUL.' })
  if (isUnavailable(error))
    return refuse('unavailable', 503, { diagnostics: 'The database does not answer now. Send it again in a moment.' })
  return refuse('unexpected', 500, { diagnostics: 'The server failed.' })
}

/** Seconds after which to ask again: a restart of the database takes about as long. */
export const retryAfterSeconds = 2
