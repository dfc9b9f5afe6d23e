import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, test } from '@playwright/test'

test('B5: a practical message; the page says it is not for health; the secretary answers, the citizen reads', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'everyday')
  await page.goto('/kontakt-legekontor')
  await expect(page.getByText('Ikke skriv om helse her')).toBeVisible()
  await expect(page.getByRole('link', { name: /kan du skrive til legen/ })).toHaveAttribute('href', '/e-konsultasjon')
  await expect(page.getByText('De som jobber ved Nordlys legesenter')).toBeVisible()
  await page.getByRole('button', { name: 'Send til kontoret' }).click()
  await expect(page.getByText('Skriv noe før du sender.')).toBeVisible()
  await page.getByLabel('Hva gjelder det?').fill('Regning')
  await page.getByLabel(/Skriv til kontoret/).fill('Jeg har fått to regninger for én time.')
  await page.getByRole('button', { name: 'Send til kontoret' }).click()
  await expect(page).toHaveURL(/\/innboks\/[\w-]+$/)
  const thread = page.url().split('/').at(-1) ?? ''

  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const office = await context.newPage()
  await signInAtOffice(office, 'secretary-nordlys')
  await office.goto(`/kontor/sak/melding/${thread}`)
  await expect(office.getByText('Jeg har fått to regninger for én time.')).toBeVisible()
  await office.getByRole('radio', { name: 'Svar og avslutt' }).check()
  await office.getByLabel(/^Til /).fill('Den ene er slettet.')
  const answered = office.waitForResponse((response) => response.url().endsWith('/answer'))
  await office.getByRole('button', { name: 'Send og avslutt' }).click()
  expect((await answered).status()).toBe(200)
  await page.goto(`/innboks/${thread}`)
  await expect(page.getByText('Den ene er slettet.')).toBeVisible()
  await context.close()
})
