import type { Page } from '@playwright/test'
import type { PersonaKey, StaffKey } from '../demo/index.ts'

/** Signs a persona in as the demo sign-in page does, without drawing that page; the app is on its way when this returns. */
export async function signIn(page: Page, key: PersonaKey): Promise<void> {
  await choose(page, 'citizen', key)
}

/** The same for somebody who works at an office. */
export async function signInAtOffice(page: Page, key: StaffKey): Promise<void> {
  await choose(page, 'personnel', key)
}

/** The page itself, in a browser, is tried by platform/identity/pages.test.ts. */
async function choose(page: Page, audience: 'citizen' | 'personnel', key: string): Promise<void> {
  const choice = await page.request.get(`/auth/login?audience=${audience}`)
  const headers = { Origin: new URL(choice.url()).origin }
  const arrived = await page.request.post(choice.url(), { form: { key }, headers })
  const { pathname } = new URL(arrived.url())
  if (!arrived.ok() || /^\/(auth|idp)\//.test(pathname))
    throw new Error(`${key} could not sign in: ${arrived.status()}`)
  await page.goto(pathname, { waitUntil: 'commit' })
}
