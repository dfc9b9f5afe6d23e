import { readFile } from 'node:fs/promises'
import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const aTime = (page: Page) => page.getByRole('button', { name: /^[a-zø]+dag \d+\. [a-z]+ kl\. \d/ })

/** A weekday two weeks from now, as the date field takes it. */
function inTwoWeeks(): string {
  const date = new Date(Date.now() + 14 * 86_400_000)
  const weekend = { 6: 2, 0: 1 }[date.getUTCDay()] ?? 0
  return new Date(date.getTime() + weekend * 86_400_000).toISOString().slice(0, 10)
}

/** Goes on a week, so that the time lies more than a day ahead, and takes the first free one. */
async function takeTime(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Neste/ }).click()
  await expect(page.getByRole('button', { name: /Forrige/ })).toBeEnabled()
  await aTime(page).first().click()
  await expect(page.getByRole('heading', { name: 'Vi holder av tiden til deg' })).toBeVisible()
}

test('B2: from the front page to a booked time in four clicks at most; the hold is seen; the receipt has a number', async ({
  page,
}) => {
  await signIn(page, 'protected')
  await page.goto('/timeavtaler')
  let clicks = 1
  const click = async (locator: ReturnType<Page['locator']>) => {
    clicks++
    await locator.click()
  }
  await click(page.getByRole('button', { name: 'Bestill time hos fastlegen' }))
  await expect(page.getByText(/Tidene er hos Sunniva Tangnesvik/)).toBeVisible()
  await expect(page.getByText(/170\skr for en vanlig time/)).toBeVisible()
  await expect(page.getByText(/Gratis til 24 timer før/)).toBeVisible()
  await click(aTime(page).first())
  await expect(page.getByText(/Den holdes av i [45]:\d\d/)).toBeVisible()
  await expect(page).toHaveURL(/tid=[0-9a-f-]{36}/)
  await click(page.getByRole('button', { name: 'Bestill timen' }))
  await expect(page.getByRole('status').filter({ hasText: 'Timen er bestilt' })).toBeVisible()
  expect(clicks).toBeLessThanOrEqual(4)
  await expect(page.getByText(/^R-[2-9A-Z]{4}-[2-9A-Z]{2}$/)).toBeVisible()
  await expect(page.getByText('Strandvegen 8, 6999 Fjordvik')).toBeVisible()
  await expect(page.getByRole('link', { name: /Vis i kart/ })).toHaveAttribute('href', /openstreetmap\.org/)
})

