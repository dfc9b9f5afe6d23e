import type { Audience } from './types.ts'

/** Where each audience's app begins, and its sign-in page. */
const home: Readonly<Record<Audience, string>> = { citizen: '/', personnel: '/kontor' }
export const signInPage: Readonly<Record<Audience, string>> = { citizen: '/logg-inn', personnel: '/kontor/logg-inn' }

/** Doors of the server that are not pages: coming back to one of them after sign-in makes no sense, or does harm. */
const notPages = /^\/(auth|idp|oauth|api|fhir)(\/|$)/

/**
 * Where to go after sign-in: a path of this very origin, else the audience's front page. Everything a browser may read as
 * another host (`//host`, `/\host`, tabs and newlines in between) is refused.
 */
export function safeReturnTo(wanted: string | undefined, audience: Audience, origin: string): string {
  const fallback = home[audience]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters in URLs, so they hide hosts
  if (!wanted || wanted.length > 2000 || !/^\/(?!\/)/.test(wanted) || /[\\\u0000-\u001f\u007f]/.test(wanted))
    return fallback
  const url = URL.parse(wanted, origin)
  if (!url || url.origin !== new URL(origin).origin) return fallback
  const path = url.pathname + url.search + url.hash
  return path.startsWith('//') || notPages.test(url.pathname) ? fallback : path
}
