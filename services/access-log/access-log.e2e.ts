import { axeViolations, signIn } from '@lomma/platform/testing'
import { expect, test } from '@playwright/test'

test('G8: a citizen sees who has looked, why, and what to do about it', async ({ page }) => {
  await signIn(page, 'everyday')
  await page.goto('/meg')
  await page.getByRole('link', { name: /Hvem har sett i journalen min/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hvem har sett i journalen min' })).toBeVisible()

  // A doctor from another office, with the reason that was stated.
  const stranger = page.getByRole('listitem').filter({ hasText: 'Vakt: pasienten ringte om bivirkninger' })
  await expect(stranger).toContainText('Astrid Vollsundby')
  await expect(stranger).toContainText('Helsepersonell · Lynghei legesenter')
  await expect(stranger).toContainText('Leste: personopplysninger og resepter')
  await expect(stranger).toContainText('For å gi helsehjelp')

  await page.getByRole('link', { name: /Kjenner du ikke igjen et oppslag/ }).click()
  await expect(page.getByText('Kontakt virksomheten som står ved oppslaget.')).toBeInViewport()
  await expect(page.getByText(/Sykehus, legekontor og kjernejournalen fører egne logger/)).toBeVisible()

  expect(await axeViolations(page)).toEqual([])
})

test('G8: own look-ups are folded, and the look at the log is one of them', async ({ page }) => {
  await signIn(page, 'chronic')
  await page.goto('/meg/innsyn')
  await expect(page.getByText('SYSVAK')).toBeVisible()
  const mine = page.getByRole('listitem').filter({ hasText: 'Innsyn i egne opplysninger' })
  await expect(mine).toHaveCount(0)

  // With the keyboard alone.
  await page.getByLabel('Vis mine egne oppslag').focus()
  await page.keyboard.press('Space')
  await expect(mine.first()).toContainText('Du')
  await expect(mine.first()).toContainText('innsynsloggen')

  await page.getByText('Systemer', { exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Helsepersonell ·' })).toHaveCount(0)
  await expect(page.getByText('SYSVAK')).toBeVisible()
})
