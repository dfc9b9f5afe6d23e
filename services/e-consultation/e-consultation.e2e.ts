import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const no = (page: Page, question: RegExp) =>
  page.getByRole('group', { name: question }).getByRole('radio', { name: 'Nei' }).check()

/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function toTheText(page: Page): Promise<void> {
  await page.goto('/e-konsultasjon')
  await no(page, /brystsmerter/)
  await no(page, /hjelp i dag/)
  await no(page, /se på deg/)
}

test('B3: danger leads to 113, haste to the phone, and only three times no to the text', async ({ page }) => {
  await signIn(page, 'everyday')
  await page.goto('/e-konsultasjon')
  const emergency = page.getByRole('group', { name: /brystsmerter/ })
  await emergency.getByRole('radio', { name: 'Ja' }).check()
  await expect(page.getByRole('link', { name: '113' })).toHaveAttribute('href', 'tel:113')
  await expect(page.getByRole('button', { name: 'Send til legen' })).toHaveCount(0)
  await emergency.getByRole('radio', { name: 'Nei' }).check()
  await page
    .getByRole('group', { name: /hjelp i dag/ })
    .getByRole('radio', { name: 'Ja' })
    .check()
  await expect(page.getByRole('link', { name: /116/ })).toHaveAttribute('href', 'tel:116117')
  await expect(page.getByLabel('Skriv til legen')).toHaveCount(0)
})

test('B3: the office offers none: said before a word is written, with the phone', async ({ page }) => {
  await signIn(page, 'offline-gp')
  await page.goto('/e-konsultasjon')
  // Her language is Northern Sami, as the contact register has it.
  await expect(page.getByText('Dán ii sáhte sáddet dál')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: /^\d/ }).first()).toHaveAttribute('href', /^tel:/)
  await expect(page.getByRole('radio')).toHaveCount(0)
})

test('B3: written, kept over a reload, sent once with a picture; the doctor answers, a secretary sees no words', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'everyday')
  await toTheText(page)
  await page.getByLabel('Hva gjelder det?').fill('Utslett på armen')
  await page.getByLabel(/Skriv til legen/).fill('Jeg har fått utslett. Det klør.')
  await page.reload()
  await no(page, /brystsmerter/)
  await no(page, /hjelp i dag/)
  await no(page, /se på deg/)
  await expect(page.getByLabel(/Skriv til legen/)).toHaveValue('Jeg har fått utslett. Det klør.')

  const files = page.getByLabel('Legg ved bilde eller PDF')
  await files.setInputFiles({ name: 'side.html', mimeType: 'image/png', buffer: Buffer.from('<script></script>') })
  await expect(page.getByText('side.html: Vi tar imot bilder (JPEG, PNG) og PDF.')).toBeVisible()
  await files.setInputFiles({ name: 'utslett.png', mimeType: 'image/png', buffer: png })
  await expect(page.getByRole('button', { name: 'Fjern utslett.png' })).toBeVisible()
  await expect(page.getByText('Ingvild Steinbruhei ved Nordlys legesenter')).toBeVisible()
  await expect(page.getByText(/\(5 virkedager\)/)).toBeVisible()
  await expect(page.getByText(/170\skr, eller 224\skr/)).toBeVisible()

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/e-consultation/threads'))
      sent.push(request.headers()['idempotency-key'] ?? '')
  })
  await page.getByRole('button', { name: 'Send til legen' }).dblclick()
  await expect(page).toHaveURL(/\/innboks\/[\w-]+$/)
  expect(new Set(sent).size).toBe(1)
  const thread = page.url().split('/').at(-1) ?? ''
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('lomma.draft')))).toEqual(
    [],
  )

  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const office = await context.newPage()
  await signInAtOffice(office, 'secretary-nordlys')
  await office.goto(`/kontor/sak/e-konsultasjon/${thread}`)
  await expect(office.getByText(/er skjult for deg/)).toBeVisible()
  await expect(office.getByText(/utslett/i)).toHaveCount(0)
  await context.clearCookies()
  await signInAtOffice(office, 'gp-nordlys')
  await office.goto(`/kontor/sak/e-konsultasjon/${thread}`)
  await expect(office.getByText('Jeg har fått utslett. Det klør.')).toBeVisible()
  await expect(office.getByRole('link', { name: 'utslett.png' })).toBeVisible()
  const download = office.waitForEvent('download')
  await office.getByRole('link', { name: 'utslett.png' }).click()
  expect((await download).suggestedFilename()).toBe('utslett.png')
  await office.getByRole('radio', { name: 'Svar og avslutt' }).check()
  await office.getByLabel(/^Til /).fill('Bruk fuktighetskrem i en uke.')
  const answered = office.waitForResponse((response) => response.url().endsWith('/answer'))
  await office.getByRole('button', { name: 'Send og avslutt' }).click()
  expect((await answered).status()).toBe(200)

  await page.goto(`/innboks/${thread}`)
  await expect(page.getByText('Bruk fuktighetskrem i en uke.')).toBeVisible()
  await context.close()
})
