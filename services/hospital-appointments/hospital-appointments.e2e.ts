import { demoId, persona } from '@lomma/platform/demo'
import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

/** An appointment of the demo world, by the region's own id. */
const addressOf = (regional: string) => `/timeavtaler/sykehus/${demoId('hospital-appointment', regional)}`

test('C2: the citizen chooses a time at the hospital, moves it, and cancels', async ({ page }) => {
  await signIn(page, 'diabetes')
  await page
    .getByRole('listitem')
    .filter({ hasText: /Velg tid: Bilde av netthinnen/ })
    .getByRole('link', { name: 'Velg tid' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Bilde av netthinnen' })).toBeVisible()
  await expect(page.getByText(/Velg tid innen/)).toBeVisible()
  await page.getByRole('button', { name: 'Bestill timen', exact: true }).click()
  await expect(page.getByText('Velg en tid først.')).toBeVisible()
  // With the keyboard alone: into the group, to a time, and the press.
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(/^Du har valgt/)).toBeVisible()
  await page.getByRole('button', { name: 'Bestill timen', exact: true }).press('Enter')
  await expect(page.getByText(/^Du har fått timen/)).toBeVisible()
  await expect(page.getByText('Timen er bestilt')).toBeVisible()
  await expect(page.getByText(/Bygg A/)).toBeVisible()
  await expect(page.getByText(/Du kan flytte timen til og med/)).toBeVisible()

  await page.getByRole('button', { name: 'Se ledige tider' }).click()
  await page.getByRole('radio').last().check({ force: true })
  await page.getByRole('button', { name: 'Flytt til denne tiden' }).click()
  await expect(page.getByText(/^Timen er flyttet til/)).toBeVisible()
  await expect(page.getByText('1 gang')).toBeVisible()
  await expect(page.getByText(/Du kan ikke flytte timen her. Du har flyttet den så ofte du kan/)).toBeVisible()

  await page.getByRole('button', { name: 'Avbestill timen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Avbestill', exact: true }).click()
  await expect(page.getByText('Timen er avbestilt').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /Avbestill/ })).toHaveCount(0)
})

test('C2: a region that does not answer costs its line; the last copy is shown, and nothing is booked by guess', async ({
  page,
}) => {
  await signIn(page, 'chronic')
  await page.goto(addressOf('midt-appointment-1'))
  await expect(page.getByRole('heading', { level: 1, name: 'Øyekontroll' })).toBeVisible()
  await expect(page.getByText(/Kilde: Helseregion Midt/)).toBeVisible()
  const line = page
    .locator('p')
    .filter({ hasText: /Helseregion Midt/ })
    .filter({ hasText: '00 40 02 00' })
  await expect(line).toBeVisible()
  await page.getByRole('button', { name: 'Avbestill timen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Avbestill', exact: true }).click()
  await expect(page.getByText(/Sykehuset svarer ikke. Ingenting er endret/)).toBeVisible({ timeout: 20_000 })
  await page.goto(addressOf('nord-appointment-0'))
  await expect(page.getByRole('button', { name: 'Se ledige tider' })).toBeVisible()
})

test('C2: the hospital offers times and sets rules; the patient finds them and says that none fits', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await signInAtOffice(page, 'nurse-sorost')
  await page.getByRole('link', { name: 'Sykehustimer' }).click()
  await expect(page.getByRole('row', { name: /Nadia Karimvar/ })).toBeVisible()
  await page.getByRole('link', { name: 'Tilby tider' }).click()
  await page.getByRole('button', { name: 'Send tilbudet' }).click()
  await expect(page.getByText(/Fyll ut det som mangler: fødselsnummer/)).toBeVisible()
  await page.getByLabel('Avdeling').selectOption({ label: 'Diabetespoliklinikken' })
  await page.getByLabel('Hva gjelder timen').fill('Samtale om insulin')
  const times = page.getByRole('group', { name: /Tider å velge mellom/ }).getByRole('checkbox')
  await times.first().check()
  await times.nth(1).check()
  await page.getByLabel(/Fødselsnummer/).fill(await identityNumberOf(page, 'screening'))
  await page.getByRole('button', { name: 'Send tilbudet' }).click()
  await expect(
    page.getByRole('heading', { name: `${persona('screening').name} kan nå velge mellom 2 tider` }),
  ).toBeVisible()
  expect(page.url()).not.toMatch(/\d{11}/)

  await page.goto('/kontor/sykehustimer/regler')
  const rules = page.getByRole('form', { name: 'Fødepoliklinikken' })
  await rules.getByLabel('Flytte så mange ganger').fill('0')
  await rules.getByRole('button', { name: 'Lagre reglene' }).click()
  await expect(rules.getByText('Reglene for Fødepoliklinikken er lagret.')).toBeVisible()

  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const patient = await context.newPage()
  await signIn(patient, 'screening')
  await patient
    .getByRole('listitem')
    .filter({ hasText: /Velg tid: Samtale om insulin/ })
    .getByRole('link', { name: 'Velg tid' })
    .click()
  await expect(patient.getByRole('radio')).toHaveCount(2)
  await patient.getByText('Ingen av tidene passer').click()
  await patient.getByLabel('Hva passer for deg?').fill('Jeg kan bare på fredager.')
  await patient.getByRole('button', { name: 'Be om andre tider' }).click()
  await expect(patient.getByText('Du har sagt at ingen av tidene passer')).toBeVisible()
  await context.close()

  await page.goto('/kontor/sykehustimer')
  await expect(
    page.getByRole('row', { name: /Kjersti Alvsundet/ }).getByRole('link', { name: 'Ingen tider passet' }),
  ).toBeVisible()
})

test('C2: an appointment of another looks like none; a GP’s office has no hospital menu', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'pregnant')
  await page.goto('/timeavtaler/sykehus/00000000-0000-8000-8000-000000000000')
  await expect(page.getByRole('heading', { level: 1, name: 'We cannot find the appointment' })).toBeVisible()
  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const office = await context.newPage()
  await signInAtOffice(office, 'gp-nordlys')
  await expect(office.getByRole('navigation').getByRole('link').first()).toBeVisible()
  await expect(office.getByRole('link', { name: 'Sykehustimer' })).toHaveCount(0)
  await context.close()
})

/** As it stands on the person's card: the demo world's own way to know it is its identity provider. */
async function identityNumberOf(page: Page, key: 'screening'): Promise<string> {
  const { buildNation } = await import('@lomma/platform/demo')
  const today = await page.evaluate(() => new Date().toISOString().slice(0, 10))
  const found = buildNation(today).citizens.find((one) => one.key === key)
  return found?.identityNumber ?? ''
}
