import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { type PersonaKey, persona } from '@lomma/platform/demo'
import { axeViolations, signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

async function openInbox(page: Page, person: PersonaKey): Promise<void> {
  await signIn(page, person)
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Innboks/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Innboks' })).toBeVisible()
}

const rows = (page: Page) => page.locator('main li')
const status = (page: Page) => page.locator('main [role=status]')

test('A1: the inbox is grouped by month, searched here, and nothing typed travels', async ({ page }) => {
  await openInbox(page, 'everyday')
  await expect(rows(page).first()).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')))
  await page.getByLabel('Søk i innboksen').fill('atorvastatin')
  await expect(status(page).first()).toHaveText(/\d+ treff/)
  await expect(rows(page).filter({ hasNotText: 'Atorvastatin' })).toHaveCount(0)
  await expect(rows(page).first()).toContainText('Atorvastatin')
  await page.getByLabel('Søk i innboksen').fill('finnes ikke her')
  await expect(page.getByText('Vi fant ingenting. Prøv et annet ord.')).toBeVisible()
  expect(page.url()).not.toContain('finnes')
  expect(asked.filter((one) => /atorvastatin|finnes/i.test(one))).toEqual([])
})

test('A1: putting away is undone with one press, by keyboard, and is folded, not hidden', async ({ page }) => {
  await openInbox(page, 'everyday')
  const first = rows(page).first()
  await expect(first).toBeVisible()
  const name = (await first.getByRole('link').textContent()) ?? ''
  const all = await rows(page).count()
  await first.getByRole('button', { name: /^Arkiver: / }).press('Enter')
  await expect(page.getByText('Lagt i arkivet.')).toBeVisible()
  await expect(page.getByText('Arkivert (1)')).toBeVisible()
  await page.getByRole('button', { name: 'Angre' }).press('Enter')
  await expect(page.getByText('Lagt tilbake i innboksen.')).toBeVisible()
  await expect(page.getByText('Arkivert (1)')).toBeHidden()
  await expect(rows(page)).toHaveCount(all)

  await first.getByRole('button', { name: /^Arkiver: / }).click()
  await expect(page.getByText('Arkivert (1)')).toBeVisible()
  await page.reload()
  await page.getByText('Arkivert (1)').click()
  const archived = page.locator('details li')
  await expect(archived.getByRole('link')).toHaveText(name)
  await archived.getByRole('button', { name: /^Legg tilbake: / }).click()
  await expect(page.getByText('Arkivert (1)')).toBeHidden()
})

test('A1: a service that does not answer costs its lines, and says so', async ({ page }) => {
  await page.route('**/api/inbox/entries*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), entries: [], missing: ['prescriptions'] } })
  })
  await openInbox(page, 'everyday')
  await expect(page.getByText('Resepter svarer ikke nå. Noe kan mangle her.')).toBeVisible()
  await page.unroute('**/api/inbox/entries*')
  await page.getByRole('button', { name: 'Prøv igjen' }).click()
  await expect(rows(page).first()).toBeVisible()
})

