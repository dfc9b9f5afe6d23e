/**
 * True when a form or script of the portal itself sends the request. Browsers tell with `Sec-Fetch-Site`; where they do
 * not, `Origin` decides. (With `Referrer-Policy: no-referrer` the Origin of a form is `null`, so it is asked second.)
 */
export function isSameOrigin(fetchSite: unknown, origin: unknown, own: string): boolean {
  if (typeof fetchSite === 'string') return fetchSite === 'same-origin'
  return origin === new URL(own).origin
}
