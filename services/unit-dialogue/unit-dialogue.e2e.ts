import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The hospital in a browser of its own. */
async function hospital(page: Page, who: 'nurse-vest' | 'nurse-nord'): Promise<Page> {
  const browser = page.context().browser()
  const { origin } = new URL(page.url())
  const context = await browser?.newContext({ baseURL: origin, viewport: { width: 1280, height: 900 } })
  const office = await context?.newPage()
  if (!office) throw new Error('no browser')
  await signInAtOffice(office, who)
  return office
}

test('C5: the unit opens the contact, both write, the unit ends it, and the citizen is told why', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'guardian')
  await page.goto('/helsekontakter')
  await expect(page.getByText('Inga avdeling er helsekontakten din no')).toBeVisible()

  const office = await hospital(page, 'nurse-vest')
  // A unit has neither a calendar of free times, absence nor set-up: what leads nowhere is not in its menu.
  await expect(office.getByRole('navigation').getByRole('link')).toHaveText([
    /^Arbeidskø/,
    'Sykehustimer',
    'Helsekontakter',
  ])
  await office.getByRole('link', { name: 'Helsekontakter' }).click()
  await office.getByRole('link', { name: 'Åpne kontakt med en pasient' }).click()
  await office.getByRole('button', { name: 'Åpne kontakten' }).click()
  await expect(office.getByText('Velg en pasient først.')).toBeVisible()
  // Somebody the hospital has nothing to do with is not found.
  await office.getByLabel('Finn pasienten').fill('Havlyng')
  await office.getByLabel('Finn pasienten').press('Enter')
  await expect(office.getByText(/Ingen pasienter her heter det/)).toBeVisible()
  await office.getByLabel('Finn pasienten').fill('Månelia')
  await office.getByLabel('Finn pasienten').press('Enter')
  await office.getByRole('radio', { name: /Arvid/ }).press('Space')
  await office.getByRole('combobox', { name: /^Avdeling/ }).selectOption({ label: 'Lungepoliklinikken' })
  await office.getByRole('button', { name: 'Åpne kontakten' }).click()
  await expect(office.getByRole('heading', { level: 1, name: /Månelia/ })).toBeVisible()
  expect(office.url()).not.toMatch(/\d{11}|[Mm]%C3|apne/)

  await office.getByRole('button', { name: 'Skriv til pasienten' }).click()
  await office.getByLabel('Hva gjelder det?').fill('Pusteprøven')
  await office.getByLabel(/^Til /).fill('Har du hatt feber den siste uka?')
  await office
    .getByLabel('Legg ved bilde eller PDF')
    .setInputFiles({ name: 'pust.png', mimeType: 'image/png', buffer: png })
  await expect(office.getByRole('button', { name: /pust\.png/ })).toBeVisible()
  await office.getByRole('checkbox', { name: 'Pasienten skal svare' }).check()
  await office.getByRole('button', { name: 'Send til pasienten' }).click()
  await expect(office.getByText(/^Meldingen er sendt til/)).toBeVisible()
  await expect(office.getByRole('link', { name: /Pusteprøven/ })).toContainText('Ikke lest av pasienten')

  // The citizen: one press from the front page, answers with a picture; the words outlive a reload.
  await page.goto('/')
  await page.getByRole('link', { name: /Alle helsekontaktar/ }).click()
  await expect(page.getByRole('heading', { level: 3, name: 'Lungepoliklinikken' })).toBeVisible()
  await page.getByRole('link', { name: 'Pusteprøven' }).click()
  await expect(page.getByText('Har du hatt feber den siste uka?')).toBeVisible()
  await expect(page.getByRole('link', { name: /pust\.png/ })).toBeVisible()
  await page.getByLabel(/^Skriv til Lungepoliklinikken/).fill('Nei, men eg hostar.')
  await page
    .getByLabel('Legg ved bilete eller PDF')
    .setInputFiles({ name: 'måling.png', mimeType: 'image/png', buffer: png })
  await expect(page.getByRole('button', { name: 'Fjern måling.png' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(/^Skriv til Lungepoliklinikken/)).toHaveValue('Nei, men eg hostar.')
  await expect(page.getByRole('button', { name: 'Fjern måling.png' })).toBeVisible()
  await page.getByRole('button', { name: 'Send svaret' }).click()
  await expect(page.getByRole('link', { name: /måling\.png/ })).toBeVisible()
  await expect(page.getByLabel(/^Skriv til Lungepoliklinikken/)).toHaveValue('')

  // At the hospital it waits in the queue, and the contact does not end before it is answered.
  await office.reload()
  await office.getByRole('button', { name: 'Avslutt kontakten' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Avslutt kontakten' }).click()
  await expect(office.getByText(/Velg hvorfor/)).toBeVisible()
  await office.getByRole('radio', { name: 'Behandlingen er ferdig' }).check()
  await office.getByRole('dialog').getByRole('button', { name: 'Avslutt kontakten' }).click()
  await expect(office.getByText('Pasienten venter på svar. Svar først.')).toBeVisible()
  await office.keyboard.press('Escape')
  const contact = office.url()
  await office.goto('/kontor')
  await office.getByRole('link', { name: /Månelia[\s\S]*Pusteprøven/ }).click()
  await expect(office.getByText('Nei, men eg hostar.')).toBeVisible()
  await expect(office.getByRole('link', { name: 'måling.png' })).toBeVisible()
  await office.getByRole('radio', { name: 'Svar, pasienten kan skrive mer' }).check()
  await office.getByLabel(/^Til /).fill('Da tar vi prøven som avtalt.')
  const answered = office.waitForResponse((response) => response.url().endsWith('/answer'))
  await office.getByRole('button', { name: 'Send svaret' }).click()
  expect((await answered).status()).toBe(200)

  // The citizen has the page open with a half-written reply when the unit ends the contact.
  await page.reload()
  await expect(page.getByText('Da tar vi prøven som avtalt.')).toBeVisible()
  await page.getByLabel(/^Skriv til Lungepoliklinikken/).fill('Takk')
  await office.goto(contact)
  await office.getByRole('button', { name: 'Avslutt kontakten' }).click()
  const sheet = office.getByRole('dialog')
  await sheet.getByRole('radio', { name: 'Noe annet' }).check()
  await sheet.getByRole('button', { name: 'Avslutt kontakten' }).click()
  await expect(sheet.getByText(/Velg hvorfor, og skriv noe/)).toBeVisible()
  await sheet.getByRole('radio', { name: 'Fastlegen tar over' }).check()
  await sheet.getByLabel('Til pasienten').fill('Lykke til.')
  await sheet.getByRole('button', { name: 'Avslutt kontakten' }).click()
  await expect(office.getByText('Kontakten er avsluttet')).toBeVisible()
  await expect(office.getByRole('button', { name: 'Skriv til pasienten' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Send svaret' }).click()
  await expect(
    page
      .getByRole('alert')
      .getByText(/avslutta/)
      .first(),
  ).toBeVisible()
  await page.goto('/innboks')
  await page.getByRole('link', { name: /Lungepoliklinikken har avslutta kontakten/ }).click()
  await expect(page.getByText('Fastlegen følgjer deg opp vidare.')).toBeVisible()
  await expect(page.getByText('Avdelinga skriv: Lykke til.')).toBeVisible()
  await page.getByRole('link', { name: 'Pusteprøven' }).click()
  await expect(page.getByText('Da tar vi prøven som avtalt.')).toBeVisible()
  await expect(page.getByLabel(/^Skriv til Lungepoliklinikken/)).toHaveCount(0)
  await page.getByRole('link', { name: 'Ny melding om det same' }).click()
  await expect(page.getByRole('button', { name: 'Send til avdelinga' })).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('link', { name: /^\d/ }).first()).toHaveAttribute('href', /^tel:/)
  await office.context().close()
})

test('C5: the citizen writes first to a unit that is a health contact; a GP’s office has no menu for it', async ({
  page,
}) => {
  await signIn(page, 'chronic')
  await page.goto('/helsekontakter')
  await expect(page.getByRole('heading', { level: 3, name: 'Revmatologisk poliklinikk' })).toBeVisible()
  await expect(page.getByText('Synet ditt er stabilt.', { exact: false })).toBeHidden()
  await page.getByText('Avsluttet (1)').press('Enter')
  await expect(page.getByText('Synet ditt er stabilt.', { exact: false })).toBeVisible()
  await page.getByRole('link', { name: /^Skriv til avdelingen Revmatologisk/ }).click()
  await page.getByRole('button', { name: 'Send til avdelingen' }).click()
  await expect(page.getByText('Skriv noe før du sender.')).toBeVisible()
  await page.getByLabel('Hva gjelder det?').fill('Vaksine')
  await page.getByLabel(/^Skriv til avdelingen/).fill('Kan jeg ta influensavaksine?')
  await expect(page.getByText('Revmatologisk poliklinikk, Havbrynet sykehus').first()).toBeVisible()
  await page.getByRole('button', { name: 'Send til avdelingen' }).click()
  await expect(page).toHaveURL(/\/innboks\/[\w-]+$/)
  await expect(page.getByText('Kan jeg ta influensavaksine?')).toBeVisible()

  const context = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin })
  const gp = await context?.newPage()
  if (!gp) throw new Error('no browser')
  await signInAtOffice(gp, 'gp-nordlys')
  await expect(gp.getByRole('navigation').getByRole('link').first()).toBeVisible()
  await expect(gp.getByRole('link', { name: 'Helsekontakter' })).toHaveCount(0)
  await gp.goto('/kontor/helsekontakter/apne')
  await expect(gp.getByText(/Denne siden er for sykehus/)).toBeVisible()
  await context?.close()
})