test('A1: an inbox with nothing in it says what will come', async ({ page }) => {
  await page.route('**/api/inbox/entries*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), entries: [] } })
  })
  await openInbox(page, 'everyday')
  await expect(page.getByText('Innboksen er tom.')).toBeVisible()
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('A1: a reply is kept over a reload until it is sent, with a picture or with nothing else', async ({ page }) => {
  await openInbox(page, 'elder')
  await page
    .getByRole('link', { name: /Melding til kontoret/ })
    .first()
    .click()
  const words = page.getByLabel('Skriv til Nordlys legesenter')
  const files = page.getByLabel('Legg ved bilde eller PDF')
  await page.getByRole('button', { name: 'Send svaret' }).click()
  await expect(page.getByText('Skriv noe før du sender.')).toBeVisible()
  await words.fill('Hun snakker arabisk.')
  await files.setInputFiles({ name: 'virus.exe', mimeType: 'image/png', buffer: Buffer.from('MZ') })
  await expect(page.getByText('virus.exe: Vi tar imot bilder (JPEG, PNG) og PDF.')).toBeVisible()
  await files.setInputFiles({ name: 'kort.png', mimeType: 'image/png', buffer: png })
  await expect(page.getByRole('button', { name: 'Fjern kort.png' })).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await page.reload()
  await expect(words).toHaveValue('Hun snakker arabisk.')
  await expect(page.getByRole('button', { name: 'Fjern kort.png' })).toBeVisible()
  // Words alone may go: a picture says enough.
  await words.fill('')
  await page.getByRole('button', { name: 'Send svaret' }).click()
  await expect(page.getByText('Svaret er sendt.')).toBeVisible()
  await expect(page.getByRole('link', { name: /kort\.png/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Fjern kort.png' })).toHaveCount(0)
  const kept = await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('lomma.draft')))
  expect(kept).toEqual([])
})

const root = path.join(import.meta.dirname, '../..')

/** Another system writes a letter at the FHIR door, with a token of its own. */
async function sendLetter(origin: string, to: PersonaKey, title: string, text: string): Promise<Response> {
  const env = {
    ...process.env,
    LOMMA_RUNTIME_FILE: path.join(root, `.data/runtime-${process.env.LOMMA_E2E_PORT}.json`),
  }
  const command = ['apps/server/token.ts', '--client', 'demo-system', '--scope', 'system/Communication.c']
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, env })
  const reference = `Patient/${persona(to).citizen}`
  return fetch(`${origin}/fhir/R4/Communication`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${stdout.trim()}`, 'Content-Type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'Communication',
      status: 'completed',
      category: [
        { coding: [{ system: 'http://lomma.example/fhir/CodeSystem/communication-category', code: 'letter' }] },
      ],
      topic: { text: title },
      subject: { reference },
      recipient: [{ reference }],
      sender: { reference: 'Organization/skarvik-kommune', display: 'Skarvik kommune' },
      sent: new Date().toISOString(),
      payload: text ? [{ contentString: text }] : undefined,
    }),
  })
}

const badge = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /^Innboks/ })

test('A1: a letter raises the badge on an open page, one click reads it, and every tab sees that', async ({
  page,
  context,
  baseURL,
}) => {
  await signIn(page, 'neighbour')
  await expect(page.getByText('Ingen nye meldinger')).toBeVisible()
  await expect(badge(page)).toHaveAccessibleName('Innboks')
  const other = await context.newPage()
  await other.goto('/helse')
  await page.bringToFront()
  expect((await sendLetter(baseURL ?? '', 'neighbour', 'Uten innhold', '')).status).toBe(422)
  expect((await sendLetter(baseURL ?? '', 'neighbour', 'Ny time', 'Velkommen på torsdag.')).status).toBe(201)

  await expect(badge(page)).toHaveAccessibleName('Innboks 1 ny')
  await expect(badge(other)).toHaveAccessibleName('Innboks 1 ny')
  await page.getByRole('link', { name: /1 ny melding/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ny time' })).toBeFocused()
  await expect(page.getByText('Velkommen på torsdag.')).toBeVisible()
  await expect(page).toHaveTitle('Brev – Lomma')
  await expect(badge(page)).toHaveAccessibleName('Innboks')
  await expect(badge(other)).toHaveAccessibleName('Innboks')
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('link', { name: 'Innboks' }).first().click()
  await page.getByLabel('Søk i innboksen').fill('velkommen torsdag')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page).first()).toContainText('Ny time')
})

test('A1: only what is unread, by keyboard; a secret address and a letter of another', async ({ page, baseURL }) => {
  // Of its own: other tests open what the story has for her.
  expect((await sendLetter(baseURL ?? '', 'protected', 'Ditt vern', 'Vi tar vare på adressen.')).status).toBe(201)
  await openInbox(page, 'protected')
  await expect(page.getByRole('heading', { level: 2, name: /^Ulest/ })).toBeVisible()
  await page.getByLabel('Vis bare uleste').press('Space')
  await expect(rows(page).filter({ hasNotText: 'Ulest' })).toHaveCount(0)
  const letter = rows(page).filter({ hasText: 'Ditt vern' }).getByRole('link')
  const address = await letter.getAttribute('href')
  await letter.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Ditt vern' })).toBeFocused()
  await page.context().clearCookies()
  await signIn(page, 'neighbour')
  await page.goto(address ?? '')
  await expect(page.getByText('Vi finner ikke brevet. Gå til innboksen og prøv derfra.')).toBeVisible()
})
