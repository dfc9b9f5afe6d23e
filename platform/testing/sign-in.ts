import type { Page } from '@playwright/test'
import type { PersonaKey, StaffKey } from '../demo/index.ts'

/** Signs a persona in through the demo sign-in page, as a person does, and waits until the app is there. */
export async function signIn(page: Page, key: PersonaKey): Promise<void> {
  await choose(page, 'citizen', key)
}

/** The same for somebody who works at an office. */
export async function signInAtOffice(page: Page, key: StaffKey): Promise<void> {
  await choose(page, 'personnel', key)
}

async function choose(page: Page, audience: 'citizen' | 'personnel', key: string): Promise<void> {
  await page.goto(`/auth/login?audience=${audience}`)
  await page.locator(`button[name=key][value="${key}"]`).click()
  await page.waitForURL((url) => !/^\/(auth|idp)\//.test(url.pathname))
}
