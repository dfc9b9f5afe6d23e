import { randomUUID } from 'node:crypto'
import type { Context } from '@lomma/platform/access'
import { contextOf, portal } from '@lomma/platform/testing'
import type { ServiceRequest } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessBy } from '../domain/deadline.ts'
import { readReferral } from '../fhir/read-referral.ts'
import { extensions } from '../fhir/systems.ts'
import { advanceReferral, markReplyRead, type NextStep, newReferral } from '../fhir/write-referral.ts'
import { answerReferral } from './answer.ts'
import { choosePlace } from './move-own.ts'
import { refer } from './refer.ts'
import { granted, openScene, referralOf, type Scene, system } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const later = '2026-06-01'
const fhir = <C extends Context>(context: C): C => ({ ...context, door: 'fhir', idempotencyKey: randomUUID() })
const practitioner = (key: Parameters<Scene['staff']>[0]): Context => {
  const { actor } = scene.staff(key)
  return contextOf(actor, { door: 'fhir', reason: 'a reason' })
}

/** A referral well formed, of the protected person to the heart clinic; `change` spoils it. */
function fresh(change: (one: ServiceRequest) => ServiceRequest = (one) => one): ServiceRequest {
  const { citizen, name, office, gp } = scene.person('protected')
  const sent = scene.world.clock.now()
  return change(
    newReferral({
      id: randomUUID(),
      citizen: { id: citizen, name },
      requester: { id: gp.id, name: gp.name },
      office: { id: office.id, name: office.name },
      unit: { id: scene.unit('heart', 'heart'), name: 'Hjertepoliklinikken' },
      hospital: { id: hospital('doctor-nord'), name: 'Havbrynet sykehus' },
      treatment: { code: 'heart', name: 'Undersøkelse av hjertet' },
      priority: 'routine',
      reason: 'Hjertebank.',
      question: 'Ultralyd.',
      sent,
      assessBy: assessBy(sent),
    }),
  )
}

const hospital = (key: Parameters<Scene['staff']>[0]) => scene.staff(key).actor.organization

const write = (context: Context, one: ServiceRequest) => scene.write(context, (tx) => tx.create(one))

/** Moves a stored referral as somebody. */
async function move(context: Context, id: string, change: (one: ServiceRequest & { id: string }) => ServiceRequest) {
  const there = await scene.stored(id)
  return scene.write(context, (tx) => tx.update({ ...change(there), id }))
}

const step = (next: Omit<NextStep, 'at'>) => (one: ServiceRequest) =>
  advanceReferral(one, { at: scene.world.clock.now(), ...next })

const withExtension = (url: string, value: object | null) => (one: ServiceRequest) => ({
  ...one,
  extension: [...(one.extension ?? []).filter((known) => known.url !== url), ...(value ? [{ url, ...value }] : [])],
})

describe('a referral that another system sends', () => {
  it.each<[string, (one: ServiceRequest) => ServiceRequest, string]>([
    ['without a reason', ({ reasonCode: _, ...one }) => one, 'referral-incomplete'],
    ['without a question', ({ note: _, ...one }) => one, 'referral-incomplete'],
    ['without anybody who sent it', ({ requester: _, ...one }) => one, 'referral-incomplete'],
    ['without a place', ({ performer: _, ...one }) => one, 'referral-incomplete'],
    ['without an office', withExtension(extensions.office, null), 'referral-incomplete'],
    ['with an answer already', withExtension(extensions.helpBy, { valueDateTime: later }), 'referral-incomplete'],
    ['already assessed', step({ step: 'assessed', helpBy: later }), 'referral-incomplete'],
    ['from last year', (one) => ({ ...one, authoredOn: '2025-04-13T08:00:00Z' }), 'referral-incomplete'],
    ['with status and state at odds', (one) => ({ ...one, status: 'completed' }), 'referral-incomplete'],
    [
      'with a deadline of its own',
      withExtension(extensions.assessBy, { valueDateTime: '2026-05-30' }),
      'deadline-mismatch',
    ],
    [
      'to a place that does not give the treatment',
      (one) => ({ ...one, code: { ...one.code, coding: [{ ...one.code?.coding?.[0], code: 'lung' }] } }),
      'place-unknown',
    ],
  ])('%s is refused', async (_how, spoil, refused) => {
    expect(await write(system(), fresh(spoil))).toMatchObject({ refused })
  })

  it('is taken when it is whole, once for each treatment, by the same rule as in the portal', async () => {
    const { id } = granted(await write(system(), fresh()))
    expect(await write(system(), fresh())).toMatchObject({ refused: 'already-referred' })
    const wanted = {
      patient: scene.person('protected').citizen,
      treatment: 'heart',
      unit: scene.unit('heart', 'heart'),
    }
    const words = { priority: 'urgent', reason: 'Mer.', question: 'Igjen.' } as const
    expect(await refer(scene.staff('gp-fjordvik-2'), { ...wanted, ...words }, scene.world.deps)).toMatchObject({
      refused: 'already-referred',
    })
    granted(await move(system(), id ?? '', step({ step: 'withdrawn' })))
  })

  it.each<[string, () => Context, string]>([
    ['a citizen', () => fhir(scene.citizen('protected')), 'not-for-citizens'],
    ['a doctor whose patient it is not', () => practitioner('gp-nordlys'), 'referral-incomplete'],
    ['a doctor at a hospital', () => practitioner('doctor-nord'), 'referral-incomplete'],
  ])('%s cannot send it', async (_who, who, refused) => {
    expect(await write(who(), fresh())).toMatchObject({ refused })
  })

  it('a doctor cannot send it for another office’s patient, in own name', async () => {
    const { actor } = scene.staff('gp-nordlys')
    const own = fresh((one) => ({ ...one, requester: { reference: `Practitioner/${actor.practitioner}` } }))
    expect(await write(practitioner('gp-nordlys'), own)).toMatchObject({ refused: 'not-your-patient' })
  })
})

