import { demoId } from '@lomma/platform/demo'
import { portal } from '@lomma/platform/testing'
import type { ServiceRequest } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hospitalEvents } from '../contract/index.ts'
import { referralOf } from '../fhir/read-appointment.ts'
import { offerTimes } from './offer-times.ts'
import { showOffice } from './office.ts'
import { showReferred } from './referred.ts'
import { granted, openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
const id = 'referral-of-screening'

beforeAll(async () => {
  scene = await openScene()
  scene.behave(() => 'answers')
  const { citizen, name } = scene.person('screening')
  const { organization } = scene.nurse('nurse-sorost').actor
  const request: ServiceRequest & { id: string } = {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    code: { text: 'Diabetes hos voksne' },
    subject: { reference: `Patient/${citizen}`, display: name },
    performer: [
      { reference: `HealthcareService/${demoId('hospital-clinic', 'diabetes')}` },
      { reference: `Organization/${organization}` },
    ],
  }
  granted(await scene.deps.store.command(portal, (tx) => tx.update(request)))
}, 120_000)
afterAll(() => scene.close())

/** What was told of appointments that rest on a referral. */
const told = (referral: string) =>
  scene.deps.db<{ data: { status: string; appointment: string } }[]>`
    select data from events.outbox
    where type = ${hospitalEvents.changed} and data->>'referral' = ${referral} order by at`

describe('times for somebody who is referred', () => {
  test('the hospital that has the referral sees whom it is for, and no other does', async () => {
    expect(granted(await showReferred(scene.nurse('nurse-sorost'), id, scene.deps))).toMatchObject({
      patient: { name: 'Kjersti Alvsundet' },
      title: 'Diabetes hos voksne',
      clinic: demoId('hospital-clinic', 'diabetes'),
    })
    const elsewhere = await showReferred(scene.nurse('nurse-nord'), id, scene.deps)
    expect(elsewhere).toMatchObject({ refused: 'referral-unknown' })
    const none = await showReferred(scene.nurse('nurse-sorost'), 'none', scene.deps)
    expect(none).toMatchObject({ refused: 'referral-unknown' })
  })

  test('are offered without an identity number, rest on the referral, and are told of', async () => {
    await showOffice(scene.nurse('nurse-sorost'), scene.deps)
    await scene.copy()
    const { clinics } = await showOffice(scene.nurse('nurse-sorost'), scene.deps)
    const clinic = clinics.find((one) => one.id === demoId('hospital-clinic', 'diabetes'))
    const offer = {
      referral: id,
      clinic: clinic?.id ?? '',
      type: 'attendance' as const,
      title: 'Første time',
      preparation: '',
      slots: clinic?.free.slice(0, 2).map(({ slot }) => slot) ?? [],
      chooseBy: '2026-04-24',
    }
    const wrong = await offerTimes(scene.nurse('nurse-sorost'), { ...offer, referral: 'none' }, scene.deps)
    expect(wrong).toMatchObject({ refused: 'referral-unknown' })
    const nobody = await offerTimes(scene.nurse('nurse-sorost'), { ...offer, referral: undefined }, scene.deps)
    expect(nobody).toMatchObject({ refused: 'patient-unknown' })
    const done = granted(await offerTimes(scene.nurse('nurse-sorost'), offer, scene.deps))
    expect(done).toEqual({ patient: 'Kjersti Alvsundet', times: 2 })
    const one = await scene.find('screening', 'Første time')
    const stored = await scene.deps.store.as(portal).read('Appointment', one.id)
    expect(stored && referralOf(stored)).toBe(id)
    expect((await told(id)).map(({ data }) => data)).toMatchObject([{ appointment: one.id, status: 'proposed' }])
  })
})

test('an appointment of before rests on its referral, and a fresh copy of the same tells nothing new', async () => {
  const referral = demoId('referral', 'diabetes/diabetes')
  const before = await told(referral)
  expect(before.map(({ data }) => data.status)).toEqual(['booked'])
  const { citizen } = scene.person('diabetes')
  await scene.deps.sources.copies({ citizen, kind: 'regional-appointments', maxAgeMinutes: 0 })
  await scene.copy()
  expect(await told(referral)).toEqual(before)
})
