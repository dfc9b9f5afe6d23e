import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { type Browser, expect, type Page, test } from '@playwright/test'

async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext(baseURL ? { baseURL } : {})).newPage()
}

/** The absence of the list that names the doctor and holds now. */
const awayNow = (page: Page, doctor: RegExp) =>
  page.getByRole('listitem').filter({ hasText: doctor }).filter({ hasText: 'Borte nå' })

test('B7: two clicks close a service; the citizen sees until when; back, and it is open', async ({
  page,
  browser,
  baseURL,
}) => {
  await signInAtOffice(page, 'gp-lynghei')
  await page.goto('/kontor/fravaer')
  await page.getByLabel('Hvem tar det som alt er sendt').selectOption({ label: 'Farid Azimvar' })
  await expect(page.getByText(/Haster det, ring/)).toBeVisible()
  // The two: the days, and the act.
  await page.getByRole('button', { name: 'Ut uka' }).click()
  await page.getByRole('button', { name: 'Registrer fravær' }).click()
  await expect(page.getByText('Fraværet er registrert.')).toBeVisible()
  await expect(awayNow(page, /Astrid Vollsundby/)).toContainText('Farid Azimvar tar det som alt er sendt')

  const citizen = await another(browser, baseURL)
  await signIn(citizen, 'diabetes')
  await citizen.goto('/resepter')
  await expect(citizen.getByText(/tar ikke fornyelser til og med/).first()).toBeVisible()
  await expect(citizen.getByText(/Farid Azimvar svarer på det du har sendt/).first()).toBeVisible()

  // Away already: said with the days, and what was filled in stays.
  await page.getByRole('button', { name: 'I dag', exact: true }).click()
  await page.getByRole('button', { name: 'Registrer fravær' }).click()
  await expect(page.getByText(/Legen er alt borte fra/)).toBeVisible()

  await awayNow(page, /Astrid Vollsundby/)
    .getByRole('button', { name: /er tilbake i dag/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Tilbake i dag' }).click()
  await expect(page.getByText('Fraværet er avsluttet.', { exact: false })).toBeVisible()
  await expect(awayNow(page, /Astrid Vollsundby/)).toHaveCount(0)
  await citizen.goto('/resepter')
  await expect(citizen.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(citizen.getByText(/tar ikke fornyelser til og med/)).toHaveCount(0)
  await citizen.context().close()
})

test('B7: the office registers for a doctor, by keyboard, changes it and calls it off', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'secretary-lynghei')
  await page.goto('/kontor/fravaer')
  await page.getByLabel('Hvem er borte').selectOption({ label: 'Farid Azimvar' })
  await page.getByRole('button', { name: 'Neste uke' }).press('Enter')
  const renewal = page.getByRole('checkbox', { name: 'Fornye resept' })
  await expect(renewal).toBeChecked()
  for (const name of ['Timebestilling', 'Videosamtale', 'E-konsultasjon', 'Kontakt med kontoret'])
    await page.getByRole('checkbox', { name }).press('Space')
  await page.getByRole('button', { name: 'Registrer fravær' }).press('Enter')
  const row = page
    .getByRole('listitem')
    .filter({ hasText: 'Farid Azimvar' })
    .filter({ hasText: 'Stengt: Fornye resept' })
  await expect(row).toBeVisible()

  await row.getByRole('button', { name: /Endre fraværet/ }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Endre fraværet' })).toBeFocused()
  await page.getByRole('radio', { name: /En vikar overtar listen/ }).press('Space')
  await page.getByRole('button', { name: 'Lagre endringen' }).click()
  await expect(page.getByText('Velg hvem som overtar listen.')).toBeVisible()
  await page.getByLabel('Hvem overtar listen').selectOption({ label: 'Astrid Vollsundby' })
  await page.getByRole('button', { name: 'Lagre endringen' }).click()
  const changed = page.getByRole('listitem').filter({ hasText: 'Astrid Vollsundby har listen' })
  await expect(changed).toBeVisible()
  await changed.getByRole('button', { name: /Avlys/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Avlys' }).click()
  await expect(changed).toHaveCount(0)
})

test('B7: the stand-in has the work that was sent before', async ({ page, browser, baseURL }) => {
  await signInAtOffice(page, 'gp-lynghei-2')
  await page.goto('/kontor/fravaer')
  await page.getByLabel('Hvem tar det som alt er sendt').selectOption({ label: 'Astrid Vollsundby' })
  await page.getByRole('button', { name: 'Registrer fravær' }).click()
  await expect(page.getByText('Fraværet er registrert.')).toBeVisible()
  const standIn = await another(browser, baseURL)
  await standIn.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(standIn, 'gp-lynghei')
  await expect(async () => {
    await standIn.goto('/kontor')
    await expect(standIn.getByRole('button', { name: /Overført til meg [1-9]/ })).toBeVisible({ timeout: 2000 })
  }).toPass()
  await awayNow(page, /Farid Azimvar/)
    .getByRole('button', { name: /er tilbake i dag/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Tilbake i dag' }).click()
  await expect(awayNow(page, /Farid Azimvar/)).toHaveCount(0)
  await expect(async () => {
    await standIn.goto('/kontor')
    await expect(standIn.getByRole('button', { name: /^Mine/ })).toBeVisible({ timeout: 2000 })
    // Nothing is handed over to her any more, so there is nothing to filter by.
    await expect(standIn.getByRole('button', { name: /Overført til meg/ })).toHaveCount(0, { timeout: 2000 })
  }).toPass()
  await standIn.context().close()
})
