import { axeViolations, signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const openGp = async (page: Page) => {
  await page.goto('/fastlege')
  await expect(page.getByRole('heading', { level: 1, name: 'Fastlegen din' })).toBeVisible()
}

test('B1: one click from the front page; the office’s word, three numbers, what can be done here', async ({ page }) => {
  await signIn(page, 'everyday')
  await page.getByRole('link', { name: 'Mer om fastlegen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fastlegen din' })).toBeFocused()
  await expect(page.getByText('Nordlys legesenter sier')).toBeVisible()
  await expect(page.getByText('Vi er stengt for lunsj fra 11.30 til 12.00.')).toBeVisible()
  await expect(page.getByRole('link', { name: '113' })).toHaveAttribute('href', 'tel:113')
  await expect(page.getByRole('link', { name: '116 117' })).toHaveAttribute('href', 'tel:116117')
  await expect(page.getByText('Storgata 14')).toBeVisible()
  await expect(page.getByText(/Åpent nå, til kl. 15.30|Stengt nå. Åpner/).first()).toBeVisible()
  await expect(page.getByText('Ingvild Steinbruhei', { exact: true })).toBeVisible()
  await expect(page.getByText(/Priya Nandavar/)).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('link', { name: /Forny resept/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Forny resept' })).toBeFocused()
})

test('B1: what this office does not offer is said before the task, with the way out', async ({ page }) => {
  await signIn(page, 'protected')
  await openGp(page)
  const missing = page
    .getByRole('region', { name: 'Dette må du ringe om' })
    .or(page.locator('section').filter({ has: page.getByRole('heading', { name: 'Dette må du ringe om' }) }))
  await expect(missing.getByText('E-konsultasjon')).toBeVisible()
  await expect(missing.getByRole('link')).toHaveAttribute('href', /^tel:\d{8}$/)
  await expect(page.getByRole('link', { name: /E-konsultasjon/ })).toHaveCount(0)
})

test('B1: an office with nothing online says so in a plain sentence, with its phone', async ({ page }) => {
  await signIn(page, 'offline-gp')
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await page.getByRole('button', { name: /^(Språk|Giella): / }).click()
  await page.getByRole('button', { name: 'Bokmål', exact: true }).click()
  await openGp(page)
  await expect(page.getByText('Legekontoret tilbyr ingen tjenester på nett.')).toBeVisible()
  await expect(page.getByText('Ring oss mellom 09.00 og 11.00.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Dette må du ringe om' })).toHaveCount(0)
  const office = page.locator('main a[href^="tel:"]')
  expect(await office.count()).toBeGreaterThanOrEqual(4)
  expect(await axeViolations(page)).toEqual([])
})

test('B1: who stands in is told', async ({ page }) => {
  await signIn(page, 'chronic')
  await openGp(page)
  await expect(page.getByText(/Priya Nandavar er vikar til/)).toBeVisible()
})

test('B1: a silent register leaves the emergency numbers', async ({ page }) => {
  await page.route('**/api/gp/page', (route) => route.fulfill({ json: { gp: null, silent: true } }))
  await signIn(page, 'elder')
  await openGp(page)
  await expect(page.getByText('Fastlegeregisteret svarer ikke nå. Noe kan mangle her.')).toBeVisible()
  await expect(page.getByRole('link', { name: '113' })).toBeVisible()
  await page.unroute('**/api/gp/page')
  await page.getByRole('button', { name: 'Prøv igjen' }).click()
  await expect(page.getByText('Ingvild Steinbruhei ved Nordlys legesenter.')).toBeVisible()
})
