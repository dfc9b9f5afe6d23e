import { axeViolations, signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const people = ['everyday', 'offline-gp', 'protected', 'elder', 'teen', 'chronic'] as const

/** Northern Sami and nynorsk persons begin in their own language (G5); these tests read bokmål. */
async function inBokmål(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: /^(Språk|Giella|Language): / })
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await menu.click()
  await page.getByRole('button', { name: 'Bokmål', exact: true }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Du må gjøre' })).toBeVisible()
}

test('A1: the front page greets, says what to do, and what is new', async ({ page }) => {
  await signIn(page, 'everyday')
  await expect(page.getByRole('heading', { level: 1, name: 'Hei, Torunn' })).toBeVisible()
  await expect(page.getByText('Torunn Havlyng, 47 år')).toBeVisible()
  const parts = page.getByRole('heading', { level: 2 })
  await expect(parts).toHaveText([
    'Du må gjøre',
    'Meldinger og hendelser',
    'Snart',
    'Nytt siden sist',
    'Fastlegen din',
    'Snarveier',
    'Helsekontakter',
  ])
  await expect(page.getByRole('link', { name: /ny(e)? melding(er)?/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /ny(e)? hendelse(r)?/ })).toBeVisible()
  await expect(page.getByText('Skarvik kommune')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
})

test('A1: the front page says all it has to say with the texts of the first view alone', async ({ page }) => {
  test.setTimeout(120_000)
  for (const person of ['everyday', 'diabetes', 'elder', 'chronic', 'screening'] as const) {
    await page.context().clearCookies()
    await signIn(page, person)
    await inBokmål(page)
    const words = async () => {
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 2, name: 'Meldinger og hendelser' })).toBeVisible()
      await page.waitForLoadState('networkidle')
      return page.locator('#app').textContent()
    }
    const whole = await words()
    let kept = 0
    await page.route('**/assets/*-rest-*.js', (route) => {
      kept++
      return route.abort()
    })
    expect(await words(), person).toBe(whole)
    expect(kept).toBeGreaterThan(0)
    await page.unroute('**/assets/*-rest-*.js')
  }
})

for (const person of people)
  test(`A1: nothing on the front page of ${person} leads to an empty page`, async ({ page }) => {
    await signIn(page, person)
    await inBokmål(page)
    await expect(page.getByRole('heading', { level: 2, name: 'Snarveier' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 2, name: 'Meldinger og hendelser' })).toBeVisible()
    await page.waitForLoadState('networkidle')
    const links = await page.locator('main a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    expect(links.length).toBeGreaterThan(5)
    for (const href of new Set(links)) {
      await page.goto(href ?? '')
      const heading = page.getByRole('heading', { level: 1 })
      await expect(heading, href ?? '').toBeVisible()
      await expect(heading, href ?? '').not.toHaveText(/Vi finner ikke|Siden kunne ikke vises/)
      await expect(page.locator('main'), href ?? '').toContainText(/\S{3,} \S{2,} \S{2,}/)
    }
  })

test('A1: an office that offers nothing here is said in words, with the phone', async ({ page }) => {
  await signIn(page, 'offline-gp')
  await inBokmål(page)
  await expect(page.getByText('Legekontoret tilbyr ingen tjenester her. Ring når du trenger hjelp.')).toBeVisible()
  await expect(page.locator('main a[href="tel:00100210"]')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Forny resept', exact: true })).toHaveCount(0)
})

test('A1: a silent register costs its card, and nothing else', async ({ page }) => {
  await page.route('**/api/gp/page', (route) => route.fulfill({ json: { gp: null, silent: true } }))
  await page.route('**/api/home/municipality', (route) => route.abort())
  await page.route('**/api/inbox/badge', (route) => route.abort())
  await signIn(page, 'everyday')
  await expect(page.getByText('Vi får ikke kontakt med fastlegeregisteret nå. Prøv igjen om litt.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Snart' })).toBeVisible()
  await expect(page.getByText('Legevakten')).toBeVisible()
})

test('A1: the four places by keyboard alone; the heading takes focus and the way back keeps its place', async ({
  page,
}) => {
  await signIn(page, 'everyday')
  // All of it is there: what comes later would move the page under the reader.
  await expect(page.getByRole('heading', { level: 2, name: 'Du må gjøre' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Snarveier' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Hopp til innholdet' })).toBeFocused()
  await page.evaluate(() => window.scrollTo(0, 300))
  await page.getByRole('link', { name: 'Innboks' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Innboks' })).toBeFocused()
  await expect(page).toHaveTitle('Innboks – Lomma')
  expect(await axeViolations(page)).toEqual([])
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
