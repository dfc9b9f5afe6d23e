import { randomUUID } from 'node:crypto'
import type { Context } from '@lomma/platform/access'
import { workingDeadline } from '@lomma/platform/calendar'
import { organisation } from '@lomma/platform/demo'
import { type NewThread, newMessage, newThreadTask } from '@lomma/platform/dialogue'
import type { Refusal } from '@lomma/platform/errors'
import type { Resource, Stored } from '@lomma/platform/fhir'
import { contextOf, portal } from '@lomma/platform/testing'
import { receiptNumber } from '@lomma/platform/thread'
import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindCode } from '../contract/index.ts'
import { closeContact, newContact, withUntil } from '../fhir/contact.ts'
import { extensions } from '../fhir/systems.ts'
import { endContact } from './change-contact.ts'
import { writeToUnit } from './citizen.ts'
import { openContact } from './open-contact.ts'
import { granted, maternity, openScene, rheuma, type Scene, system } from './scene.fixture.ts'

/** The rules of health contacts asked at the store as the FHIR door does: each refusal of a screen is one here too. */
let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.appointment('pregnant', 'hospital-sorost', 5)
  await scene.appointment('diabetes', 'hospital-sorost', 5)
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps
const sorost = organisation('hospital-sorost')
const nord = organisation('hospital-nord')

const write = <R extends Resource>(context: Context, resource: R): Promise<Stored<R> | Refusal> =>
  deps().store.command(context, (tx) => tx.create(resource))

/** Somebody at the hospital through the FHIR door, with a stated purpose. */
function fhirNurse(key: 'nurse-sorost' | 'nurse-nord' = 'nurse-sorost'): Context {
  return contextOf(scene.nurse(key).actor, { door: 'fhir', reason: 'a test' })
}

type Change = (one: EpisodeOfCare & { id: string }) => EpisodeOfCare
function contact(change: Change = (one) => one, until: string | null = null): EpisodeOfCare {
  return change(
    newContact({
      ...{ id: randomUUID(), citizen: scene.person('pregnant').citizen, from: scene.world.clock.now(), until },
      hospital: { id: sorost.id, name: sorost.name },
      unit: { id: maternity, name: 'Fødepoliklinikken' },
    }),
  )
}

async function update(context: Context, id: string, change: (one: Stored<EpisodeOfCare>) => EpisodeOfCare) {
  const found = await deps().store.as(portal).read('EpisodeOfCare', id)
  if (!found) throw new Error(`no ${id}`)
  return deps().store.command(context, (tx) => tx.update({ ...change(found), id }))
}

describe('a unit becomes a health contact through the FHIR door', () => {
  it.each<[string, Change, string]>([
    ['closed from the start', (one) => closeContact(one, 'to-gp', '', new Date()), 'contact-incomplete'],
    ['planned', (one) => ({ ...one, status: 'planned' }), 'contact-incomplete'],
    ['without a hospital', ({ managingOrganization: _, ...one }) => one, 'contact-incomplete'],
    ['without a unit', ({ extension: _, ...one }) => one, 'contact-incomplete'],
    ['without a beginning', ({ period: _, ...one }) => one, 'contact-incomplete'],
    ['begun tomorrow', (one) => ({ ...one, period: { start: '2026-04-14T08:00:00Z' } }), 'contact-incomplete'],
    [
      'with a diagnosis',
      (one) => ({ ...one, diagnosis: [{ condition: { reference: 'Condition/x' } }] }),
      'contact-incomplete',
    ],
    [
      'with a last day that is past',
      (one) => ({ ...one, period: { start: '2026-03-01T08:00:00Z', end: '2026-04-01' } }),
      'end-out-of-range',
    ],
    [
      'as another hospital’s unit',
      (one) => ({
        ...one,
        extension: [{ url: extensions.unit, valueReference: { reference: `HealthcareService/${rheuma}` } }],
      }),
      'not-your-unit',
    ],
    [
      'at a hospital that has nothing to do with her',
      (one) => ({
        ...one,
        managingOrganization: { reference: `Organization/${nord.id}` },
        extension: [{ url: extensions.unit, valueReference: { reference: `HealthcareService/${rheuma}` } }],
      }),
      'no-relation',
    ],
  ])('%s is refused', async (_what, change, refused) => {
    for (const context of [system(), fhirNurse()]) {
      const answer = await write(context, contact(change))
      const stranger = refused === 'no-relation' && context.actor.kind === 'practitioner'
      expect(answer).toMatchObject({ refused: stranger ? 'not-your-unit' : refused })
    }
  })

  it('not by the citizen, a secretary or another hospital', async () => {
    const self = contextOf(scene.citizen('pregnant').actor, { door: 'fhir' })
    expect(await write(self, contact())).toMatchObject({ refused: 'not-for-role' })
    expect(await write(fhirNurse('nurse-nord'), contact())).toMatchObject({ refused: 'not-your-unit' })
  })

  it('leaves what other systems say of episodes alone', async () => {
    const other: EpisodeOfCare = {
      resourceType: 'EpisodeOfCare',
      status: 'planned',
      patient: { reference: `Patient/${scene.person('pregnant').citizen}` },
    }
    granted(await write(system(), other))
  })
})

