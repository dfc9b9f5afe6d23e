import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { type Browser, expect, type Page, test } from '@playwright/test'

type Staff = Parameters<typeof signInAtOffice>[1]

/** Somebody else's browser, wide as an office's. */
async function elsewhere(browser: Browser, baseURL: string | undefined, key: Staff): Promise<Page> {
  const context = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    ...{ locale: 'nb-NO', timezoneId: 'Europe/Oslo', viewport: { width: 1280, height: 900 } },
  })
  const page = await context.newPage()
  await signInAtOffice(page, key)
  return page
}

/** Opens the referral of a patient in the queue. */
async function openCase(page: Page, patient: string): Promise<void> {
  await page.goto('/kontor')
  await page
    .getByRole('list', { name: 'Saker etter frist' })
    .locator('a[href*="/sak/henvisning/"]')
    .filter({ hasText: patient })
    .click()
  await expect(page.getByRole('region', { name: 'Henvisningen' })).toBeVisible()
}

test('C3: the GP sends, the hospital assesses and offers times, the citizen follows it', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(150_000)
  const gp = await elsewhere(browser, baseURL, 'gp-lynghei')
  await gp.getByRole('link', { name: 'Henvisninger', exact: true }).click()
  await expect(gp.getByRole('row', { name: /Kjersti Alvsundet/ })).toContainText('Ulest svar')
  await gp.getByRole('link', { name: 'Ny henvisning' }).click()
  await gp.getByLabel('Pasient: navn eller fødselsnummer').fill('Alvsundet')
  await gp.getByRole('button', { name: 'Finn pasienten' }).click()
  await gp.getByRole('button', { name: /^Kjersti Alvsundet, født/ }).click()
  await gp.getByRole('button', { name: 'Send henvisningen' }).click()
  await expect(gp.getByText('Skriv det som mangler: hvorfor du henviser, hva du ber om.')).toBeVisible()
  await gp.getByLabel('Hva gjelder det').selectOption({ label: 'Diabetes hos voksne' })
  await expect(gp.getByLabel('Hvor, korteste ventetid først').getByRole('option').first()).toHaveText(
    'Midtåsen sykehus, Diabetespoliklinikken (5 uker)',
  )
  await gp
    .getByLabel('Hvor, korteste ventetid først')
    .selectOption({ label: 'Solbakkhaugen sykehus, Diabetespoliklinikken (9 uker)' })
  await gp.getByLabel('Hvorfor henviser du').fill('Høyt blodsukker i to målinger.')
  await gp.getByLabel('Hva ber du om').fill('Vurdering og opplæring.')
  await gp.getByRole('button', { name: 'Send henvisningen' }).dblclick()
  await expect(gp.getByText('Henvisningen er sendt til Solbakkhaugen sykehus')).toBeVisible()
  expect(gp.url()).not.toMatch(/Kjersti|\d{11}/)

  await signIn(page, 'screening')
  await page.getByRole('main').getByRole('link', { name: 'Henvisninger', exact: true }).click()
  await page.getByRole('link', { name: /Se henvisningen: Diabetes hos voksne/ }).click()
  await expect(page.getByText(/Diabetespoliklinikken vurderer den, og svarer senest/)).toBeVisible()
  await expect(page.getByText('Høyt blodsukker i to målinger.')).toBeVisible()

  const nurse = await elsewhere(browser, baseURL, 'nurse-sorost')
  await openCase(nurse, 'Kjersti Alvsundet')
  await nurse.keyboard.press('c')
  await nurse.getByLabel('Til pasienten og legen, hvis du vil').fill('Du får time til opplæring.')
  await nurse.getByRole('button', { name: 'Gi rett til hjelp' }).click()
  await nurse.getByRole('button', { name: /^Send nå/ }).click()
  await page.reload()
  await expect(page.getByText('Du får time til opplæring.')).toBeVisible()
  await expect(page.getByText('Du har rett til hjelp').first()).toBeVisible()

  await openCase(nurse, 'Kjersti Alvsundet')
  await nurse.getByRole('link', { name: 'Tilby tider' }).click()
  await expect(nurse.getByText('Timen er etter henvisning: Diabetes hos voksne')).toBeVisible()
  await expect(nurse.getByLabel('Avdeling')).toHaveValue(/.+/)
  await nurse
    .getByRole('group', { name: /Tider å velge mellom/ })
    .getByRole('checkbox')
    .first()
    .check()
  await nurse.getByRole('button', { name: 'Send tilbudet' }).click()
  await expect(nurse.getByRole('heading', { name: /Kjersti Alvsundet kan nå velge/ })).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Nå er det din tur: velg en tid.')).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await page.getByRole('link', { name: 'Velg tid for timen' }).click()
  await expect(page.getByRole('radio').first()).toBeVisible()
  await gp.context().close()
  await nurse.context().close()
})

