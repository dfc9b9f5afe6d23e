import { signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const sendsRenewal = '/api/prescriptions/renewals'

/** Counts what reaches the server's door for new renewals, by idempotency key. */
function countSent(page: Page): { keys: string[] } {
  const keys: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'POST' || new URL(request.url()).pathname !== sendsRenewal) return
    keys.push(request.headers()['idempotency-key'] ?? '')
  })
  return { keys }
}

const receiptNumber = (page: Page) => page.getByText(/^R-[2-9A-Z]{4}-[2-9A-Z]{2}$/).first()

test('B4: two clicks from the front page; several at once; a double click sends one request', async ({ page }) => {
  const sent = countSent(page)
  await signIn(page, 'diabetes')
  await page
    .getByRole('listitem')
    .filter({ hasText: /Metformin/ })
    .getByRole('link', { name: 'Forny' })
    .click()

  await expect(page.getByRole('heading', { level: 1, name: 'Forny resept' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /Metformin/ })).toBeChecked()
  await expect(page.getByText(/Astrid Vollsundby ved/)).toBeVisible()
  await expect(page.getByText(/\(5 virkedager\)/)).toBeVisible()
  await expect(page.getByText(/\d+\skr for hver medisin/)).toBeVisible()
  await expect(page.getByRole('link', { name: /116/ })).toHaveAttribute('href', 'tel:116117')
  await expect(page.getByRole('link', { name: '113' })).toHaveAttribute('href', 'tel:113')
  const other = page.getByRole('checkbox', { name: /Atorvastatin/ })
  await expect(other).not.toBeChecked()
  await other.press('Space')
  await expect(other).toBeChecked()
  await page.getByRole('button', { name: 'Send til legen' }).dblclick()

  await expect(page).toHaveURL(/\/resepter\/kvittering\/R-/)
  await expect(page.getByRole('heading', { level: 1, name: 'Sendt til legen' })).toBeVisible()
  await expect(page.getByText(/Du trenger ikke gjøre noe nå/).first()).toBeVisible()
  await expect(receiptNumber(page)).toBeVisible()
  await expect(page.getByRole('heading', { level: 3, name: /Metformin|Atorvastatin/ })).toHaveCount(2)
  await expect(page.getByText('Sendt av deg').first()).toBeVisible()
  expect(new Set(sent.keys).size).toBe(1)

  await page.goto('/resepter')
  await expect(page.getByText('Se kvitteringen')).toHaveCount(2)
})

test('B4: asked again, it refuses in words and keeps what was written', async ({ page, browser, baseURL }) => {
  await signIn(page, 'chronic')
  await page.goto('/resepter')
  const renew = await page.getByRole('link', { name: /Forny Naproksen/ }).getAttribute('href')
  await page.goto(renew ?? '')
  await page.getByLabel(/Beskjed til legen/).fill('Jeg har vondt igjen.')
  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const elsewhere = await context.newPage()
  await signIn(elsewhere, 'chronic')
  await elsewhere.goto(renew ?? '')
  await elsewhere.getByRole('button', { name: 'Send til legen' }).click()
  await expect(elsewhere).toHaveURL(/kvittering/)
  await context.close()

  await page.getByRole('button', { name: 'Send til legen' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /Du har allerede bedt om fornyelse/ })).toBeVisible()
  await expect(page.getByText(/Valgene og beskjeden din står her fortsatt/)).toBeVisible()
  await expect(page.getByLabel(/Beskjed til legen/)).toHaveValue('Jeg har vondt igjen.')
})

test('B4: a lost answer is asked for again with the same key, and gives one renewal', async ({ page }) => {
  const sent = countSent(page)
  await signIn(page, 'parent')
  let lost = 0
  await page.route(`**${sendsRenewal}`, async (route) => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.goto('/resepter')
  await page.getByRole('link', { name: /^Forny Cetirizin/ }).click()
  await page.getByRole('button', { name: /Send til legen/ }).click()
  await expect(page).toHaveURL(/kvittering\/R-/, { timeout: 20_000 })
  expect(sent.keys.length).toBe(2)
  expect(new Set(sent.keys).size).toBe(1)
  await page.goto('/resepter')
  await expect(page.getByRole('link', { name: /kvitteringa?/i })).toHaveCount(1)
})

test('B4: without network nothing is sent, everything is kept, and the page says so', async ({ page, context }) => {
  await signIn(page, 'elder')
  await page.goto('/resepter')
  await page.getByRole('link', { name: /Forny Levotyroksin/ }).click()
  await page.getByLabel(/Beskjed til legen/).fill('Samme som før, takk.')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Send til legen' }).click()
  await expect(page.getByText(/Ikke sendt ennå/)).toBeVisible()
  await expect(page.getByLabel(/Beskjed til legen/)).toHaveValue('Samme som før, takk.')
  await context.setOffline(false)
  await expect(page).toHaveURL(/kvittering\/R-/, { timeout: 20_000 })
  await expect(page.getByText('Samme som før, takk.')).toBeVisible()
})

/** The guardian's language is nynorsk in the contact register. */
test('B4: withdrawn until the office opens it; a receipt of another looks like none', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'guardian')
  await page.goto('/resepter')
  await page.getByRole('link', { name: /Forny Atorvastatin/ }).click()
  await page.getByRole('button', { name: 'Send til legen' }).click()
  await expect(page).toHaveURL(/kvittering\/R-/)
  const address = page.url()

  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const stranger = await context.newPage()
  await signIn(stranger, 'neighbour')
  await stranger.goto(address)
  await expect(stranger.getByRole('heading', { level: 1, name: 'Vi finner ikke kvitteringen' })).toBeVisible()
  await context.close()

  await page.getByRole('button', { name: /Trekk tilbake Atorvastatin/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Trekk tilbake' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Trekt tilbake' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Trekk tilbake/ })).toHaveCount(0)
  await page.goto('/resepter')
  await expect(page.getByRole('link', { name: /Forny Atorvastatin/ })).toBeVisible()
})

test('B4: nothing ticked is told at once, and nothing is sent', async ({ page }) => {
  const sent = countSent(page)
  await signIn(page, 'guardian')
  await page.goto('/resepter')
  await page.getByRole('link', { name: /Forny Atorvastatin/ }).click()
  await page.getByRole('checkbox', { name: /Atorvastatin/ }).press('Space')
  await page.getByRole('button', { name: 'Send til legen' }).click()
  await expect(page.getByText('Vel minst éin medisin.')).toBeVisible()
  expect(sent.keys).toEqual([])
})
