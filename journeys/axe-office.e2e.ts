import { signInAtOffice } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'
import { check, expectNoViolations, linkTo } from './axe.ts'

test('WCAG 2.2 AA: the office’s calendar', async ({ page }) => {
  test.setTimeout(120_000)
  await signInAtOffice(page, 'gp-nordlys')
  await check(page, '/kontor/kalender')
  await check(page, '/kontor/kalender?visning=uke')
})

/** Opens the last renewal of the queue (other kinds of work have other answers); answers its address. */
async function openLastRenewal(page: Page): Promise<string> {
  await signInAtOffice(page, 'gp-nordlys')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/kontor')
  await page.getByRole('list', { name: 'Saker etter frist' }).locator('a[href*="/sak/fornyelse/"]').last().click()
  await expect(page.getByRole('button', { name: /^Godkjenn/ })).toBeVisible()
  return new URL(page.url()).pathname
}

test('WCAG 2.2 AA: the queue of the office', async ({ page }) => {
  test.setTimeout(120_000)
  await signInAtOffice(page, 'gp-nordlys')
  await check(page, '/kontor')
})

test('WCAG 2.2 AA: a case beside the queue, and what its patient sees', async ({ page }) => {
  test.setTimeout(120_000)
  await check(page, await openLastRenewal(page))
  await page.getByRole('button', { name: 'Se det pasienten ser' }).click()
  await expect(page.getByRole('dialog').getByText(/^R-/)).toBeVisible()
  await expectNoViolations(page, 'what the patient sees')
})

/** The forms of a case, each opened by its key and left again. */
async function checkForms(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await expect(page.getByRole('form')).toBeVisible()
    await expectNoViolations(page, `form ${key}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('form')).toHaveCount(0)
  }
}

test('WCAG 2.2 AA: forms and sheets of a case', async ({ page }) => {
  test.setTimeout(120_000)
  await openLastRenewal(page)
  await checkForms(page, ['c', 'd', 'h', 'o'])
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'keys')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 2 }).first().focus()
  await page.keyboard.press('a')
  await expect(page.getByRole('button', { name: 'Angre' })).toBeVisible()
  await expectNoViolations(page, 'held')
  await page.getByRole('button', { name: 'Angre' }).click()
})

test('WCAG 2.2 AA: text templates of the office', async ({ page }) => {
  await signInAtOffice(page, 'secretary-nordlys')
  await check(page, '/kontor/maler')
  await page.getByRole('button', { name: 'Ny mal' }).click()
  await expectNoViolations(page, 'new template')
})

test('WCAG 2.2 AA: absence, with a form that is refused and a sheet', async ({ page }) => {
  test.setTimeout(120_000)
  await signInAtOffice(page, 'secretary-fjordvik')
  await check(page, '/kontor/fravaer')
  await page.getByRole('radio', { name: /vikar/ }).check()
  await page.getByRole('button', { name: 'Registrer fravær' }).click()
  await expect(page.getByText('Velg hvem som overtar listen.')).toBeVisible()
  await expectNoViolations(page, 'refused')
  await page.getByRole('button', { name: /^Avlys/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'calling off')
})

test('WCAG 2.2 AA: the set-up of the office, a draft with faults, and its sheet', async ({ page }) => {
  test.setTimeout(180_000)
  await signInAtOffice(page, 'secretary-lynghei')
  await check(page, '/kontor/oppsett')
  await page.getByRole('button', { name: 'Lag et utkast', exact: true }).click()
  await page.getByLabel('Pris i kroner').first().fill('-1')
  const doctor = page
    .locator('details')
    .filter({ hasText: /faste linjer/ })
    .first()
  await doctor.locator('summary').click()
  for (const add of ['faste timer', 'fridager', 'en ekstra dag'])
    await doctor.getByRole('button', { name: `Legg til ${add}` }).click()
  await expect(doctor.getByText('Velg minst én dag.')).toBeVisible()
  await page.getByRole('button', { name: 'Legg til tider' }).click()
  await page.getByRole('button', { name: 'Legg til beskjed' }).click()
  await expect(page.getByText('Velg minst én dag.').first()).toBeVisible()
  await expect(page.getByText(/^Lagret/)).toBeVisible()
  await check(page, new URL(page.url()).pathname)
  await page.getByRole('button', { name: 'Forkast utkastet' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'throwing a draft away')
})

test('WCAG 2.2 AA: health contacts at the hospital, one of them, opening and ending', async ({ page }) => {
  test.setTimeout(240_000)
  await signInAtOffice(page, 'nurse-nord')
  await check(page, '/kontor/helsekontakter')
  await check(page, await linkTo(page, /^\/kontor\/helsekontakter\/[0-9a-f-]{36}$/))
  for (const form of ['Skriv til pasienten', 'Endre siste dag']) {
    await page.getByRole('button', { name: form }).click()
    await expectNoViolations(page, form)
    await page.getByRole('button', { name: 'Avbryt' }).click()
  }
  await page.getByRole('button', { name: 'Avslutt kontakten' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'ending')
  await check(page, '/kontor/helsekontakter/apne')
  await page.getByLabel('Finn pasienten').fill('Trond')
  await page.getByRole('button', { name: 'Søk' }).click()
  await expect(page.getByRole('radio')).toHaveCount(1)
  await expectNoViolations(page, 'found')
})

test('WCAG 2.2 AA: referrals at the office: sent, a new one, and the answer', async ({ page }) => {
  test.setTimeout(180_000)
  await signInAtOffice(page, 'gp-nordlys')
  await check(page, '/kontor/henvisninger')
  const sent = await linkTo(page, /^\/kontor\/sak\/henvisningssvar\//)
  // Beside the queue: on a phone the case alone is shown, without the queue's heading.
  await page.setViewportSize({ width: 1280, height: 900 })
  await check(page, sent)
  await check(page, '/kontor/henvisninger/ny')
  await page.getByLabel(/^Pasient/).fill('Havlyng')
  await page.getByRole('button', { name: 'Finn pasienten' }).click()
  await page.getByRole('button', { name: /^Torunn/ }).click()
  await page.getByRole('button', { name: 'Send henvisningen' }).click()
  await expectNoViolations(page, 'a referral with something missing')
})

test('WCAG 2.2 AA: a referral at the hospital, and its answers', async ({ page }) => {
  test.setTimeout(120_000)
  await signInAtOffice(page, 'nurse-sorost')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/kontor')
  const list = page.getByRole('list', { name: 'Saker etter frist' })
  await list.locator('a[href*="/sak/henvisning/"]').first().click()
  await expect(page.getByRole('region', { name: 'Henvisningen' })).toBeVisible()
  await check(page, new URL(page.url()).pathname)
  await page.setViewportSize({ width: 1280, height: 900 })
  await checkForms(page, ['c', 'd', 'r', 'h'])
})