describe('an open health contact through the FHIR door', () => {
  let id = ''
  beforeAll(async () => {
    id = granted(await write(system(), contact())).id
  })

  it('is one at a time', async () => {
    expect(await write(system(), contact())).toMatchObject({ refused: 'already-open' })
    const { citizen } = scene.person('pregnant')
    const again = await openContact(scene.nurse('nurse-sorost'), { citizen, unit: maternity, until: null }, deps())
    expect(again).toMatchObject({ refused: 'already-open' })
  })

  it.each<[string, (one: Stored<EpisodeOfCare>) => EpisodeOfCare, string]>([
    ['no contact any more', ({ type: _, ...one }) => one, 'contact-stays'],
    ['another beginning', (one) => ({ ...one, period: { start: '2026-01-01T08:00:00Z' } }), 'contact-stays'],
    [
      'another hospital',
      (one) => ({ ...one, managingOrganization: { reference: `Organization/${nord.id}` } }),
      'contact-stays',
    ],
    ['on hold', (one) => ({ ...one, status: 'onhold' }), 'contact-incomplete'],
    ['ended without a reason', (one) => ({ ...one, status: 'finished' }), 'reason-missing'],
    ['a last day too far ahead', (one) => withUntil(one, '2029-01-01'), 'end-out-of-range'],
  ])('%s is refused', async (_what, change, refused) => {
    for (const context of [system(), fhirNurse()]) expect(await update(context, id, change)).toMatchObject({ refused })
  })

  it('is not ended by another hospital, the citizen, or by taking it away', async () => {
    const end = (one: Stored<EpisodeOfCare>) => closeContact(one, 'to-gp', '', scene.world.clock.now())
    expect(await update(fhirNurse('nurse-nord'), id, end)).toMatchObject({ refused: 'not-your-unit' })
    expect(await update(contextOf(scene.citizen('pregnant').actor, { door: 'fhir' }), id, end)).toMatchObject({
      refused: 'not-for-role',
    })
    const gone = deps().store.command(system(), async (tx) => {
      await tx.delete('EpisodeOfCare', id)
      return {}
    })
    expect(await gone).toMatchObject({ refused: 'contact-stays' })
  })
})

describe('conversations of a health contact through the FHIR door', () => {
  let id = ''
  const self = () => scene.citizen('diabetes')
  const fhirSelf = () => contextOf(self().actor, { door: 'fhir' })
  beforeAll(async () => {
    const { citizen } = scene.person('diabetes')
    const wanted = { citizen, unit: maternity, until: null }
    id = granted(await openContact(scene.nurse('nurse-sorost'), wanted, deps())).contact
  })

  let serial = 0
  const task = (more: Partial<NewThread> = {}) =>
    newThreadTask({
      ...{ id: randomUUID(), kind: kindCode, citizen: scene.person('diabetes').citizen },
      office: { id: sorost.id, name: sorost.name },
      receipt: receiptNumber(Uint8Array.of(++serial, 7, 7, 7, 7)),
      sent: scene.world.clock.now(),
      deadline: workingDeadline(scene.world.clock.now(), 5),
      focus: `EpisodeOfCare/${id}`,
      ...more,
    })
  const words = (thread: string) =>
    newMessage({
      ...{ id: randomUUID(), thread, kind: kindCode, sensitivity: 'clinical', citizen: self().actor.citizen },
      sender: { type: 'Patient', id: self().actor.citizen, name: self().actor.name },
      recipient: { type: 'Organization', id: sorost.id },
      ...{ text: 'Hei', sent: scene.world.clock.now() },
    })

  it('begin in an open contact of the same patient and hospital', async () => {
    granted(await write(fhirSelf(), task()))
    granted(await write(system(), task()))
    expect(await write(fhirSelf(), task({ focus: undefined }))).toMatchObject({ expression: ['Task.focus'] })
    const strange = granted(
      await deps().store.as(portal).searchCitizen(scene.person('pregnant').citizen, 'EpisodeOfCare'),
    )
    for (const { id: other } of strange)
      expect(await write(system(), task({ focus: `EpisodeOfCare/${other}` }))).toMatchObject({
        expression: ['Task.focus'],
      })
    expect(await write(system(), task({ office: { id: nord.id, name: nord.name } }))).toMatchObject({
      refused: 'not-your-office',
    })
  })

  it('are silent when it has ended, at either door and for either side', async () => {
    const command = { contact: id, text: 'Hei', attachments: [] }
    const { thread } = granted(await writeToUnit(self(), command, deps()))
    const end = (one: Stored<EpisodeOfCare>) => closeContact(one, 'to-gp', '', scene.world.clock.now())
    for (const context of [system(), fhirNurse()])
      expect(await update(context, id, end)).toMatchObject({ refused: 'answer-owed' })
    // Answered and withdrawn by the portal itself, so that nothing waits.
    const tasks = await deps().store.as(portal).searchCitizen(self().actor.citizen, 'Task')
    for (const one of tasks)
      await deps().store.command(portal, (tx) =>
        tx.update({ ...one, status: 'on-hold', businessStatus: { coding: [{ ...state, code: 'answered' }] } }),
      )
    granted(await update(fhirNurse(), id, end))
    for (const context of [fhirSelf(), system()]) {
      expect(await write(context, words(thread))).toMatchObject({ refused: 'contact-closed' })
      expect(await write(context, task())).toMatchObject({ refused: 'contact-closed' })
    }
    expect(await write(fhirNurse(), task({ state: 'answered' }))).toMatchObject({ refused: 'contact-closed' })
    for (const context of [system(), fhirNurse()])
      expect(await update(context, id, (one) => ({ ...one, status: 'active' }))).toMatchObject({
        refused: 'contact-closed',
      })
    const { versionId: version } = granted(await update(portal, id, (one) => one)).meta
    const again = await endContact(scene.nurse('nurse-sorost'), id, { version, reason: 'to-gp', words: '' }, deps())
    expect(again).toMatchObject({ refused: 'contact-closed' })
  })

  const state = { system: 'http://lomma.example/fhir/CodeSystem/thread-state' }
})