test('B2: the page loaded anew tells where the hold stands, and a lost answer books once', async ({ page }) => {
  await signIn(page, 'everyday')
  await page.goto('/timeavtaler/bestill')
  await takeTime(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Vi holder av tiden til deg' })).toBeVisible()
  await page.goto('/timeavtaler/bestill')
  await page.getByRole('link', { name: 'Fortsett med denne tiden' }).click()

  // The server books, and the answer is lost on the way: the page asks again with the same key.
  let sent = 0
  await page.route('**/api/appointments/bookings', async (route) => {
    sent++
    if (sent > 1) return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })
  await page.getByRole('button', { name: 'Bestill timen' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Timen er bestilt' })).toBeVisible({ timeout: 20_000 })
  expect(sent).toBe(2)
  await page.unroute('**/api/appointments/bookings')
  await page.goto('/timeavtaler')
  await expect(page.getByRole('link', { name: /Time hos fastlegen/ })).toHaveCount(4)
})

test('B2: a hold that nobody confirmed is no booking, and says so', async ({ page }) => {
  await signIn(page, 'neighbour')
  await page.goto('/timeavtaler/bestill?tid=00000000-0000-4000-8000-000000000000')
  await expect(page.getByRole('status').filter({ hasText: 'Timen er ikke bestilt' })).toBeVisible()
  await expect(aTime(page).first()).toBeVisible()
})

test('B2: moved with the old time kept until confirmed, then cancelled in three clicks with the rule before the press', async ({
  page,
}) => {
  await signIn(page, 'screening')
  await page.goto('/timeavtaler')
  await page
    .getByRole('link', { name: /Time hos fastlegen/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Flytt til en annen tid' }).click()
  await takeTime(page)
  await expect(page.getByText(/I stedet for/)).toBeVisible()
  await page.getByRole('button', { name: 'Flytt timen hit' }).click()
  await expect(page.getByRole('button', { name: 'Avbestill timen' })).toBeVisible()

  await page.goto('/')
  let clicks = 0
  const click = async (locator: ReturnType<Page['locator']>) => {
    clicks++
    await locator.click()
  }
  await click(page.getByRole('link', { name: /Time hos fastlegen/ }).first())
  await expect(page.getByText(/Gratis å avbestille til/)).toBeVisible()
  await click(page.getByRole('button', { name: 'Avbestill timen' }))
  await expect(page.getByRole('dialog').getByText(/Gratis å avbestille til/)).toBeVisible()
  await click(page.getByRole('dialog').getByRole('button', { name: 'Avbestill', exact: true }))
  await expect(page.getByText('Du har avbestilt denne timen.')).toBeVisible()
  expect(clicks).toBeLessThanOrEqual(3)
})

test('B2: an office that offers nothing says so before the task, with the phone', async ({ page }) => {
  await signIn(page, 'offline-gp')
  await page.goto('/timeavtaler/bestill')
  await expect(page.getByText(/Skarvik/).first()).toBeVisible()
  await expect(page.locator('main').getByRole('link', { name: '00 10 02 10' })).toBeVisible()
  await expect(aTime(page)).toHaveCount(0)
})

test('C1: list, calendar by keyboard, and a file for the own calendar', async ({ page }) => {
  await signIn(page, 'elder')
  await page.goto('/timeavtaler')
  await expect(page.getByRole('heading', { name: 'Kommende timer' })).toBeVisible()
  await page.getByRole('button', { name: 'Kalender' }).click()
  const grid = page.getByRole('grid')
  const chosen = grid.getByRole('gridcell', { selected: true })
  await expect(chosen).toHaveAccessibleName(/, [1-9]\d* time/)
  const first = await chosen.getAttribute('aria-label')
  await chosen.focus()
  await page.keyboard.press('ArrowRight')
  await expect(chosen).not.toHaveAccessibleName(first ?? '')
  await expect(chosen).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(chosen).toHaveAccessibleName(first ?? '')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Home')
  await expect(chosen).toHaveAccessibleName(/^mandag/)
  await page.keyboard.press('End')
  await expect(chosen).toHaveAccessibleName(/^søndag/)
  await page.getByRole('button', { name: 'Uke', exact: true }).click()
  await expect(grid.getByRole('gridcell')).toHaveCount(7)

  await page.goto('/timeavtaler')
  await page.getByRole('link', { name: /Les hvordan du forbereder deg/ }).click()
  await expect(page.getByRole('heading', { name: 'Slik forbereder du deg' })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Legg i kalenderen din' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  expect(file).toContain('METHOD:PUBLISH')
  expect(file).toMatch(/DTSTART;TZID=Europe\/Oslo:\d{8}T\d{6}\r\n/)
})

test('B2: waiting list, from wish to leaving it', async ({ page }) => {
  await signIn(page, 'chronic')
  await page.goto('/timeavtaler/bestill')
  await page.getByRole('link', { name: 'Still deg på venteliste' }).click()
  await page.getByLabel('mandag').check()
  await page.getByRole('button', { name: 'Still meg på venteliste' }).click()
  await expect(page.getByRole('heading', { name: /Du står på venteliste/ })).toBeVisible()
  await page.getByRole('button', { name: 'Gå av ventelisten' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Gå av ventelisten' }).click()
  await expect(page.getByRole('heading', { name: /Du står på venteliste/ })).toHaveCount(0)
  // A wish that came to no time is no appointment.
  await page.goto('/timeavtaler')
  await expect(page.getByRole('heading', { name: 'Kommende timer' })).toBeVisible()
})

test('B2: the office blocks, opens, books for a patient by keyboard, moves and cancels with a reason', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'secretary-lynghei')
  await page.goto('/kontor/kalender?visning=uke')
  await expect(page.getByRole('button', { name: 'Tilby tider' })).toBeVisible()
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/dag=/)
  await expect(page.getByRole('heading', { level: 2, name: /^Uke/ })).toBeVisible()
  const free = page.getByRole('button', { name: /^\d\d\.\d\d Ledig/ })
  // Citizens of other tests take the first ones.
  await free.last().click()
  await page.getByRole('button', { name: 'Sperr', exact: true }).click()
  await page.getByRole('button', { name: 'Åpne', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Sperr', exact: true })).toBeVisible()
  await page.getByLabel('Navn eller fødselsnummer').fill('Alvsundet')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Book Kjersti Alvsundet/ }).click()
  const booked = page.getByRole('button', { name: /Kjersti Alvsundet/, pressed: true })
  await expect(booked).toBeVisible()
  await booked.focus()
  await page.keyboard.press('ArrowUp')
  await expect(booked).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await expect(booked).toBeFocused()

  await page.getByRole('button', { name: 'Flytt', exact: true }).click()
  await free.last().click()
  await page.getByRole('button', { name: /Flytt Kjersti Alvsundet hit/ }).click()
  await expect(page.getByRole('button', { name: 'Avlys timen' })).toBeVisible()
  await page.getByRole('button', { name: 'Avlys timen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Avlys timen' }).click()
  await expect(page.getByText('Skriv hvorfor, slik at pasienten vet det.')).toBeVisible()
  await page.getByLabel('Begrunnelse til pasienten').fill('Legen er syk.')
  await page.getByRole('dialog').getByRole('button', { name: 'Avlys timen' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('B2: the office offers times and the citizen sees them', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'secretary-nordlys')
  await page.goto('/kontor/kalender')
  await page.getByRole('button', { name: 'Tilby tider' }).click()
  await page.getByLabel('Fra', { exact: true }).fill('16:00')
  await page.getByLabel('Til', { exact: true }).fill('17:00')
  await page.getByRole('region', { name: 'Tilby tider' }).getByLabel('Dato').fill(inTwoWeeks())
  await page.getByRole('button', { name: 'Legg ut tidene' }).click()
  await expect(page.getByText(/3 tider lagt ut/)).toBeVisible()
  await page.getByRole('button', { name: 'Legg ut tidene' }).click()
  await expect(page.getByText(/0 tider lagt ut\. 3 var opptatt/)).toBeVisible()
})
