import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import { bulkhead } from './bulkhead.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import { machineTokens } from './machine-token.ts'
import { sharedMemory } from './shared-memory.ts'
import { SourceUnavailable } from './source-unavailable.ts'
import type { Source, SourceAnswer, SourceRequest, SourceSettings } from './types.ts'

/** Failures in a row that open a breaker, and for how long. */
export const breakerSettings = { failures: 3, openForMs: 20_000 }
const defaultTimeoutMs = 3_000
const mostAtOnce = 8
const longestAnswer = 5_000_000

/** Errors of a connection that never came to be: what was asked did surely not arrive. */
const neverArrived = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** One source over HTTP: with a time-out, a breaker that all nodes share, room for a few calls at a time, and its token. */
export function httpSource(db: Db, clock: Clock, settings: SourceSettings): Source {
  const { id, kind, name, phone, url, timeoutMs = defaultTimeoutMs } = settings
  const breaker = circuitBreaker(sharedMemory(db, clock, id, breakerSettings))
  const room = bulkhead(mostAtOnce)
  const token = settings.token && machineTokens(id, settings.token, timeoutMs)
  const base = url.endsWith('/') ? url : `${url}/`
  return {
    id,
    kind,
    name,
    phone,
    url,
    request: (path, request = {}) =>
      room(
        () =>
          breaker.run(
            async () => exchange(id, new URL(path, base), request, timeoutMs, await token?.()),
            () => new SourceUnavailable(id, 'has not answered lately and is not asked for a while', false),
          ),
        () => new SourceUnavailable(id, 'has as much as it may have at once', false),
      ),
  }
}

async function exchange(
  id: string,
  url: URL,
  { method = 'GET', headers = {}, body }: SourceRequest,
  timeoutMs: number,
  token: string | undefined,
): Promise<SourceAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    if (response.status >= 500 || response.status === 429)
      throw new SourceUnavailable(id, `answered ${response.status}`)
    if (response.status === 401) throw new SourceUnavailable(id, 'does not take our token', false)
    if (text.length > longestAnswer) throw new SourceUnavailable(id, 'the answer was too long')
    return { status: response.status, text, header: (name) => response.headers.get(name) }
  } catch (error) {
    if (error instanceof SourceUnavailable) throw error
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw new SourceUnavailable(
      id,
      timedOut ? 'did not answer in time' : 'could not be reached',
      !neverArrived.has(codeOf(error)),
    )
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
