import { Browser } from '../../platform/testing/index.ts'

/** Signs in over HTTP, as a browser would, and hands over the session's cookie. */
export async function sessionCookie(origin: string, audience: 'citizen' | 'personnel', key: string): Promise<string> {
  const browser = new Browser(origin)
  const choice = await browser.open(`/auth/login?audience=${audience}`)
  await browser.submit(choice, { key })
  const session = JSON.parse((await browser.request(`/auth/session?audience=${audience}`)).body)
  if (session.signedIn !== true) throw new Error(`Could not sign in as ${key}`)
  return ['__Host-lomma', '__Host-lomma-kontor']
    .flatMap((name) => (browser.cookie(name) ? [`${name}=${browser.cookie(name)}`] : []))
    .join('; ')
}
