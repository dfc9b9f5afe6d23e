import { axeViolations, signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, test } from '@playwright/test'

test('G5: the language is changed at once, on every page, and is the same on another device', async ({
  page,
  browser,
}) => {
  await signIn(page, 'neighbour')
  await page.goto('/meg/innstillinger')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const choices = page.getByRole('main').getByRole('navigation')
  for (const [name, title, lang] of [
    ['Nynorsk', 'Innstillingar', 'nn'],
    ['Davvisámegiella', 'Heivehusat', 'se'],
    ['English', 'Settings', 'en'],
  ] as const) {
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT')
    await choices.getByRole('button', { name }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    expect((await saved).status()).toBe(200)
  }
  expect(await axeViolations(page)).toEqual([])

  const other = await browser.newContext({ locale: 'nb-NO' })
  const elsewhere = await other.newPage()
  await signIn(elsewhere, 'neighbour')
  await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'en')
  await other.close()
})

test('G5: the switch in the bar works by keyboard, at the office as well', async ({ page }) => {
  await signInAtOffice(page, 'secretary-nordlys')
  const menu = page.getByRole('button', { name: 'Språk: Bokmål' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Bokmål', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Nynorsk', exact: true }).press('Enter')
  await expect(page.locator('html')).toHaveAttribute('lang', 'nn')
  await expect(page.getByRole('button', { name: 'Logg ut' })).toBeVisible()
})

test('G5: the sign-in page speaks four languages without a session', async ({ page }) => {
  await page.goto('/logg-inn?feil=acr')
  await expect(page.getByText('Innloggingen var ikke sikker nok for helseopplysninger.')).toBeVisible()
  await page.getByRole('button', { name: 'Davvisámegiella' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dearvvašvuođabálvalus lummas' })).toBeVisible()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'se')
  await expect(page.getByRole('link', { name: 'Logge sisa', exact: true })).toHaveAttribute('href', /lang=se/)
})
