import type { Context as HonoContext } from 'hono'
import { retryAfterSeconds } from '../db/index.ts'
import type { Refusal } from '../errors/index.ts'

/** RFC 9457 answer. `code` picks the sentence on the screen: `<service>.refusal.<code>` or `ui.refusal.<code>`. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: string
  readonly params?: Refusal['params']
  readonly requestId: string
}

/** The one map from refusals to HTTP, for the portal's own door. */
export function problem(
  c: HonoContext,
  refusal: Refusal,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body: Problem = {
    type: 'about:blank',
    title: refusal.refused,
    status: refusal.status,
    code: refusal.refused,
    ...(refusal.params ? { params: refusal.params } : {}),
    requestId,
  }
  return c.body(JSON.stringify(body), refusal.status, {
    ...headers,
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(refusal.status === 503 ? { 'Retry-After': String(retryAfterSeconds) } : {}),
  })
}
