import { signIn } from '@lomma/platform/testing'
import { expect, type Page, test } from '@playwright/test'

/** The browser's own authenticator: a phone that has checked its owner. */
async function withDevice(page: Page) {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return {
    /** The owner turns away from the device's question. */
    refuses: (no: boolean) => browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: !no }),
  }
}

test('G7: a passkey after national ID, sign-in with it, and away with it', async ({ page }) => {
  const device = await withDevice(page)
  await signIn(page, 'neighbour')
  await page.goto('/meg')
  await page.getByRole('link', { name: /^Passnøkler/ }).click()
  await expect(page.getByText('Du har ingen passnøkler ennå.')).toBeVisible()
  await page.getByLabel('Hva kaller du enheten?').fill(' ')
  await page.getByRole('button', { name: 'Lag passnøkkel' }).click()
  await expect(page.getByText('Gi enheten et navn.')).toBeVisible()
  await page.getByLabel('Hva kaller du enheten?').fill('Mobilen på kjøkkenet')
  await page.getByRole('button', { name: 'Lag passnøkkel' }).click()
  await expect(page.getByText('Passnøkkelen er laget.', { exact: false })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Mobilen på kjøkkenet' })).toBeVisible()
  await expect(page.getByText('Ikke brukt ennå')).toBeVisible()
  // The device has one already.
  await page.getByRole('button', { name: 'Lag passnøkkel' }).click()
  await expect(page.getByText('Denne enheten har en passnøkkel fra før.')).toBeVisible()

  // Out, and in again with one press; back to where one was going.
  await page.goto('/meg')
  await page.getByRole('button', { name: 'Logg ut' }).click()
  await expect(page.getByRole('heading', { name: 'Helsetjenesten i lomma' })).toBeVisible()
  await page.goto('/resepter')
  await expect(page).toHaveURL(/\/logg-inn/)
  await device.refuses(true)
  await page.getByRole('button', { name: 'Logg inn med passnøkkel' }).click()
  await expect(page.getByText('Innloggingen ble avbrutt.', { exact: false })).toBeVisible()
  await device.refuses(false)
  await page.getByRole('button', { name: 'Logg inn med passnøkkel' }).click()
  await expect(page).toHaveURL(/\/resepter$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Resepter' })).toBeVisible()

  // A passkey does not make another; national ID does, and says so.
  await page.goto('/meg/passnokler')
  await expect(page.getByText(/^Sist brukt/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Logg inn med elektronisk ID' })).toHaveAttribute('href', /pa-nytt=1/)

  await page.getByRole('button', { name: 'Fjern Mobilen på kjøkkenet' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Fjern passnøkkelen' }).click()
  await expect(page.getByText('Passnøkkelen er fjernet.', { exact: false })).toBeVisible()
  await expect(page.getByText('Du har ingen passnøkler ennå.')).toBeVisible()
  await page.goto('/meg')
  await page.getByRole('button', { name: 'Logg ut' }).click()
  await page.getByRole('button', { name: 'Logg inn med passnøkkel' }).click()
  await expect(page.getByText('Denne passnøkkelen er ikke i bruk hos oss.', { exact: false })).toBeVisible()
})
