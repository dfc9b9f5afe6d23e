import AxeBuilder from '@axe-core/playwright'
import { signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

async function noAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

test('A1: the front page greets, says what to do, and every line leads somewhere', async ({ page }) => {
  await signIn(page, 'everyday')
  await expect(page.getByRole('heading', { level: 1, name: 'Hei, Torunn' })).toBeVisible()
  const parts = page.getByRole('heading', { level: 2 })
  await expect(parts).toHaveText(['Du må gjøre', 'Snart', 'Nytt siden sist', 'Fastlegen din', 'Snarveier'])
  await expect(page.getByRole('link', { name: /^\d\d \d\d \d\d \d\d$/ })).toHaveAttribute('href', /^tel:\d{8}$/)
  await noAxeViolations(page)

  const hrefs = await page.locator('main a[href^="/"]').evaluateAll((links) => links.map((a) => a.getAttribute('href')))
  for (const href of new Set(hrefs)) {
    await page.goto(href ?? '')
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Vi finner ikke siden')
  }
})

test('A1: an office that offers nothing here is said in words, with the phone', async ({ page }) => {
  await signIn(page, 'offline-gp')
  // The contact register says Northern Sami (G5).
  await expect(page.getByRole('heading', { level: 1, name: 'Bures, Máret' })).toBeVisible()
  await page.getByRole('button', { name: 'Giella: Davvisámegiella' }).click()
  await page.getByRole('button', { name: 'Bokmål' }).click()
  await expect(page.getByText('Legekontoret tilbyr ingen tjenester her. Ring når du trenger hjelp.')).toBeVisible()
  await expect(page.locator('main a[href^="tel:"]')).toBeVisible()
})

test('A1: the four places by keyboard alone; the heading takes focus and the way back keeps its place', async ({
  page,
}) => {
  await signIn(page, 'everyday')
  await expect(page.getByRole('heading', { level: 2, name: 'Snarveier' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Hopp til innholdet' })).toBeFocused()
  await page.evaluate(() => window.scrollTo(0, 300))
  await page.getByRole('link', { name: 'Innboks' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Innboks' })).toBeFocused()
  await expect(page).toHaveTitle('Innboks – Lomma')
  await noAxeViolations(page)
  await page.goBack()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(300)
})

test('A1: a service that does not answer costs its lines, and says so', async ({ page }) => {
  await page.route('**/api/home/front', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), todo: [], missing: ['vaccines'] } })
  })
  await signIn(page, 'everyday')
  await expect(page.getByText('Vaksiner svarer ikke nå. Noe kan mangle her.')).toBeVisible()
  await expect(page.getByText('Du trenger ikke gjøre noe nå.')).toBeVisible()
  await page.unroute('**/api/home/front')
  await page.getByRole('button', { name: 'Prøv igjen' }).click()
  await expect(page.getByText('Vaksiner svarer ikke nå.')).toBeHidden()
})

test('A1: without a network the page stays, marked, and comes back by itself', async ({ page, context }) => {
  await signIn(page, 'everyday')
  await expect(page.getByRole('heading', { level: 2, name: 'Du må gjøre' })).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText('Du er uten nett. Det du ser, kan være gammelt.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Du må gjøre' })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('Du er uten nett.')).toBeHidden()
})
