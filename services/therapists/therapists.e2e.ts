import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { type Browser, expect, type Page, test } from '@playwright/test'

async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const page = await (await browser.newContext(baseURL ? { baseURL } : {})).newPage()
  await page.setViewportSize({ width: 1280, height: 900 })
  return page
}

const aTime = (page: Page) => page.getByRole('button', { name: /^[a-zø]+dag \d+\. [a-z]+ kl\. \d/ })

test('B9: found by place and kind, booked in five clicks, seen by the practice, cancelled with the rule before the press', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  await signIn(page, 'screening')
  await page.goto('/behandlere')
  await expect(page.getByRole('link', { name: /Skarvik manuellterapi/ })).toBeVisible()
  await page.getByLabel('Sted, postnummer eller navn').fill('fjordvik')
  await page.getByRole('button', { name: 'Søk' }).press('Enter')
  await expect(page.getByRole('link', { name: /Skarvik manuellterapi/ })).toHaveCount(0)
  await expect(page).toHaveURL(/sted=fjordvik/)
  await page.getByRole('radio', { name: 'Spesialist med avtale' }).check()
  await expect(page.getByText('Vi fant ingen behandlere')).toBeVisible()
  await page.getByRole('radio', { name: 'Fysioterapeut', exact: true }).check()
  await page.getByRole('link', { name: /Fjordvik fysioterapi.*Første ledige/ }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Fjordvik fysioterapi' })).toBeVisible()
  await expect(page.getByText('250 kr')).toBeVisible()
  await expect(page.getByText('Marte Stølsviken')).toBeVisible()
  await page.getByRole('button', { name: 'Se ledige timer' }).click()
  await expect(page.getByText('Tidene er hos Marte Stølsviken ved Fjordvik fysioterapi.')).toBeVisible()
  await expect(page.getByText('Gratis til 24 timer før. Senere kan behandleren kreve gebyr.')).toBeVisible()
  await page.getByRole('button', { name: /Neste/ }).click()
  await expect(page.getByRole('button', { name: /Forrige/ })).toBeEnabled()
  await aTime(page).first().click()
  await expect(page.getByText(/Den holdes av i [45]:\d\d/)).toBeVisible()
  await page.getByRole('button', { name: 'Bestill timen' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Timen er bestilt' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Time hos fysioterapeut' })).toBeVisible()
  await expect(page.getByText('Sildegata 4, 9997 Fjordvik')).toBeVisible()

  // The practice sees it in its calendar, in the same browser tool as an office.
  const practice = await another(browser, baseURL)
  await signInAtOffice(practice, 'physiotherapist')
  await practice.goto('/kontor/kalender?visning=uke')
  await practice.getByRole('button', { name: 'Neste' }).click()
  await expect(practice.getByRole('button', { name: /Kjersti Alvsundet/ })).toBeVisible()

  await page.getByRole('button', { name: 'Avbestill timen' }).click()
  await expect(page.getByRole('dialog').getByText(/Gratis å avbestille til/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Avbestill', exact: true }).click()
  await expect(page.getByText('Du har avbestilt denne timen.')).toBeVisible()
  await practice.reload()
  await expect(practice.getByRole('button', { name: /Kjersti Alvsundet/ })).toHaveCount(0)
  await practice.context().close()
})

test('B9: a question about the treatment goes to the practice and is answered from its queue; what is not offered has a phone', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  await signIn(page, 'screening')
  await page.goto('/behandlere?slag=manual-therapist')
  await page.getByRole('link', { name: /Skarvik manuellterapi/ }).click()
  await expect(page.getByText(/Ikke på nett: E-konsultasjon, Kopi av journal/)).toBeVisible()
  await page.goto('/behandlere?slag=physiotherapist')
  await page.getByRole('link', { name: /Fjordvik fysioterapi/ }).click()
  await page.getByRole('link', { name: /E-konsultasjon/ }).click()
  await expect(page.getByText('Er det akutt, ring 113.', { exact: false })).toBeVisible()
  await page.getByLabel('Hva gjelder det?').fill('Kneet')
  await page.getByLabel(/Skriv til behandleren/).fill('Kan jeg gå trapper etter øvelsene?')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page).toHaveURL(/\/innboks\/[\w-]+$/)
  const thread = page.url().split('/').at(-1) ?? ''

  const practice = await another(browser, baseURL)
  await signInAtOffice(practice, 'physiotherapist')
  await practice.goto('/kontor')
  await practice.locator(`a[href*="/sak/behandler-konsultasjon/${thread}"]`).click()
  await expect(practice.getByText('Kan jeg gå trapper etter øvelsene?')).toBeVisible()
  await practice.getByRole('radio', { name: 'Svar og avslutt' }).check()
  await practice.getByLabel(/^Til /).fill('Ja, så lenge det ikke gjør vondt.')
  const answered = practice.waitForResponse((response) => response.url().endsWith('/answer'))
  await practice.getByRole('button', { name: 'Send og avslutt' }).click()
  expect((await answered).status()).toBe(200)
  await page.goto(`/innboks/${thread}`)
  await expect(page.getByText('Ja, så lenge det ikke gjør vondt.')).toBeVisible()
  await practice.context().close()
})

test('B9: a practice sets up its times as an office does', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, 'specialist')
  await page.goto('/kontor/oppsett')
  await expect(page.getByText('Hudlegene i Lynghei').first()).toBeVisible()
  await page.getByRole('button', { name: 'Lag et utkast', exact: true }).click()
  await expect(page.locator('summary').filter({ hasText: 'Ragnar Klokkelund' })).toContainText('2 faste linjer')
})
