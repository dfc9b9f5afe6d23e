import AxeBuilder from '@axe-core/playwright'
import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The ways a screen is met. 200 % zoom of a 1280 px window is a window of 640 CSS px at twice the density. */
const ways = [
  { name: '360 px', width: 360, height: 740, forced: false },
  { name: '1280 px', width: 1280, height: 900, forced: false },
  { name: '1280 px at 200 %', width: 640, height: 450, forced: false },
  { name: 'forced colours', width: 360, height: 740, forced: true },
] as const

async function check(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  for (const way of ways) {
    await page.emulateMedia({ forcedColors: way.forced ? 'active' : 'none' })
    await page.setViewportSize({ width: way.width, height: way.height })
    await page.waitForLoadState('networkidle')
    await expectNoViolations(page, `${address}, ${way.name}`)
    const wider = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect(wider, `${address}, ${way.name} scrolls sideways`).toBe(false)
  }
}

async function expectNoViolations(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  expect(found, where).toEqual([])
}

/** The first address on the page that fits. */
async function linkTo(page: Page, pattern: RegExp): Promise<string> {
  await expect(page.locator('main a').first()).toBeVisible()
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  const found = links.find((href) => href !== null && pattern.test(href))
  if (!found) throw new Error(`no link like ${pattern}`)
  return found
}

test('WCAG 2.2 AA: signing in', async ({ page }) => {
  await check(page, '/logg-inn')
  await check(page, '/kontor/logg-inn')
})

test('WCAG 2.2 AA: the citizen app', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'everyday')
  const places = ['/', '/innboks', '/helse', '/meg', '/meg/innsyn', '/meg/innstillinger', '/vaksiner', '/resepter']
  for (const address of places) await check(page, address)
  await page.goto('/resepter')
  await expect(page.getByRole('link', { name: /Levotyroksin/ })).toBeVisible()
  const medicine = await linkTo(page, /^\/resepter\/[0-9a-f-]{36}$/)
  await check(page, medicine)
  await check(page, `/resepter/forny?medisin=${medicine.split('/').at(-1)}`)
  await page.goto(medicine)
  await check(page, '/resepter/finnes-ikke')
  await check(page, '/finnes-ikke')
})

test('WCAG 2.2 AA: receipts, open and answered', async ({ page }) => {
  await signIn(page, 'chronic')
  await page.goto('/resepter')
  await expect(page.getByRole('link', { name: /Se kvitteringen/ }).first()).toBeVisible()
  await check(page, await linkTo(page, /^\/resepter\/kvittering\//))
  await page.goto('/resepter')
  await page
    .getByRole('link', { name: /Naproksen/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Fornyelser' })).toBeVisible()
  await check(page, await linkTo(page, /^\/resepter\/kvittering\//))
})

test('WCAG 2.2 AA: the desk of the office, its case, forms and sheets', async ({ page }) => {
  test.setTimeout(120_000)
  await signInAtOffice(page, 'gp-nordlys')
  await check(page, '/kontor')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/kontor')
  await page.getByRole('list', { name: 'Fornyelser etter frist' }).getByRole('link').last().click()
  await expect(page.getByRole('button', { name: /^Godkjenn/ })).toBeVisible()
  const address = new URL(page.url()).pathname
  for (const key of ['c', 'd', 'h', 'o']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('form')).toBeVisible()
    await expectNoViolations(page, `form ${key}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('form')).toHaveCount(0)
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'keys')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 2 }).first().focus()
  await page.keyboard.press('a')
  await expect(page.getByRole('button', { name: 'Angre' })).toBeVisible()
  await expectNoViolations(page, 'held')
  await page.getByRole('button', { name: 'Angre' }).click()
  await check(page, address)
})
