import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { freePort } from './postgres/index.ts'
import { chromiumFlags, ensureChromium } from './run/chromium.ts'
import { messageOf, root, step } from './run/progress.ts'
import { buildWeb } from './run/web.ts'
import { startWorld } from './run/world.ts'
import { type FoundScreen, findScreens } from './screens/find.ts'

/**
 * `npm run screenshots [<app or part of a path>]`: every screen at 360 and 1280 px into docs/screenshots/, signed in as the persona
 * of each app. A screen whose URL holds an id is reached by the first link to one that the screens before it show.
 */
const widths = [360, 1280] as const
const people = { citizen: ['citizen', 'everyday'], clinician: ['personnel', 'gp-nordlys'] } as const
const folder = path.join(root, 'docs/screenshots')

async function signIn(page: Page, origin: string, app: FoundScreen['app']): Promise<void> {
  const [audience, key] = people[app]
  await page.goto(`${origin}/auth/login?audience=${audience}`)
  await page.locator(`button[name=key][value="${key}"]`).click()
  await page.waitForURL((url) => !/^\/(auth|idp)\//.test(url.pathname))
}

/** `/resepter/kvittering/:receipt` → `citizen-resepter-kvittering-receipt`. */
function fileName(app: string, where: string, width: number): string {
  const words = where.split('/').filter((word) => word && word !== 'kontor')
  return path.join(
    folder,
    `${[app, ...(words.length > 0 ? words : ['hjem'])].join('-').replaceAll(':', '')}-${width}.png`,
  )
}

async function shoot(page: Page, app: string, where: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  for (const width of widths) {
    const height = width === 360 ? 740 : 900
    await page.setViewportSize({ width, height })
    // A window as tall as the page: what is fixed to its edge is then not drawn in the middle.
    const tall = await page.evaluate('document.documentElement.scrollHeight')
    await page.setViewportSize({ width, height: Math.max(height, Number(tall)) })
    await page.screenshot({ path: fileName(app, where, width), animations: 'disabled' })
  }
}

/** Addresses of our own that the page links to. */
async function linksOf(page: Page): Promise<string[]> {
  const links = await page.locator('a[href^="/"]').all()
  const found = await Promise.all(links.map((link) => link.getAttribute('href')))
  return found.filter((href) => href !== null)
}

async function shootApp(browser: Browser, origin: string, app: FoundScreen['app'], screens: readonly FoundScreen[]) {
  const page = await browser.newPage({
    baseURL: origin,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    deviceScaleFactor: 1,
  })
  if (app === 'citizen') {
    await page.goto('/logg-inn')
    await shoot(page, app, '/logg-inn')
  }
  await signIn(page, origin, app)
  const seen = new Set<string>()
  const byKnowing = screens.toSorted((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')))
  for (const screen of byKnowing) {
    const fits = new RegExp(`^${screen.path.replace(/:[^/]+/g, '[^/?#]+')}$`)
    const taken = screens.filter((other) => !other.path.includes(':')).map((other) => other.path)
    const address = screen.path.includes(':')
      ? [...seen].find((href) => fits.test(href) && !taken.includes(href))
      : screen.path
    if (!address) {
      console.log(`– ${screen.path}: no link to one was seen`)
      continue
    }
    await page.goto(address)
    await shoot(page, app, screen.path)
    for (const href of await linksOf(page)) seen.add(href)
    console.log(`✓ ${screen.path}`)
  }
  await page.context().close()
}

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? ''
  await mkdir(folder, { recursive: true })
  await step('Web', buildWeb)
  const screens = (await findScreens(root)).filter((screen) => `${screen.app} ${screen.path}`.includes(wanted))
  const world = await step('Server', async () => startWorld({ port: await freePort() }))
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...chromiumFlags] })
  try {
    for (const app of ['citizen', 'clinician'] as const) {
      const own = screens.filter((screen) => screen.app === app)
      if (own.length > 0) await shootApp(browser, world.origin, app, own)
    }
  } finally {
    await browser.close()
    await world.stop()
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error))
  process.exitCode = 1
})
