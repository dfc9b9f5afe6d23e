import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { openCase, openQueue, row, sendNow } from './office.ts'

async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'nb-NO' })
  return context.newPage()
}

/** From the front page to the receipt: every press is counted. */
async function renewFromFront(page: Page, medicine: RegExp): Promise<number> {
  let clicks = 0
  const press = async (target: ReturnType<Page['getByRole']>) => {
    clicks += 1
    await target.click()
  }
  await page.goto('/')
  const task = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: medicine }) })
  await press(task.getByRole('link', { name: /^(Forny|Renew)$/ }))
  await press(page.getByRole('button', { name: /^Send (til legen|to the doctor)$/ }))
  await expect(page).toHaveURL(/\/resepter\/kvittering\/R-/)
  return clicks
}

test('B4 H6: renewed in two clicks, approved with one key, and the citizen sees it on the open receipt', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'protected')
  expect(await renewFromFront(page, /Sertralin/)).toBe(2)
  await expect(page.getByRole('heading', { level: 1, name: 'Sendt til legen' })).toBeVisible()

  const office = await another(browser, baseURL)
  await signInAtOffice(office, 'gp-fjordvik-2')
  await openQueue(office)
  await openCase(office, 'Vilde', /Sertralin/)
  await expect(office.getByRole('heading', { level: 3, name: 'Gjeldende resept' })).toBeVisible()
  await expect(office.getByRole('heading', { level: 3, name: 'Interaksjoner' })).toBeVisible()
  await expect(office.getByText(/Depresjon/)).toBeVisible()
  await office.keyboard.press('a')
  await expect(office.getByText(/Godkjenner Sertralin/).first()).toBeVisible()
  await sendNow(office)
  await expect(row(office, 'Vilde', /Sertralin/)).toHaveCount(0)
  await office.context().close()

  // The open receipt asks for news by itself.
  await expect(page.getByRole('heading', { level: 1, name: 'Legen har svart' })).toBeVisible({ timeout: 25_000 })
  await expect(page.getByText('Fornyet').first()).toBeVisible()
  await expect(page.getByText(/Den nye resepten er klar/).first()).toBeVisible()
  await page.getByRole('link', { name: 'Se medisinen' }).click()
  await expect(page.getByText('3 av 3 uttak igjen')).toBeVisible()
})

test('B4: declined with a reason in plain words, seen before it is sent', async ({ page, browser, baseURL }) => {
  await signIn(page, 'pregnant')
  expect(await renewFromFront(page, /Jernsulfat/)).toBe(2) // her language is English
  const office = await another(browser, baseURL)
  await signInAtOffice(office, 'gp-lynghei-2')
  await openQueue(office)
  await openCase(office, 'Nadia', /Jernsulfat/)
  await office.keyboard.press('d')
  await office.getByLabel('Mal').selectOption({ label: 'Trenger blodprøve' })
  const words = office.getByLabel('Grunn, i vanlige ord')
  await words.fill(`${await words.inputValue()} Kom gjerne torsdag.`)
  await expect(office.getByText('Dette leser pasienten')).toBeVisible()
  await office.getByRole('form').getByRole('button', { name: 'Avslå' }).click()
  await expect(office.getByText(/Avslår Jernsulfat/).first()).toBeVisible()
  await sendNow(office)
  await office.context().close()

  await page.reload()
  await expect(page.getByText(/You need a blood test .* Kom gjerne torsdag\./)).toBeVisible()
  await expect(page.getByText('Not renewed').first()).toBeVisible()
  await expect(page.getByText('There is something you can do')).toBeVisible()
})

test('B4: changed dose and dispensings: the citizen reads before and after', async ({ browser, baseURL }) => {
  const office = await another(browser, baseURL)
  await signInAtOffice(office, 'gp-nordlys')
  await openQueue(office)
  await openCase(office, 'Torunn Havlyng', /Atorvastatin/)
  await expect(office.getByText('Jeg har hatt litt vonde muskler. Kan det være denne?')).toBeVisible()
  await office.keyboard.press('c')
  await office.getByLabel('Dose, slik pasienten leser den').fill('1 tablett annenhver kveld')
  await office.getByLabel('Antall uttak').fill('99')
  await office.getByRole('button', { name: 'Godkjenn med endring' }).click()
  await expect(office.getByText('Skriv et helt tall fra 1 til 12.')).toBeVisible()
  await office.getByLabel('Antall uttak').fill('2')
  await office.getByLabel('Ord til pasienten (valgfritt)').fill('Vi prøver sjeldnere, og ser om musklene blir bedre.')
  await office.getByRole('button', { name: 'Godkjenn med endring' }).click()
  await sendNow(office)
  await office.context().close()

  const citizen = await another(browser, baseURL)
  await signIn(citizen, 'everyday')
  await citizen.goto('/resepter')
  await citizen
    .getByRole('link', { name: /Atorvastatin/ })
    .first()
    .click()
  await citizen
    .getByRole('link', { name: /Fornyet med endring/ })
    .first()
    .click()
  await expect(citizen.getByText('Nå: 1 tablett annenhver kveld')).toBeVisible()
  await expect(citizen.getByText(/^Før: /).first()).toBeVisible()
  await expect(citizen.getByText('Vi prøver sjeldnere, og ser om musklene blir bedre.')).toBeVisible()
  await citizen.context().close()
})

