import type { StaffKey } from '@lomma/platform/demo'
import { signInAtOffice } from '@lomma/platform/testing'
import { type Browser, expect, type Page, test } from '@playwright/test'

/** A desk of an office: own browser, own session. */
async function desk(browser: Browser, baseURL: string | undefined, key: StaffKey): Promise<Page> {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'nb-NO' })
  const page = await context.newPage()
  await page.setViewportSize({ width: 1280, height: 900 })
  await signInAtOffice(page, key)
  await page.goto('/kontor')
  await page.getByRole('button', { name: /Hele kontoret/ }).click()
  return page
}

const rows = (page: Page) => page.getByRole('list', { name: 'Saker etter frist' }).getByRole('listitem')

/** The rows that are renewals, which these tests are about; the queue has all kinds. */
const renewals = (page: Page) => rows(page).filter({ has: page.locator('a[href*="/sak/fornyelse/"]') })

test('B4: late first, filters count, the menu counts; the list alone with the keyboard', async ({
  browser,
  baseURL,
}) => {
  const page = await desk(browser, baseURL, 'gp-lynghei')
  await expect(rows(page).first()).toContainText(/Forsinket/)
  const all = await rows(page).count()
  await expect(page.getByRole('button', { name: `Hele kontoret ${all}` })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('navigation').getByText(`${all} venter`)).toBeVisible()
  await page.getByRole('button', { name: /^Forsinket/ }).click()
  expect(await rows(page).count()).toBeLessThan(all)
  for (const row of await rows(page).all()) await expect(row).toContainText('Forsinket')
  await page.getByRole('button', { name: /Hele kontoret/ }).click()

  // From here without a mouse: down, into the case, act, fold, back to the row one came from.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const second = rows(page).nth(1).getByRole('link')
  await expect(second).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/kontor\/sak\/fornyelse\//)
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeFocused()
  await page.keyboard.press('h')
  await expect(page.getByRole('form', { name: 'Overfør' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('form')).toHaveCount(0)
  await page.getByRole('heading', { level: 2 }).first().focus()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/kontor$/)
  await expect(second).toBeFocused()

  // A key in the list opens the case with that act begun.
  await page.keyboard.press('d')
  await expect(page.getByRole('form', { name: 'Avslå med grunn' })).toBeVisible()
  await expect(page.getByLabel('Mal')).toBeFocused()
  await page.context().close()
})

test('B4: who looks at a case now is told in the other’s list and case, without a reload', async ({
  browser,
  baseURL,
}) => {
  const first = await desk(browser, baseURL, 'gp-fjordvik')
  const second = await desk(browser, baseURL, 'gp-fjordvik-2')
  const target = renewals(first).last()
  const who = (await target.getByRole('link').locator('span').first().textContent()) ?? ''
  await target.getByRole('link').click()
  await expect(first.getByRole('button', { name: /^Godkjenn/ })).toBeVisible()
  const theirs = renewals(second).filter({ hasText: who })
  await expect(theirs.getByText('Magne Skarhamnes ser på denne')).toBeVisible()
  await theirs.getByRole('link').click()
  await expect(second.getByText('Magne Skarhamnes ser på denne nå.')).toBeVisible()
  await expect(first.getByText('Sunniva Tangnesvik ser på denne nå.')).toBeVisible({ timeout: 15_000 })
  await first.context().close()
  await second.context().close()
})

test('B4: two answer at once: one wins, and the other is told who', async ({ browser, baseURL }) => {
  const first = await desk(browser, baseURL, 'gp-fjordvik')
  await renewals(first).last().getByRole('link').click()
  await expect(first.getByRole('button', { name: /^Godkjenn/ })).toBeVisible()
  const second = await desk(browser, baseURL, 'gp-fjordvik-2')
  await second.goto(first.url())
  await expect(second.getByRole('button', { name: /^Godkjenn/ })).toBeVisible()

  await first.keyboard.press('a')
  await second.keyboard.press('d')
  await second.getByLabel('Grunn, i vanlige ord').fill('Kom til time først.')
  await second.getByRole('form').getByRole('button', { name: 'Avslå' }).click()
  await first.getByRole('button', { name: 'Send nå' }).click()
  await expect(first.getByRole('button', { name: 'Send nå' })).toHaveCount(0)
  await second.getByRole('button', { name: 'Send nå' }).click()
  await expect(second.getByRole('alert').filter({ hasText: 'Magne Skarhamnes har allerede svart.' })).toBeVisible()
  await first.context().close()
  await second.context().close()
})

test('B4: an old link leads to the case; what the patient sees is one press away, in the patient’s language', async ({
  browser,
  baseURL,
}) => {
  const page = await desk(browser, baseURL, 'gp-lynghei-2')
  const href = (await renewals(page).last().getByRole('link').getAttribute('href')) ?? ''
  await page.goto(href.replace('/sak/fornyelse/', '/fornyelser/'))
  await expect(page).toHaveURL(new RegExp(`${href}$`))
  const written = page.getByText(/^Skriv på /)
  await expect(written).toBeVisible()
  const languages = { bokmål: 'nb', nynorsk: 'nn', nordsamisk: 'se', engelsk: 'en' }
  const said = (await written.textContent()) ?? ''
  const language = Object.entries(languages).find(([name]) => said.includes(name))?.[1]
  await page.getByRole('button', { name: 'Se det pasienten ser' }).click()
  const seen = page.getByRole('dialog').locator(`div[lang="${language}"]`)
  await expect(seen.getByText(/^R-/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Lukk' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.context().close()
})

test('B4: a secretary writes a template; the doctor’s answer has the patient’s name in it', async ({
  browser,
  baseURL,
}) => {
  const page = await desk(browser, baseURL, 'secretary-lynghei')
  await expect(page.getByRole('button', { name: /^Mine/ })).toHaveAttribute('aria-pressed', 'false')
  await expect(rows(page).first()).toContainText('Reseptfornyelse')
  await expect(page.getByText(/mg/)).toHaveCount(0)
  await page.getByRole('link', { name: 'Tekstmaler' }).click()
  await page.getByRole('button', { name: 'Ny mal' }).click()
  await page.getByLabel('Navn på malen').fill('Må ringe')
  await page.getByLabel('Tekst på bokmål').fill('Hei {fornavn}. Ring {legen}.')
  await expect(page.getByRole('alert')).toContainText('legen er ikke noe vi kan fylle inn')
  await page.getByLabel('Tekst på bokmål').fill('Hei {fornavn}. Ring {kontor} på {telefon}.')
  await page.getByRole('button', { name: 'Lagre malen' }).click()
  await expect(page.getByRole('heading', { name: 'Må ringe' })).toBeVisible()
  await expect(page.getByText(/Endret .* av Bente Kornmolia/)).toBeVisible()
  await page.context().close()

  const doctor = await desk(browser, baseURL, 'gp-lynghei')
  const first = rows(doctor).first().getByRole('link')
  const given = (await first.locator('span').first().textContent())?.split(' ')[0]
  await first.click()
  await doctor.getByRole('button', { name: /^Avslå/ }).click()
  await doctor.getByLabel('Mal').selectOption({ label: 'Må ringe' })
  await expect(doctor.getByLabel('Grunn, i vanlige ord')).toHaveValue(
    `Hei ${given}. Ring Lynghei legesenter på 00 30 01 10.`,
  )

  await doctor.goto('/kontor/maler')
  await doctor.getByRole('button', { name: 'Endre Må ringe' }).click()
  await doctor.getByRole('button', { name: 'Fjern malen' }).click()
  await doctor.getByRole('dialog').getByRole('button', { name: 'Fjern malen' }).click()
  await expect(doctor.getByRole('heading', { name: 'Må ringe' })).toHaveCount(0)
  await doctor.context().close()
})

test('B4: the secretary hands over with the keyboard alone, and sees no health data', async ({ browser, baseURL }) => {
  const page = await desk(browser, baseURL, 'secretary-fjordvik')
  await page.keyboard.press('j')
  const first = rows(page).first().getByRole('link')
  await expect(first).toBeFocused()
  const who = (await first.locator('span').first().textContent()) ?? ''
  // What is the doctor's to do is not begun.
  await page.keyboard.press('d')
  await expect(page.getByText(/Bare legen ser helseopplysninger/)).toBeVisible()
  await expect(page.getByRole('form')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Se det pasienten ser' })).toHaveCount(0)
  await page.keyboard.press('h')
  await expect(page.getByLabel('Kollega eller vikar')).toBeFocused()
  await page.keyboard.type('Sunniva')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('form')).toHaveCount(0)
  await expect(
    rows(page)
      .filter({ hasText: who })
      .getByText(/Overført til Sunniva Tangnesvik/),
  ).toBeVisible()
  await page.context().close()
})

test('B4: the queue in four languages', async ({ browser, baseURL }) => {
  const page = await desk(browser, baseURL, 'gp-nordlys')
  const titles = { Nynorsk: 'Arbeidskø', Davvisámegiella: 'Bargolistu', English: 'Work queue', Bokmål: 'Arbeidskø' }
  for (const [language, title] of Object.entries(titles)) {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /: (Bokmål|Nynorsk|Davvisámegiella|English)$/ })
      .click()
    await page.getByRole('button', { name: language, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.locator('main')).not.toContainText(/work-queue\.|desk\.|prescriptions\./)
  }
  await page.context().close()
})
