import { expect, type Page } from '@playwright/test'

/** A row of the office's queue. */
export const row = (page: Page, patient: string, medicine: RegExp) =>
  page.getByRole('list', { name: 'Saker etter frist' }).getByRole('listitem').filter({ hasText: patient }).filter({
    hasText: medicine,
  })

/** The queue of the whole office, at the size of a desk. */
export async function openQueue(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/kontor')
  await page.getByRole('button', { name: /Hele kontoret/ }).click()
}

/** Opens a renewal and waits for its history. */
export async function openCase(page: Page, patient: string, medicine: RegExp): Promise<void> {
  await row(page, patient, medicine).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 2, name: medicine })).toBeVisible()
}

/** The ten seconds of a held decision are cut short, as a hurried doctor does. */
export async function sendNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send nå' }).click()
  await expect(page.getByRole('region', { name: 'Svar som venter på å bli sendt' })).not.toContainText('Sende')
}
