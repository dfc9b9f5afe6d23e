import { demoId } from '@lomma/platform/demo'
import { toHealthcareService } from '@lomma/platform/registers'
import { portal } from '@lomma/platform/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { offerRenewal } from './offer-renewal.ts'
import { requestRenewal } from './request-renewal.ts'
import { granted, openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

it('an office that promises two days is held to two: before the press, and in the receipt', async () => {
  const { deps } = scene.world
  const { office } = scene.person('everyday')
  const promise = toHealthcareService(office, { kind: 'renewal', active: true, answerDays: 2 })
  granted(await deps.store.command(portal, (tx) => tx.update(promise)))
  const losartan = demoId('prescription', 'everyday/losartan/now')
  const offer = granted(await offerRenewal(scene.citizen('everyday'), losartan, deps))
  expect(offer).toMatchObject({ workingDays: 2, answerBy: '2026-04-15' })
  const receipt = granted(await requestRenewal(scene.citizen('everyday'), { medicines: [losartan] }, deps))
  expect(JSON.stringify(receipt)).toContain('"answerBy":"2026-04-15"')
})
