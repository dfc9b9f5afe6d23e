import { signIn } from '@lomma/platform/testing'
import { expect, test } from '@playwright/test'
import { check, expectNoViolations, linkTo } from './axe.ts'

test('WCAG 2.2 AA: signing in', async ({ page }) => {
  await check(page, '/logg-inn')
  await check(page, '/kontor/logg-inn')
  await check(page, '/sjekk-bevis')
})

const places = {
  home: ['/', '/innboks', '/fastlege', '/helse', '/meg'],
  me: ['/meg/innsyn', '/meg/innstillinger', '/meg/passnokler', '/vaksiner', '/vaksiner/bevis', '/resepter'],
  write: ['/e-konsultasjon', '/kontakt-legekontor', '/bestillinger', '/helsekontakter', '/behandlere'],
}

for (const [name, addresses] of Object.entries(places))
  test(`WCAG 2.2 AA: the citizen app, ${name}`, async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'everyday')
    for (const address of addresses) await check(page, address)
  })

test('WCAG 2.2 AA: the citizen app, one medicine and what is not there', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'everyday')
  await page.goto('/resepter')
  await expect(page.getByRole('link', { name: /Levotyroksin/ })).toBeVisible()
  const medicine = await linkTo(page, /^\/resepter\/[0-9a-f-]{36}$/)
  await check(page, medicine)
  await check(page, `/resepter/forny?medisin=${medicine.split('/').at(-1)}`)
  await page.goto(medicine)
  await check(page, '/resepter/finnes-ikke')
  await check(page, '/finnes-ikke')
})

test('WCAG 2.2 AA: appointments', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'elder')
  await check(page, '/timeavtaler')
  await check(page, '/timeavtaler?visning=kalender')
  await check(page, '/timeavtaler/bestill')
  await check(page, '/timeavtaler/venteliste')
})

test('WCAG 2.2 AA: one appointment, and cancelling it', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'elder')
  await page.goto('/timeavtaler')
  await expect(page.getByRole('heading', { name: 'Kommende timer' })).toBeVisible()
  await check(page, await linkTo(page, /^\/timeavtaler\/[0-9a-f-]{36}$/))
  await page.getByRole('button', { name: 'Avbestill timen' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'cancel')
})

test('WCAG 2.2 AA: a practice, its times, and writing to it', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'elder')
  await page.goto('/behandlere')
  await expect(page.getByRole('link', { name: /Fjordvik fysioterapi/ })).toBeVisible()
  const practice = await linkTo(page, /^\/behandlere\/[0-9a-f-]{36}$/)
  await check(page, practice)
  const id = practice.split('/').at(-1)
  await check(page, `/timeavtaler/bestill?sted=${id}`)
  await check(page, `/behandlere/skriv?behandler=${id}&hva=contact`)
})

test('WCAG 2.2 AA: a time that is held', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'elder')
  await page.goto('/timeavtaler/bestill')
  await page
    .getByRole('button', { name: /dag \d+\. [a-z]+ kl\. / })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Vi holder av tiden til deg' })).toBeVisible()
  await check(page, new URL(page.url()).pathname + new URL(page.url()).search)
})

test('WCAG 2.2 AA: receipts, open and answered', async ({ page }) => {
  await signIn(page, 'chronic')
  await page.goto('/resepter')
  await expect(page.getByRole('link', { name: /Se kvitteringen/ }).first()).toBeVisible()
  await check(page, await linkTo(page, /^\/resepter\/kvittering\//))
  await page.goto('/resepter')
  await page
    .getByRole('link', { name: /Naproksen/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Fornyelser' })).toBeVisible()
  await check(page, await linkTo(page, /^\/resepter\/kvittering\//))
})

test('WCAG 2.2 AA: health contacts of a patient, open and ended, and a message to a unit', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'chronic')
  await page.goto('/helsekontakter')
  await page.getByText(/^Avsluttet \(/).click()
  await expectNoViolations(page, 'ended contacts')
  await check(page, await linkTo(page, /^\/helsekontakter\/skriv/))
})

test('WCAG 2.2 AA: referrals: the list, one with its places, and one that is late', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'everyday')
  await check(page, '/henvisninger')
  await check(page, await linkTo(page, /^\/henvisninger\/.+/))
  await page.getByRole('button', { name: 'Se steder og ventetid' }).click()
  await expectNoViolations(page, 'places')
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Velg dette stedet' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page, 'choosing a place')
  await page.context().clearCookies()
  await signIn(page, 'chronic')
  await page.goto('/henvisninger')
  await check(page, await linkTo(page, /^\/henvisninger\/.+/))
})
