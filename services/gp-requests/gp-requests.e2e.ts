import { signIn, signInAtOffice } from '@lomma/platform/testing'
import { expect, test } from '@playwright/test'

test('B6: a sample is ordered without words; the secretary answers from the queue; the citizen reads', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'everyday')
  await page.goto('/bestillinger')
  await page.getByRole('radio', { name: /Prøve på laboratoriet/ }).check()
  await expect(page.getByText(/sier om du må faste/)).toBeVisible()
  await expect(page.getByText(/61\skr for prøvene/)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Blodprøve' }).press('Space')
  await page.getByRole('button', { name: 'Send bestillingen' }).click()
  await expect(page.getByText('Velg hva det gjelder.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Urinprøve' }).press('Space')
  await page.getByRole('button', { name: 'Send bestillingen' }).click()
  await expect(page).toHaveURL(/\/innboks\/[\w-]+$/)
  await expect(page.getByText('Urinprøve').first()).toBeVisible()
  const thread = page.url().split('/').at(-1) ?? ''

  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const office = await context.newPage()
  await signInAtOffice(office, 'secretary-nordlys')
  await office.goto(`/kontor/sak/bestilling/${thread}`)
  await expect(office.getByRole('heading', { name: 'Urinprøve' })).toBeVisible()
  await office.getByRole('radio', { name: 'Svar og avslutt' }).check()
  await office.getByLabel(/^Til /).fill('Lever den i luken før klokken 10.')
  const answered = office.waitForResponse((response) => response.url().endsWith('/answer'))
  await office.getByRole('button', { name: 'Send og avslutt' }).click()
  expect((await answered).status()).toBe(200)
  await page.goto(`/innboks/${thread}`)
  await expect(page.getByText('Lever den i luken før klokken 10.')).toBeVisible()
  await context.close()
})
