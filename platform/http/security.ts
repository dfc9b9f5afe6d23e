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

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policy)
  headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()')
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
