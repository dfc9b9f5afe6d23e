import { type BrowserContext, type Browser as Chromium, chromium, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { chromiumFlags, ensureChromium } from '../../tools/run/chromium.ts'
import { axeViolations, wcag22AA } from '../testing/axe.ts'
import { startWorld, type World } from './world.fixture.ts'

/** In a real browser: cookies, content security policy, frames and scripts are what it makes of them. */
let world: World
let browser: Chromium
let context: BrowserContext
let page: Page
/** What the browser refused or could not run: violations of the policy, faults of scripts. */
let complaints: string[]

beforeAll(async () => {
  world = await startWorld()
  browser = await chromium.launch({ executablePath: ensureChromium(), args: [...chromiumFlags] })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'nb-NO' })
  page = await context.newPage()
  complaints = []
  page.on('console', (message) => {
    // The portal's own pages are not part of this world.
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
})
afterEach(async () => {
  await context.close()
  expect(complaints).toEqual([])
})

const open = (query = 'audience=citizen') => page.goto(`${world.origin}/auth/login?${query}`)
const session = async (audience = 'citizen') =>
  (await context.request.get(`${world.origin}/auth/session?audience=${audience}`)).json()
const violations = () => axeViolations(page, [...wcag22AA, 'best-practice'])
const widerThanScreen = () => page.evaluate('document.documentElement.scrollWidth > window.innerWidth')

async function shot(name: string): Promise<void> {
  if (!process.env.LOMMA_SHOTS) return
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: `${process.env.LOMMA_SHOTS}/${name}-${width}.png`, fullPage: true })
  }
}

test.each(['nb', 'nn', 'se', 'en'])('the list of people in %s has no barrier, and fits 320 px', async (language) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(`audience=citizen&lang=${language}`)
  expect(await page.locator('html').getAttribute('lang')).toBe(language)
  await page.locator('summary').click()
  expect(await violations()).toEqual([])
  expect(await widerThanScreen()).toBe(false)
  await shot(`people-${language}`)
})

test('signing in by keyboard: __Host- cookie on http://localhost, and out again', async () => {
  await open('audience=citizen&returnTo=/resepter')
  await page.getByRole('button', { name: /Kari <Dagsdatter>/ }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${world.origin}/resepter`)
  const [cookie] = (await context.cookies()).filter(({ name }) => name === '__Host-lomma')
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
  expect(await session()).toMatchObject({ signedIn: true })
  await page.evaluate(`
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/auth/logout' })
    document.body.append(form)
    form.submit()`)
  await page.waitForURL(`${world.origin}/logg-inn?ut=1`)
  expect(await session()).toEqual({ signedIn: false })
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('__Host-lomma')
  await open()
  await expect.poll(() => page.url()).toContain('/idp/interaction/')
})

test('signing out at the provider ends the session here, through the frame', async () => {
  await open('audience=personnel')
  await page.getByRole('button', { name: /Lege Legesen/ }).click()
  await page.waitForURL(`${world.origin}/kontor`)
  await page.goto(`${world.origin}/idp/personnel/session/end`)
  expect(await violations()).toEqual([])
  await shot('sign-out')
  await page.getByRole('button', { name: 'Logg ut' }).click()
  await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor()
  await expect.poll(() => session('personnel')).toEqual({ signedIn: false })
  expect(await violations()).toEqual([])
  await shot('signed-out')
})

test('the search finds people by name, in the language of the page', async () => {
  await open()
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByLabel('Search for other citizens').fill('Ukjent')
  await page.keyboard.press('Enter')
  await page.getByText('Matches for “Ukjent”').waitFor()
  expect(await violations()).toEqual([])
  await shot('search')
  await page.getByRole('button', { name: 'Ukjent Person' }).last().click()
  await page.waitForURL(`${world.origin}/logg-inn?feil=ukjent`)
})

test('too old a page says so, and leads back', async () => {
  await page.goto(`${world.origin}/idp/interaction/long-gone`)
  await page.getByRole('heading', { name: 'Innloggingen er for gammel' }).waitFor()
  expect(await page.getByRole('link', { name: 'Start på nytt' }).getAttribute('href')).toBe('/logg-inn')
  expect(await violations()).toEqual([])
  await shot('expired')
  complaints = complaints.filter((text) => !text.includes('400'))
})