describe('a step at the FHIR door is a step at the portal’s', () => {
  const id = () => referralOf('everyday', 'heart')

  it.each<[string, () => Context, (one: ServiceRequest) => ServiceRequest, string]>([
    [
      'the citizen assesses',
      () => fhir(scene.citizen('everyday')),
      step({ step: 'assessed', helpBy: later }),
      'not-for-citizens',
    ],
    [
      'the office assesses',
      () => practitioner('gp-nordlys'),
      step({ step: 'assessed', helpBy: later }),
      'not-for-role',
    ],
    [
      'another hospital assesses',
      () => practitioner('doctor-vest'),
      step({ step: 'assessed', helpBy: later }),
      'not-your-referral',
    ],
    [
      'assessed without a last day',
      () => practitioner('doctor-nord'),
      step({ step: 'assessed' }),
      'referral-incomplete',
    ],
    [
      'assessed with a day that has been',
      () => practitioner('doctor-nord'),
      step({ step: 'assessed', helpBy: '2026-04-01' }),
      'date-passed',
    ],
    ['rejected without words', system, step({ step: 'rejected' }), 'reason-missing'],
    ['received twice', system, step({ step: 'received' }), 'step-not-allowed'],
    [
      'two steps at once',
      system,
      (one) => step({ step: 'appointment' })(step({ step: 'assessed', helpBy: later })(one)),
      'step-not-allowed',
    ],
    [
      'history rewritten',
      system,
      (one) => ({ ...one, extension: one.extension?.filter(({ url }) => url !== extensions.step) ?? [] }),
      'step-not-allowed',
    ],
    [
      'the reason changed',
      system,
      (one) => ({ ...step({ step: 'assessed', helpBy: later })(one), reasonCode: [{ text: 'Annet.' }] }),
      'step-not-allowed',
    ],
    [
      'the deadline put off',
      system,
      withExtension(extensions.assessBy, { valueDateTime: '2027-01-01' }),
      'step-not-allowed',
    ],
    [
      'forwarded to where it is',
      () => practitioner('doctor-nord'),
      (one) => step({ step: 'forwarded', place: whereIs(one) })(one),
      'place-unknown',
    ],
    [
      'a step dated last year',
      system,
      (one) => advanceReferral(one, { step: 'assessed', helpBy: later, at: new Date('2025-01-01') }),
      'referral-incomplete',
    ],
    [
      'the hospital chooses for the citizen',
      () => practitioner('doctor-nord'),
      step({ step: 'chosen' }),
      'not-for-role',
    ],
    [
      'an answer marked read that never came',
      () => practitioner('gp-nordlys'),
      (one) => markReplyRead(one, new Date('2026-04-13T08:00:00Z')),
      'step-not-allowed',
    ],
    ['undone without a choice', () => fhir(scene.citizen('everyday')), step({ step: 'undone' }), 'too-late-to-undo'],
  ])('%s is refused', async (_how, who, change, refused) => {
    expect(await move(who(), id(), change)).toMatchObject({ refused })
    expect(readReferral(await scene.stored(id())).state).toBe('received')
  })

  const whereIs = (one: ServiceRequest) => {
    const { unit, hospital: at } = readReferral(one)
    if (!unit || !at) throw new Error('nowhere')
    return { unit, hospital: at }
  }

  it('a choice of place: the rule’s deadline, a place that gives it, and the way back kept', async () => {
    const other = {
      unit: { id: scene.unit('heart', 'heart-sorost'), name: 'Hjertepoliklinikken' },
      hospital: { id: hospital('nurse-sorost'), name: 'Solbakkhaugen sykehus' },
    }
    const citizen = () => fhir(scene.citizen('everyday'))
    const choose = step({ step: 'chosen', place: other, assessBy: assessBy(scene.world.clock.now()) })
    const nowhere = { ...other, hospital: { id: hospital('doctor-vest'), name: 'Feil' } }
    const wrongs: [(one: ServiceRequest) => ServiceRequest, string][] = [
      [step({ step: 'chosen', place: other, assessBy: '2026-12-01' }), 'deadline-mismatch'],
      [step({ step: 'chosen', place: nowhere, assessBy: '2026-04-27' }), 'place-unknown'],
      [(one) => withExtension(extensions.previous, null)(choose(one)), 'referral-incomplete'],
      [
        (one) => withExtension(extensions.statusReason, { valueCodeableConcept: { text: 'x' } })(choose(one)),
        'not-for-role',
      ],
    ]
    for (const [change, refused] of wrongs) expect(await move(citizen(), id(), change)).toMatchObject({ refused })
    const { version } = await scene.own('everyday', id())
    const unknown = { unit: scene.unit('lung', 'lung'), version }
    expect(await choosePlace(scene.citizen('everyday'), id(), unknown, scene.world.deps)).toMatchObject({
      refused: 'place-unknown',
    })
    granted(await move(citizen(), id(), choose))
    expect(await scene.own('everyday', id())).toMatchObject({ state: 'sent', may: { undo: true } })
    granted(await move(citizen(), id(), step({ step: 'undone' })))
    expect(await scene.own('everyday', id())).toMatchObject({ state: 'received', may: { undo: false } })
  })

  it('an app with the citizen’s leave is the citizen: it chooses and withdraws, and does no more', async () => {
    const { citizen, name } = scene.person('everyday')
    const scopes = ['patient/ServiceRequest.cruds', 'patient/Appointment.rs']
    const app = () =>
      contextOf(
        { kind: 'citizen' as const, citizen, name, app: { client: 'demo-app', name: 'App', scopes } },
        { door: 'fhir' },
      )
    expect(await move(app(), id(), step({ step: 'received' }))).toMatchObject({ refused: 'not-for-citizens' })
    granted(await move(app(), id(), step({ step: 'withdrawn' })))
    expect(await scene.own('everyday', id())).toMatchObject({ state: 'withdrawn' })
    expect(await move(app(), id(), step({ step: 'withdrawn' }))).toMatchObject({ refused: 'already-ended' })
  })

  it('two at the hospital who answer at once: one answer, and the other is told', async () => {
    const both = referralOf('offline-gp', 'rheuma')
    const { version } = await scene.own('offline-gp', both)
    const answers = await Promise.all(
      (['doctor-nord', 'nurse-nord'] as const).map((key) =>
        answerReferral(
          scene.staff(key),
          both,
          { version, answer: { kind: 'reject', words: `Nei, sier ${key}.` } },
          scene.world.deps,
        ),
      ),
    )
    expect(answers.filter((one) => 'refused' in one)).toMatchObject([{ refused: 'changed-meanwhile' }])
    expect((await scene.own('offline-gp', both)).timeline.filter((one) => one.step === 'rejected')).toHaveLength(1)
  })

  it('nobody but the portal deletes one', async () => {
    const parent = referralOf('parent', 'lung')
    const remove = (context: Context) => scene.write(context, (tx) => tx.delete('ServiceRequest', parent))
    expect(await remove(system())).toMatchObject({ refused: 'not-for-role' })
    expect(await remove(fhir(scene.citizen('parent')))).toMatchObject({ refused: 'not-for-citizens' })
  })
})

describe('waiting times', () => {
  it('come from the system that has them, and are what people choose by', async () => {
    const [service] = (await scene.world.deps.store.as(portal).searchShared('HealthcareService')).filter(
      ({ extension }) => extension?.some(({ valueInteger }) => valueInteger === 20),
    )
    if (!service) throw new Error('no place that waits 20 weeks')
    const waits = (weeks: number) => ({
      ...service,
      extension: (service.extension ?? []).map((one) =>
        one.url === extensions.waitingWeeks ? { ...one, valueInteger: weeks } : one,
      ),
    })
    const put = (context: Context, weeks: number) => scene.write(context, (tx) => tx.update(waits(weeks)))
    expect(await put(practitioner('doctor-nord'), 1)).toMatchObject({ refused: 'places-by-source' })
    granted(await put(system(), 3))
    const own = await scene.own('screening', referralOf('screening', 'rheuma'))
    expect(own.places).toEqual([])
    const rows = await scene.world.deps.db<{ weeks: number }[]>`
      select weeks from referrals.place where id = ${service.id}`
    expect(rows).toEqual([{ weeks: 3 }])
  })
})
