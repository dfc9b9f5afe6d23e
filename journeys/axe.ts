import { axeViolations } from '@lomma/platform/testing'
import { expect, type Page } from '@playwright/test'

/** The ways a screen is met. 200 % zoom of a 1280 px window is a window of 640 CSS px at twice the density. */
const ways = [
  { name: '360 px', width: 360, height: 740, forced: false },
  { name: '1280 px', width: 1280, height: 900, forced: false },
  { name: '1280 px at 200 %', width: 640, height: 450, forced: false },
  { name: 'forced colours', width: 360, height: 740, forced: true },
] as const

/** Opens the address and looks at it in each of the ways: no violation, and nothing that scrolls sideways. */
export async function check(page: Page, address: string): Promise<void> {
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

export async function expectNoViolations(page: Page, where: string): Promise<void> {
  expect(await axeViolations(page), where).toEqual([])
}

/** The first address on the page that fits. */
export async function linkTo(page: Page, pattern: RegExp): Promise<string> {
  await expect(page.locator('main a').first()).toBeVisible()
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  const found = links.find((href) => href !== null && pattern.test(href))
  if (!found) throw new Error(`no link like ${pattern}`)
  return found
}