test('C3: rejected with a reason; the GP finds the answer in the queue and marks it read', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'screening')
  await page.goto('/henvisninger')
  await page.getByRole('link', { name: /Se henvisningen: Sykdom i ledd/ }).click()
  await expect(page.getByText(/Prøvene er normale/)).toBeVisible()
  await expect(page.getByText(/Legen din har fått svaret/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Se steder og ventetid' })).toHaveCount(0)
  const gp = await elsewhere(browser, baseURL, 'gp-lynghei')
  const row = gp.getByRole('list', { name: 'Saker etter frist' }).locator('a[href*="/sak/henvisningssvar/"]')
  await row.filter({ hasText: 'Kjersti Alvsundet' }).click()
  await expect(gp.getByText(/Prøvene er normale/)).toBeVisible()
  await gp.getByRole('button', { name: /^Merk som lest/ }).click()
  await expect(row.filter({ hasText: 'Kjersti Alvsundet' })).toHaveCount(0)
  await gp.context().close()
})

test('C3: late: said on the front page, with whom to call', async ({ page }) => {
  await signIn(page, 'chronic')
  await page
    .getByRole('listitem')
    .filter({ hasText: /Svaret er forsinket: Sykdom i netthinnen/ })
    .getByRole('link', { name: 'Se hva du kan gjøre' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sykdom i netthinnen' })).toBeVisible()
  const way = page.getByRole('list').filter({ hasText: 'Ring Øyepoliklinikken først.' })
  await expect(way.getByRole('link')).toHaveCount(2)
  await expect(way.getByRole('link').first()).toHaveAttribute('href', 'tel:00400240')
  await expect(way.getByText(/ring Helfo/)).toBeVisible()
})

test('C3: the citizen chooses a place by waiting time, with the keyboard, and undoes it', async ({ page }) => {
  await signIn(page, 'everyday')
  await page.goto('/henvisninger')
  await page.getByRole('link', { name: /Se henvisningen: Undersøkelse av hjertet/ }).click()
  await page.getByRole('button', { name: 'Se steder og ventetid' }).press('Enter')
  await page.getByRole('button', { name: 'Velg dette stedet' }).click()
  await expect(page.getByText('Velg et sted først.')).toBeVisible()
  const places = page.getByRole('group', { name: /korteste ventetid først/ }).getByRole('radio')
  await expect(places).toHaveCount(2)
  await expect(places.nth(1)).toBeDisabled()
  await places.first().focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Velg dette stedet' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText(/De svarer senest/)).toBeVisible()
  await sheet.getByRole('button', { name: 'Send henvisningen dit' }).click()
  await expect(page.getByText('Henvisningen er sendt til Solbakkhaugen sykehus')).toBeVisible()
  await expect(page.getByText('Du valgte Hjertepoliklinikken')).toBeVisible()
  await page.getByRole('button', { name: 'Angre valget' }).click()
  await expect(page.getByText('Du gikk tilbake til Hjertepoliklinikken')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Angre valget' })).toHaveCount(0)
})

test('C3: another’s referral looks like none; a hospital sends no referrals from here', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'pregnant')
  await page.goto('/henvisninger')
  await expect(page.getByText('You have no referrals')).toBeVisible()
  await page.goto('/henvisninger/00000000-0000-8000-8000-000000000000')
  await expect(page.getByRole('heading', { level: 1, name: 'We cannot find the referral' })).toBeVisible()
  const nurse = await elsewhere(browser, baseURL, 'nurse-sorost')
  await expect(nurse.getByRole('link', { name: 'Sykehustimer' })).toBeVisible()
  await expect(nurse.getByRole('link', { name: 'Henvisninger', exact: true })).toHaveCount(0)
  await nurse.context().close()
})
