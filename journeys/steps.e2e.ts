import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { PersonaKey } from '@lomma/platform/demo'
import { signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'
import { type CountedTask, countedFile, stepsDocument } from '../tools/steps/document.ts'

/**
 * How many clicks a task takes from the front page, counted in the page itself: whatever the test presses, with mouse or
 * keyboard, is a click the browser trusts. docs/STEPS.md is made from it and must say the same.
 */
const counted: CountedTask[] = []

/** Signs in, waits for the front page, counts what is pressed until the task is done. */
async function count(
  page: Page,
  task: { readonly name: string; readonly bar: number; readonly person: PersonaKey },
  run: (page: Page) => Promise<void>,
): Promise<void> {
  const pressed: string[] = []
  // Which time is the first free one depends on the day.
  await page.exposeFunction('pressedHere', (what: string) =>
    pressed.push(/^\d\d?[.:]\d\d/.test(what) ? 'a time' : what),
  )
  await page.addInitScript(`
    document.addEventListener('click', (event) => {
      if (!event.isTrusted || !(event.target instanceof Element)) return
      const control = event.target.closest('a, button, label, summary, input')
      const words = control?.querySelector('[class*=title]') ?? control
      window.pressedHere((words?.textContent || control?.getAttribute('aria-label') || '').trim())
    }, true)`)
  await signIn(page, task.person)
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  pressed.length = 0
  await run(page)
  counted.push({ task: task.name, bar: task.bar, clicks: pressed.length, pressed: [...pressed] })
  expect(pressed.length, pressed.join(' → ')).toBeLessThanOrEqual(task.bar)
  expect(pressed.length).toBeGreaterThan(0)
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

test('B4: renew a prescription', async ({ page }) => {
  await count(page, { name: 'Renew a prescription', bar: 2, person: 'diabetes' }, async () => {
    await page.getByRole('listitem').filter({ hasText: 'Metformin' }).getByRole('link', { name: 'Forny' }).click()
    await page.getByRole('button', { name: 'Send til legen' }).click()
    await expect(heading(page, 'Sendt til legen')).toBeVisible()
  })
  // Taken back, so that the world is as it was for others.
  await page.getByRole('button', { name: /^Trekk tilbake/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Trekk tilbake' }).click()
  await expect(page.getByRole('button', { name: /^Trekk tilbake/ })).toHaveCount(0)
})

test('D1: see the prescriptions', async ({ page }) => {
  await count(page, { name: 'See my prescriptions', bar: 1, person: 'elder' }, async () => {
    await page.getByRole('main').getByRole('link', { name: 'Resepter', exact: true }).click()
    await expect(heading(page, 'Resepter')).toBeVisible()
    await expect(page.getByText(/Apiksaban/).first()).toBeVisible()
  })
})

test('D4: see the vaccines', async ({ page }) => {
  await count(page, { name: 'See my vaccines', bar: 1, person: 'screening' }, async () => {
    await page.getByRole('main').getByRole('link', { name: 'Vaksiner', exact: true }).click()
    await expect(heading(page, 'Vaksiner')).toBeVisible()
  })
})

test('C3: see the referrals', async ({ page }) => {
  await count(page, { name: 'See my referrals', bar: 1, person: 'diabetes' }, async () => {
    await page.getByRole('main').getByRole('link', { name: 'Henvisninger', exact: true }).click()
    await expect(heading(page, 'Henvisninger')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Diabetes hos voksne' })).toBeVisible()
  })
})

test('A1: read a message', async ({ page }) => {
  await count(page, { name: 'Read a message', bar: 1, person: 'elder' }, async () => {
    await page.getByRole('link', { name: /1 ny melding/ }).click()
    await expect(heading(page, 'Hjemmetjenesten kommer tirsdag')).toBeVisible()
    await expect(page.getByText('Fra neste uke kommer vi hver tirsdag')).toBeVisible()
  })
})

test('B3: read what the doctor wrote, and answer', async ({ page }) => {
  // Her contact register says English (G5).
  await count(page, { name: 'Answer a message', bar: 2, person: 'pregnant' }, async () => {
    await page.getByRole('link', { name: /^(New message from|Ny melding fra) Farid Azimvar/ }).click()
    await page.getByLabel(/^(Write to|Skriv til)/).fill('Takk. Jeg klør ikke i hendene.')
    await page.getByRole('button', { name: /^Send (the answer|svaret)$/ }).click()
    await expect(page.getByText(/^(The answer is sent|Svaret er sendt)\.$/)).toBeVisible()
  })
})

test('B1: see what the GP offers', async ({ page }) => {
  await count(page, { name: 'See what my GP offers', bar: 1, person: 'elder' }, async () => {
    await page.getByRole('link', { name: 'Mer om fastlegen' }).click()
    await expect(heading(page, 'Fastlegen din')).toBeVisible()
  })
})

test('B2: book a time at the GP', async ({ page }) => {
  await count(page, { name: 'Book a time at the GP', bar: 4, person: 'elder' }, async () => {
    await page.getByRole('main').getByRole('link', { name: 'Timeavtaler', exact: true }).click()
    await page.getByRole('button', { name: 'Bestill time hos fastlegen' }).click()
    await page
      .getByRole('button', { name: /^[a-zø]+dag \d+\. [a-z]+ kl\. \d/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Bestill timen' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Timen er bestilt' })).toBeVisible()
  })
})

test('B2: cancel a time', async ({ page }) => {
  await count(page, { name: 'Cancel a time', bar: 3, person: 'diabetes' }, async () => {
    await page
      .getByRole('link', { name: /Time hos fastlegen/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Avbestill timen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Avbestill', exact: true }).click()
    await expect(page.getByText('Du har avbestilt denne timen.')).toBeVisible()
  })
})

test('docs/STEPS.md says nothing but what was counted: npm run steps', () => {
  writeFileSync(countedFile, JSON.stringify(counted, null, 2))
  const said = readFileSync(path.join(import.meta.dirname, '../docs/STEPS.md'), 'utf8').split('\n')
  const lines = stepsDocument(counted).split('\n')
  expect(said.length).toBeGreaterThan(8)
  expect(said.filter((line) => !lines.includes(line))).toEqual([])
})
