import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { type Browser, expect, type Page, test } from '@playwright/test'

async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const page = await (await browser.newContext(baseURL ? { baseURL } : {})).newPage()
  await page.setViewportSize({ width: 1280, height: 900 })
  return page
}

/** The Monday two weeks after next: nobody of the demo world has a time on its Sunday. */
function sunday(): string {
  const now = new Date()
  const days = 14 + ((7 - now.getUTCDay()) % 7)
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

test('B8: weekly times, a day off and an extra day; a second person approves; citizens book them', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'secretary-fjordvik')
  await page.goto('/kontor/oppsett')
  await page.getByRole('button', { name: 'Lag et utkast', exact: true }).click()
  const doctor = page.locator('details').filter({ hasText: 'Sunniva Tangnesvik' })
  await doctor.locator('summary').first().click()
  await expect(doctor.getByText('2 faste linjer')).toBeVisible()

  // An extra Sunday with times of a quarter of an hour; and one wrong value is told of where it stands.
  await doctor.getByRole('button', { name: 'Legg til en ekstra dag' }).click()
  const extra = doctor.getByRole('group', { name: /^Ekstra/ })
  await extra.getByLabel('Dag', { exact: true }).fill(sunday())
  await extra.getByLabel('Fra klokken').fill('18:00')
  await extra.getByLabel('Til klokken').fill('19:00')
  await extra.getByLabel('Minutter per time').fill('90')
  await expect(extra.getByText('Det er ikke plass til en time mellom klokkeslettene.')).toBeVisible()
  await extra.getByLabel('Minutter per time').fill('15')
  await expect(extra.getByText('Det er ikke plass')).toHaveCount(0)
  await expect(page.getByText(/^Lagret/)).toBeVisible()
  await page.reload()
  await doctor.locator('summary').first().click()
  await expect(extra.getByLabel('Til klokken')).toHaveValue('19:00')
  await expect(page.getByRole('heading', { name: 'Timer neste uke' })).toBeVisible()
  await page.getByRole('button', { name: 'Send til godkjenning' }).click()
  await expect(page.getByText('En annen ved kontoret må godkjenne.', { exact: false })).toBeVisible()

  const second = await another(browser, baseURL)
  await signInAtOffice(second, 'gp-fjordvik')
  await second.goto(page.url())
  await expect(second.getByText(/Sunniva Tangnesvik: lagt til Ekstra .* 18:00–19:00 · 15 minutter/)).toBeVisible()
  await second.getByRole('button', { name: 'Godkjenn og vis nå' }).click()
  await expect(second.getByText('Dette ser innbyggerne nå.')).toBeVisible()

  // The times are there for the office, four of a quarter of an hour.
  await expect(async () => {
    await second.goto(`/kontor/kalender?dag=${sunday()}`)
    await expect(second.getByRole('button', { name: /^18[.:](00|15|30|45)/ })).toHaveCount(4, { timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
  await second.context().close()
})

test('B8: days off over a time that somebody has: it is told of, it stays, and the calendar lists it to be moved', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const citizen = await another(browser, baseURL)
  await signIn(citizen, 'protected')
  await citizen.goto('/timeavtaler/bestill')
  await citizen.getByRole('button', { name: /Neste/ }).click()
  await citizen
    .getByRole('button', { name: /^[a-zø]+dag \d+\. [a-z]+ kl\. \d/ })
    .first()
    .click()
  await citizen.getByRole('button', { name: 'Bestill timen' }).click()
  await expect(citizen.getByRole('status').filter({ hasText: 'Timen er bestilt' })).toBeVisible()

  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'secretary-fjordvik')
  await page.goto('/kontor/oppsett')
  await page.getByRole('button', { name: 'Lag et utkast', exact: true }).click()
  const doctor = page.locator('details').filter({ hasText: 'Sunniva Tangnesvik' })
  await doctor.locator('summary').first().click()
  await doctor.getByRole('button', { name: 'Legg til fridager' }).click()
  const off = doctor.getByRole('group', { name: /^Fri/ })
  const until = new Date(Date.now() + 13 * 86_400_000).toISOString().slice(0, 10)
  await off.getByLabel('Siste fridag').fill(until)
  await expect(page.getByText(/bestilte? timer? får ikke plass i de nye timene/)).toBeVisible()
  await page.getByRole('button', { name: 'Send til godkjenning' }).click()
  await expect(page.getByText('En annen ved kontoret må godkjenne.', { exact: false })).toBeVisible()

  const second = await another(browser, baseURL)
  await signInAtOffice(second, 'gp-fjordvik')
  await second.goto(page.url())
  await expect(second.getByText(/bestilte? timer? får ikke plass i de nye timene/)).toBeVisible()
  await second.getByRole('button', { name: 'Godkjenn og vis nå' }).click()
  await expect(second.getByText('Dette ser innbyggerne nå.')).toBeVisible()
  await citizen.goto('/timeavtaler')
  await expect(citizen.getByRole('link', { name: /Time hos fastlegen/ }).first()).toBeVisible()

  await second.goto('/kontor/kalender')
  const toMove = second.getByRole('region', { name: /må flyttes/ })
  await expect(toMove.getByText('utenfor de nye timene').first()).toBeVisible()
  await toMove.getByRole('button').first().click()
  await expect(second.getByRole('button', { name: 'Flytt', exact: true })).toBeVisible()
  for (const other of [citizen, second]) await other.context().close()
})
