import { axeViolations, signIn } from '@lomma/platform/testing'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'

/** From the list of vaccines, two clicks: the certificate of everything. */
async function makeOne(page: Page): Promise<void> {
  await page.goto('/vaksiner')
  await page.getByRole('link', { name: 'Lag vaksinebevis' }).click()
  await page.getByRole('button', { name: 'Lag beviset' }).click()
  await expect(page.getByText('Beviset er laget')).toBeVisible()
}

interface Downloaded {
  readonly verifiableCredential: string[]
}

async function downloadFile(page: Page): Promise<Downloaded> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Last ned fil' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('vaksinebevis.smart-health-card')
  let content = ''
  for await (const chunk of await download.createReadStream()) content += String(chunk)
  return JSON.parse(content)
}

/** Somebody at the door: another browser, signed in nowhere. Everything it sends is written down. */
async function checker(browser: Browser): Promise<{ page: Page; context: BrowserContext; sent: string[] }> {
  const context = await browser.newContext({ locale: 'nb-NO', viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
  await page.goto('/sjekk-bevis')
  await expect(page.getByText(/^Klar\. Nøkler og liste er hentet/)).toBeVisible()
  return { page, context, sent }
}

async function paste(page: Page, content: string): Promise<void> {
  await page.getByLabel('Koden fra QR-en eller filen').fill(content)
  await page.getByRole('button', { name: 'Sjekk koden' }).click()
}

test('D4: a citizen makes a certificate, and somebody who is not signed in checks it, offline too', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  await signIn(page, 'everyday')
  await makeOne(page)
  await expect(page).toHaveURL(/\/vaksiner\/bevis\/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  await expect(page.getByText('Torunn Havlyng').first()).toBeVisible()
  await expect(page.getByText('Vaccination certificate').first()).toBeVisible()
  await expect(page.getByText('Yellow fever').first()).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  const code = page.getByRole('img', { name: /^QR-kode 1 av/ })
  const picture = await code.screenshot()
  const file = await downloadFile(page)

  const { page: door, context, sent } = await checker(browser)
  // A picture of the code, as a camera sees it.
  await door.locator('input[type=file]').setInputFiles({ name: 'kode.png', mimeType: 'image/png', buffer: picture })
  await expect(door.getByRole('status').filter({ hasText: 'Beviset er gyldig' })).toBeVisible()
  await expect(door.getByText('Torunn Havlyng').first()).toBeVisible()
  await expect(door.getByText('Gulfeber')).toBeVisible()
  expect(await axeViolations(door)).toEqual([])

  await context.setOffline(true)
  const buffer = Buffer.from(JSON.stringify(file))
  const chosen = { name: 'vaksinebevis.smart-health-card', mimeType: 'application/smart-health-card', buffer }
  await door.locator('input[type=file]').setInputFiles(chosen)
  await expect(door.getByText('Beviset er gyldig').first()).toBeVisible()
  await expect(door.getByText(/Du er uten nett\. Beviset kan være trukket tilbake etter det\./)).toBeVisible()

  // One sign in the middle of the signature is another.
  const [card = ''] = file.verifiableCredential
  const place = card.length - 40
  await paste(door, card.slice(0, place) + (card[place] === 'A' ? 'B' : 'A') + card.slice(place + 1))
  await expect(door.getByRole('alert').filter({ hasText: 'Beviset er endret eller falskt' })).toBeVisible()
  await expect(door.getByText('Torunn Havlyng')).toHaveCount(0)
  await context.setOffline(false)

  // Nothing of what was checked has left the device.
  const parts = file.verifiableCredential.flatMap((one) => one.split('.').slice(1))
  for (const line of sent) for (const part of parts) expect(line).not.toContain(part.slice(0, 40))
  expect(sent.filter((line) => !line.startsWith('GET '))).toEqual([])
  await context.close()
})

test('D4: a withdrawn certificate is refused, and the citizen sees where each one stands', async ({
  page,
  browser,
}) => {
  await signIn(page, 'screening')
  await makeOne(page)
  const { verifiableCredential } = await downloadFile(page)
  const [card = ''] = verifiableCredential
  const { page: door, context } = await checker(browser)
  await paste(door, card)
  await expect(door.getByText('Beviset er gyldig')).toBeVisible()

  await page.getByRole('button', { name: 'Trekk beviset tilbake' }).click()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Trekk beviset tilbake' }).click()
  await expect(page.getByText(/^Du trakk det tilbake/)).toBeVisible()
  await expect(page.getByRole('img', { name: /^QR-kode/ })).toHaveCount(0)

  await door.getByRole('button', { name: 'Sjekk koden' }).click()
  await expect(door.getByRole('alert').filter({ hasText: 'Beviset er trukket tilbake' })).toBeVisible()
  expect(await axeViolations(door)).toEqual([])
  await context.close()

  await page.getByRole('link', { name: 'Vaksinebevis' }).first().click()
  await expect(page.getByRole('link', { name: /Du trakk det tilbake/ })).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await page.goto('/meg/innsyn')
  await page.getByLabel('Vis mine egne oppslag').focus()
  await page.keyboard.press('Space')
  // What is done in one go is one line of the log, with all that was done.
  await expect(page.getByText(/skrev nytt.*: .*vaksinebevis/i).first()).toBeVisible()
})

test('D4: the check is for everybody: who is signed in and whose session ends stays on the page', async ({ page }) => {
  await signIn(page, 'screening')
  await page.goto('/sjekk-bevis')
  await expect(page.getByText(/^Klar\. Nøkler og liste er hentet/)).toBeVisible()
  await page.context().clearCookies()
  const asked = page.waitForResponse((answer) => answer.url().includes('/auth/session'))
  await page.evaluate("window.dispatchEvent(new Event('online'))")
  expect(await (await asked).json()).toMatchObject({ signedIn: false })
  await paste(page, 'shc:/123')
  await expect(page.getByText('Vi kan ikke lese dette')).toBeVisible()
  await expect(page).toHaveURL(/\/sjekk-bevis$/)
})

test('D4: single vaccines, with the keyboard alone', async ({ page }) => {
  await signIn(page, 'everyday')
  await page.goto('/vaksiner/bevis')
  await page.getByLabel('Enkelte vaksiner').focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('Ingen vaksine er valgt.')).toBeVisible()
  await page.getByRole('button', { name: 'Lag beviset' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Velg minst én vaksine.' })).toBeVisible()
  const yellowFever = page.getByRole('checkbox', { name: 'Gulfeber' })
  await yellowFever.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('1 vaksine blir med.')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Lag beviset' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Beviset er laget')).toBeVisible()
  await expect(page.getByText('Gulfeber').first()).toBeVisible()
  await expect(page.getByText('Tyfoidfeber')).toHaveCount(0)
})

test('D4: the camera reads a code, and is let go of afterwards', async ({ page, browser }) => {
  await signIn(page, 'diabetes')
  await makeOne(page)
  const picture = await page.getByRole('img', { name: /^QR-kode 1 av/ }).screenshot()

  const { page: door, context } = await checker(browser)
  const policy = await door.request.get('/sjekk-bevis')
  expect(policy.headers()['permissions-policy']).toContain('camera=(self)')
  expect((await door.request.get('/vaksiner')).headers()['permissions-policy']).toContain('camera=()')
  // A camera that looks at the code: the picture on a canvas, streamed.
  await door.evaluate(
    async (source) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const draw = () => canvas.getContext('2d')?.drawImage(image, 0, 0)
      setInterval(draw, 50)
      draw()
      navigator.mediaDevices.getUserMedia = async () => {
        const stream = canvas.captureStream(20)
        Object.assign(window, { stream })
        return stream
      }
    },
    `data:image/png;base64,${picture.toString('base64')}`,
  )
  await door.getByRole('button', { name: 'Skann med kamera' }).click()
  await expect(door.getByText('Beviset er gyldig')).toBeVisible()
  await expect(door.locator('video')).toHaveCount(0)
  expect(await door.evaluate("window.stream.getTracks().every((track) => track.readyState === 'ended')")).toBe(true)
  await context.close()
})
