import { axeViolations, signIn } from '@lomma/platform/testing'
import { expect, test } from '@playwright/test'

test('D4: an overdue vaccine leads from the front page to whom to call and where the rule is written', async ({
  page,
}) => {
  await signIn(page, 'screening')
  const task = page.getByText('Ta påfyll mot stivkrampe, difteri, kikhoste og polio')
  await expect(task).toBeVisible()
  await page.getByRole('link', { name: 'Se vaksinene' }).first().click()

  await expect(page.getByRole('heading', { level: 1, name: 'Vaksiner' })).toBeVisible()
  await expect(page.getByText('Du har 1 vaksine å ta nå.')).toBeVisible()
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /Påfyll for voksne/ }) })
  await expect(card.getByText('Forsinket')).toBeVisible()
  await expect(card.getByText('Beskytter mot difteri, stivkrampe, kikhoste og polio.')).toBeVisible()
  await expect(card.getByRole('link', { name: '00 30 01 10' })).toHaveAttribute('href', 'tel:00300110')

  // With the keyboard alone.
  const rule = card.locator('summary')
  await rule.focus()
  await page.keyboard.press('Enter')
  await expect(card.getByText('Hvert 10. år, for alle voksne.')).toBeVisible()
  await expect(card.getByRole('link', { name: /fhi\.no/ })).toHaveAttribute('href', /^https:\/\/www\.fhi\.no\//)
  expect(await axeViolations(page)).toEqual([])
})

test('D4: every vaccine with date, place and source; a long list can be searched', async ({ page }) => {
  await signIn(page, 'elder')
  await page.goto('/vaksiner')
  await expect(page.getByText('Anbefalt nå')).toBeVisible()
  const doses = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ has: page.getByRole('heading', { name: 'Vaksiner du har tatt' }) })
    .last()
  await expect(doses.getByText(/Gitt ved Nordlys legesenter/).first()).toBeVisible()
  await expect(doses.getByText(/Registrert samme dag av/).first()).toBeVisible()
  const all = await doses.getByRole('listitem').count()
  expect(all).toBeGreaterThan(15)

  await page.getByLabel('Søk i vaksinene').fill('pneumokokker')
  await expect(page.getByText('2 treff.')).toBeVisible()
  await expect(doses.getByRole('listitem')).toHaveCount(2)
  await page.getByLabel('Søk i vaksinene').fill('finnes ikke')
  await expect(page.getByText('Ingen treff.')).toBeVisible()

  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByText('Gjelder ikke deg nå').click()
  await expect(page.getByRole('heading', { name: 'Tuberkulose (BCG)' })).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
})

test('D4: nothing is lost when the answer does not come', async ({ page }) => {
  await signIn(page, 'teen')
  await page.route('**/api/vaccines/list', (route) => route.abort())
  await page.goto('/vaksiner')
  // In nynorsk or bokmål: other tests choose for the teen too.
  await expect(page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'kontakt' })).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await page.unroute('**/api/vaccines/list')
  await page.getByRole('button', { name: /Prøv ig/ }).click()
  await expect(page.getByRole('heading', { name: /^(Vaksinar du har teke|Vaksiner du har tatt)$/ })).toBeVisible()
})