test('B4: late is first in the queue, said in words; undo takes a decision back; keys move and select', async ({
  page,
}) => {
  await signInAtOffice(page, 'gp-nordlys')
  await openQueue(page)
  const rows = page.getByRole('list', { name: 'Saker etter frist' }).getByRole('listitem')
  await expect(rows.first()).toContainText(/Forsinket \d+ dag/)
  await expect(page.getByText(/^\d+ venter$/).first()).toBeVisible()
  const before = await rows.count()

  const safe = rows.filter({ hasText: 'Kan besvares samlet' }).last()
  await safe.getByRole('link').focus()
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  await expect(safe.getByRole('link')).toBeFocused()
  await page.keyboard.press('x')
  await expect(safe.getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('x')
  await page.keyboard.press('a')
  await expect(safe).toContainText('Godkjennes')
  await page.keyboard.press('z')
  await expect(safe).not.toContainText('Godkjennes')
  await page.reload()
  await page.getByRole('button', { name: /Hele kontoret/ }).click()
  await expect(rows).toHaveCount(before)
})

test('B4: several safe ones approved in one go, with the list first', async ({ page }) => {
  await signInAtOffice(page, 'gp-lynghei')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/kontor')
  await page.getByRole('button', { name: /Velg \d+ som kan besvares samlet/ }).click()
  const ticked = await page.getByRole('checkbox', { checked: true }).count()
  expect(ticked).toBeGreaterThan(1)
  await page.keyboard.press('Shift+A')
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('listitem')).toHaveCount(ticked)
  await sheet.getByRole('button', { name: `Godkjenn ${ticked}` }).click()
  await expect(sheet.getByText(`${ticked} godkjent.`)).toBeVisible()
  await sheet.getByRole('button', { name: 'Lukk' }).click()
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)
})

test('B4: handed over by the secretary, who sees no health data; the second doctor gets a clear word', async ({
  page,
  browser,
  baseURL,
}) => {
  await signInAtOffice(page, 'secretary-nordlys')
  await openQueue(page)
  const first = row(page, 'Noah', /Frist/)
  await first.getByRole('link').click()
  await expect(page.getByText(/Bare legen ser helseopplysninger/)).toBeVisible()
  await expect(page.getByText(/Salbutamol/)).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Godkjenn|Avslå|Endre/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Overfør', exact: true }).click()
  await page.getByLabel('Kollega eller vikar').selectOption({ label: 'Priya Nandavar' })
  await page.getByRole('form').getByRole('button', { name: 'Overfør' }).click()
  await expect(page.getByText('Overført til Priya Nandavar').first()).toBeVisible()

  const substitute = await another(browser, baseURL)
  await signInAtOffice(substitute, 'gp-nordlys-substitute')
  await openQueue(substitute)
  await substitute.getByRole('button', { name: /Overført til meg 1/ }).click()
  await openCase(substitute, 'Noah', /Salbutamol/)
  const address = substitute.url()

  await substitute.keyboard.press('o')
  await substitute.getByLabel('Mal').selectOption({ label: 'Snakket på telefon' })
  await substitute.getByRole('button', { name: 'Lukk fornyelsen' }).click()
  await sendNow(substitute)
  await substitute.context().close()

  const second = await another(browser, baseURL)
  await signInAtOffice(second, 'gp-nordlys')
  await second.goto(address)
  await expect(second.getByText(/Priya Nandavar har svart på denne/)).toBeVisible()
  await expect(second.getByRole('button', { name: /Godkjenn/ })).toHaveCount(0)
  await second.context().close()
})

test('B4: a decision still held when the page closes is sent at once', async ({ page, browser, baseURL }) => {
  await signInAtOffice(page, 'gp-fjordvik')
  await openQueue(page)
  await openCase(page, 'Hodan', /Salbutamol/)
  await page.keyboard.press('a')
  await expect(page.getByText(/Godkjenner Salbutamol/).first()).toBeVisible()
  await page.close()
  const later = await another(browser, baseURL)
  await signInAtOffice(later, 'gp-fjordvik')
  await expect(async () => {
    await openQueue(later)
    await expect(row(later, 'Gro', /Omeprazol/)).toBeVisible()
    await expect(row(later, 'Hodan', /Salbutamol/)).toHaveCount(0, { timeout: 500 })
  }).toPass({ timeout: 9_000 })
  await later.context().close()
})

test('B4: renewing with the keyboard alone', async ({ page }) => {
  await signIn(page, 'elder')
  await page.goto('/resepter')
  const renew = page.getByRole('link', { name: /Forny Ibuprofen/ })
  await expect(renew).toBeVisible()
  await tabTo(page, renew)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Forny resept' })).toBeFocused()
  const send = page.getByRole('button', { name: 'Send til legen' })
  await expect(send).toBeVisible()
  await tabTo(page, send)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sendt til legen' })).toBeFocused()
})

/** Presses Tab until the target has focus, as a person without a mouse does. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never reached it')
}
