import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { type Browser, expect, type Page, test } from '@playwright/test'

async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const page = await (await browser.newContext(baseURL ? { baseURL } : {})).newPage()
  await page.setViewportSize({ width: 1280, height: 900 })
  return page
}

const line = 'Vi fornyer samme dag når du ber før kl. 12.'
const notice = 'Vi flytter til nye lokaler i sommer.'
const service = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

async function begin(page: Page): Promise<void> {
  await page.goto('/kontor/oppsett')
  await page.getByRole('button', { name: 'Lag et utkast', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Utkast til oppsett' })).toBeVisible()
}

/** The next whole minute that is at least twenty seconds away, as the clock in Oslo shows it. */
function soon(): string {
  const at = new Date(Math.ceil((Date.now() + 20_000) / 60_000) * 60_000)
  return new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo', timeStyle: 'short' }).format(at).replace('.', ':')
}

test('B8: a secretary drafts, a doctor approves, citizens see it; the old version comes back at a time', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const citizen = await another(browser, baseURL)
  await signIn(citizen, 'everyday')
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'secretary-nordlys')
  await begin(page)
  const renewal = service(page, 'Fornye resept')
  await renewal.getByLabel('Kontorets egen linje').fill(line)
  await renewal.getByLabel('Pris i kroner').fill('9000')
  await expect(renewal.getByText('Prisen er hele kroner fra 0 til 2')).toBeVisible()
  await renewal.getByLabel('Pris i kroner').fill('61')
  await page.getByRole('button', { name: 'Legg til beskjed' }).click()
  await page.getByLabel('Hva vil dere si').last().fill(notice)
  await expect(page.getByText(/^Lagret/)).toBeVisible()

  // What was written is kept, and the preview says what citizens will see. They see nothing of it yet.
  const address = page.url()
  await page.reload()
  await expect(service(page, 'Fornye resept').getByLabel('Kontorets egen linje')).toHaveValue(line)
  const preview = page.getByRole('heading', { name: 'Slik ser innbyggerne det' }).locator('xpath=..')
  await expect(preview).toContainText(line)
  await expect(preview).toContainText(notice)
  await citizen.goto('/fastlege')
  await expect(citizen.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(citizen.getByText(line)).toHaveCount(0)
  await page.getByRole('button', { name: 'Send til godkjenning' }).click()
  await expect(page.getByText('En annen ved kontoret må godkjenne.', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Godkjenn/ })).toHaveCount(0)

  const doctor = await another(browser, baseURL)
  await signInAtOffice(doctor, 'gp-nordlys')
  await doctor.goto('/kontor/oppsett')
  await doctor.getByRole('link', { name: /Venter på godkjenning/ }).click()
  expect(doctor.url()).toBe(address)
  await expect(doctor.getByText(/Pris i kroner: ikke sagt → 61/)).toBeVisible()
  await doctor.getByRole('button', { name: 'Godkjenn og vis nå' }).click()
  await expect(doctor.getByText('Dette ser innbyggerne nå.')).toBeVisible()
  await citizen.goto('/fastlege')
  await expect(citizen.getByText(line)).toBeVisible()
  await expect(citizen.getByText(notice)).toBeVisible()

  // Back to how it was: a draft from the history, approved by the other secretary for a time.
  await page.goto('/kontor/oppsett')
  await expect(page.getByText('Skrevet av Tone Furulidal, godkjent av Ingvild Steinbruhei')).toBeVisible()
  await page
    .getByRole('button', { name: /^Lag utkast fra/ })
    .last()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Utkast til oppsett' })).toBeVisible()
  await expect(page.getByText('Skrevet av Tone Furulidal.')).toBeVisible()
  await page.getByRole('button', { name: 'Send til godkjenning' }).click()
  await expect(page.getByText('En annen ved kontoret må godkjenne.', { exact: false })).toBeVisible()
  const back = page.url()
  const second = await another(browser, baseURL)
  await signInAtOffice(second, 'secretary-nordlys-2')
  await second.goto(back)
  await second.getByRole('radio', { name: 'På et tidspunkt' }).check()
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date(Date.now() + 20_000))
  await second.getByLabel('Dato').fill(today)
  await second.getByLabel('Klokkeslett').fill(soon())
  await second.getByRole('button', { name: 'Godkjenn til da' }).click()
  await expect(second.getByText('Godkjent, venter på tiden sin')).toBeVisible()
  await citizen.reload()
  await expect(citizen.getByText(line)).toBeVisible()
  await expect(async () => {
    await citizen.reload()
    await expect(citizen.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await expect(citizen.getByText(line)).toHaveCount(0, { timeout: 500 })
  }).toPass({ timeout: 120_000, intervals: [5_000] })
  for (const other of [citizen, doctor, second]) await other.context().close()
})

test('B8: two write in one draft; both are shown, and nothing is thrown away by itself', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'secretary-nordlys')
  await begin(page)
  const other = await another(browser, baseURL)
  await signInAtOffice(other, 'secretary-nordlys-2')
  await other.goto(page.url())
  await service(other, 'Vaksine').getByLabel('Kontorets egen linje').fill('Ring først.')
  await expect(other.getByText(/^Lagret/)).toBeVisible()
  await expect(other.getByText(/Samuel Strandbugt/).first()).toBeVisible()

  await service(page, 'Vaksine').getByLabel('Kontorets egen linje').fill('Kom tirsdag.')
  await expect(page.getByText('Noen andre har lagret i samme utkast')).toBeVisible()
  await expect(page.getByText(/«Ring først\.» → «Kom tirsdag\.»/)).toBeVisible()
  await page.getByRole('button', { name: 'Bruk det jeg har skrevet' }).press('Enter')
  await expect(page.getByText('Noen andre har lagret i samme utkast')).toHaveCount(0)
  await expect(page.getByText(/^Lagret/)).toBeVisible()
  await other.reload()
  await expect(service(other, 'Vaksine').getByLabel('Kontorets egen linje')).toHaveValue('Kom tirsdag.')

  await page.getByRole('button', { name: 'Forkast utkastet' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forkast utkastet' }).click()
  await expect(page.getByText('Ingen utkast.')).toBeVisible()
  await other.context().close()
})
