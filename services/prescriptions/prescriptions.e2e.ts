import { signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

const card = (page: Page, name: RegExp) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) })

test('D1: the list says what to do now, and each medicine what it is for, how to take it and how much is left', async ({
  page,
}) => {
  await signIn(page, 'elder')
  await page.goto('/resepter')
  await expect(page.getByRole('heading', { level: 1, name: 'Resepter' })).toBeVisible()
  const apixaban = card(page, /Apiksaban/)
  await expect(apixaban.getByText(/av 4 uttak igjen/)).toBeVisible()
  await expect(apixaban.getByText(/Gyldig til/)).toBeVisible()
  await expect(apixaban.getByText(/Nok til \d+ dager/)).toBeVisible()
  await expect(apixaban.getByText('Skrevet av Ingvild Steinbruhei')).toBeVisible()
  await expect(apixaban.getByText('Pakket i dosepose av apoteket')).toBeVisible()
  await expect(apixaban.getByText(/Du kan be om fornyelse fra/)).toBeVisible()
  await expect(page.getByText(/Kilde: Reseptformidleren/)).toBeVisible()
})

test('D1: where renewing is not possible the page says why, and whom to call', async ({ page }) => {
  await signIn(page, 'elder')
  await page.goto('/resepter')
  const zopiclone = card(page, /Zopiklon/)
  await expect(zopiclone.getByText(/Medisinen kan være vanedannende/)).toBeVisible()
  await expect(zopiclone.getByText(/Bestill time hos legen/)).toBeVisible()
  await expect(zopiclone.getByRole('link', { name: /^\d\d/ })).toHaveAttribute('href', /^tel:\d{8}$/)
  await expect(zopiclone.getByRole('link', { name: /^Forny/ })).toHaveCount(0)
})

test('D1: an office that takes no renewals online is told of, with its phone', async ({ page }) => {
  await signIn(page, 'offline-gp')
  await page.goto('/resepter')
  const name = /Metoprolol/
  const why = card(page, name)
    .locator('p')
    .filter({ has: page.getByRole('link') })
  await expect(why.getByRole('link')).toHaveAttribute('href', /^tel:\d{8}$/)
  await expect(card(page, name).getByRole('link')).toHaveCount(2)
})

test('D1: one page a medicine: facts, what was collected, what to note together with others', async ({ page }) => {
  await signIn(page, 'elder')
  await page.goto('/resepter')
  await page.getByRole('link', { name: /Apiksaban/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Apiksaban/ })).toBeFocused()
  await expect(page.getByText('Slik tar du den')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Hentet på apotek' })).toBeVisible()
  await expect(
    page.getByText(/Apiksaban og Ibuprofen sammen kan gi lettere blødning|Ibuprofen og Apiksaban/),
  ).toBeVisible()
  await expect(page.getByText('Spør lege eller apotek').first()).toBeVisible()
  await expect(page).toHaveTitle('Medisin – Lomma')
  await page.getByRole('link', { name: 'Alle resepter' }).click()
  await expect(page).toHaveURL(/\/resepter$/)
})

test('D1: past medicines are folded, not hidden', async ({ page }) => {
  await signIn(page, 'elder')
  await page.goto('/resepter')
  const past = page.getByText(/Tidligere resepter \(\d+\)/)
  await expect(page.getByText(/Amlodipin/)).toBeHidden()
  await past.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Amlodipin/)).toBeVisible()
})

test('D1: the medicine of another citizen looks like one that does not exist', async ({ page, browser, baseURL }) => {
  await signIn(page, 'elder')
  await page.goto('/resepter')
  const other = await page.getByRole('link', { name: /Apiksaban/ }).getAttribute('href')
  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const stranger = await context.newPage()
  await signIn(stranger, 'neighbour')
  const said: (string | null)[] = []
  for (const address of [other ?? '', '/resepter/finnes-ikke']) {
    await stranger.goto(address)
    await expect(stranger.getByRole('heading', { level: 1, name: 'Vi finner ikke medisinen' })).toBeVisible()
    said.push(await stranger.getByRole('main').textContent())
  }
  expect(said[0]).toBe(said[1])
  await context.close()
})

test('D1: four languages of equal rank', async ({ page }) => {
  await signIn(page, 'neighbour')
  await page.goto('/resepter')
  const headings = { Nynorsk: 'Reseptar', Davvisámegiella: 'Reseaptat', English: 'Prescriptions', Bokmål: 'Resepter' }
  for (const [language, heading] of Object.entries(headings)) {
    await page
      .getByRole('button', { name: /Bokmål|Nynorsk|Davvisámegiella|English/ })
      .first()
      .click()
    await page
      .getByRole('button', { name: language })
      .or(page.getByRole('menuitemradio', { name: language }))
      .last()
      .click()
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible()
  }
})
