import type { MiddlewareHandler } from 'hono'
import { type Refusal, refuse } from '../errors/index.ts'

/**
 * Everything comes from the portal itself: no inline script or style, no third party, no framing by others.
 * The embedded identity provider's pages set their own, as strict.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const always: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': permissions('()'),
}

/** Where an answer may say something else: pages of the identity provider, screens that scan, documents for all sites. */
const ownWord: ReadonlySet<string> = new Set([
  'Content-Security-Policy',
  'Permissions-Policy',
  'Cross-Origin-Resource-Policy',
])

const whole = new WeakSet<Response>()

/**
 * An answer with all its headers from the start, the id of its request among them. Headers added to an answer afterwards cost
 * more than the rest of it: Node's own objects for them are then made, and written out one by one.
 */
export function wholeAnswer(
  body: string | ReadableStream<Uint8Array> | null,
  status: number,
  headers: Readonly<Record<string, string>>,
  requestId: string,
): Response {
  const answer = new Response(body, { status, headers: { ...always, 'X-Request-Id': requestId, ...headers } })
  whole.add(answer)
  return answer
}

/** Made by `wholeAnswer`: nothing is to be added. */
export const isWhole = (answer: Response): boolean => whole.has(answer)

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  if (isWhole(c.res)) return
  const { headers } = c.res
  for (const [name, value] of Object.entries(always))
    if (!ownWord.has(name) || !headers.has(name)) headers.set(name, value)
}

/** What a page may ask the device for: nothing, or on a screen that scans, the camera. */
export function permissions(camera: '()' | '(self)'): string {
  return `camera=${camera}, microphone=(), geolocation=(), payment=()`
}

/**
 * A write must come from the portal's own pages: a header no form can set, and, where the browser tells, the same origin.
 * The session cookie is SameSite=Lax besides.
 */
export function demandSameOrigin(request: Request): Refusal<'cross-site'> | undefined {
  const { headers } = request
  const site = headers.get('Sec-Fetch-Site')
  const origin = headers.get('Origin')
  const host = headers.get('Host') ?? new URL(request.url).host
  if (!headers.get('X-Lomma')) return refuse('cross-site', 403)
  if (site !== null && site !== 'same-origin') return refuse('cross-site', 403)
  if (origin !== null && URL.parse(origin)?.host !== host) return refuse('cross-site', 403)
  return undefined
}
