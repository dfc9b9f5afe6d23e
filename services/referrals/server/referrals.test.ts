import { isRefusal } from '@lomma/platform/errors'
import { portal } from '@lomma/platform/testing'
import { hospitalEvents } from '@lomma/services/hospital-appointments/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, caseSchema, helfoPhone, listSchema, referralSchema, sentSchema } from '../contract/index.ts'
import { answerReferral, markRead, receiveReferral, takeBack } from './answer.ts'
import { home, inbox } from './home.ts'
import { choosePlace, undoChoice, withdrawReferral } from './move-own.ts'
import { findPatients, listSent, listTreatments, refer, whereAmI } from './refer.ts'
import { granted, openScene, referralOf, type Scene } from './scene.fixture.ts'
import { showCase } from './show-case.ts'
import { listReferrals, showReferral } from './show-referral.ts'
import { worklist } from './worklist.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps
const queue = async (key: Parameters<Scene['staff']>[0]) => worklist.list(scene.staff(key), deps())

/** Sent by the GP of somebody without a referral, to diabetes at Solbakkhaugen. */
async function sent(gp: Parameters<Scene['staff']>[0], key: string, treatment: string, clinic: string) {
  const wanted = { patient: scene.person(key).citizen, treatment, unit: scene.unit(treatment, clinic) }
  const words = { priority: 'routine', reason: 'Høyt blodsukker.', question: 'Vurdering.' } as const
  const { id } = granted(await refer(scene.staff(gp), { ...wanted, ...words }, deps()))
  await scene.world.dispatcher.drain()
  return id
}

async function answer(key: Parameters<Scene['staff']>[0], id: string, how: Answer) {
  const received = granted(await answerableCase(key, id))
  return answerReferral(scene.staff(key), id, { version: received.version, answer: how }, deps())
}

async function answerableCase(key: Parameters<Scene['staff']>[0], id: string) {
  const seen = granted(await showCase(scene.staff(key), id, deps()))
  return seen.state === 'sent' ? receiveReferral(scene.staff(key), id, { version: seen.version }, deps()) : seen
}

describe('from the GP to the time', () => {
  it('sent, received, assessed with a right, a time, done: each seen by the citizen with whose turn it is', async () => {
    const id = await sent('gp-lynghei-2', 'pregnant', 'diabetes', 'diabetes')
    const all = await listSent(scene.staff('gp-lynghei-2'), deps())
    expect(sentSchema.parse(all)).toEqual(all)
    expect(all.rows.find((row) => row.id === id)).toMatchObject({
      patient: { name: 'Nadia Karimvar' },
      state: 'sent',
      assessBy: '2026-04-27',
    })
    const own = await scene.own('pregnant', id)
    expect(referralSchema.parse(own)).toEqual(own)
    expect(own).toMatchObject({ state: 'sent', turn: 'hospital', assessBy: '2026-04-27', late: null, way: [] })
    expect(own.unit).toEqual({ name: 'Diabetespoliklinikken', hospital: 'Solbakkhaugen sykehus', phone: '00 40 04 20' })
    expect((await queue('nurse-sorost')).map((item) => item.id)).toContain(id)
    expect(await queue('nurse-nord')).toEqual(expect.not.arrayContaining([expect.objectContaining({ id })]))

    const received = granted(await answerableCase('nurse-sorost', id))
    expect(caseSchema.parse(received)).toEqual(received)
    expect(received).toMatchObject({
      side: 'hospital',
      state: 'received',
      reason: 'Høyt blodsukker.',
      daysToDeadline: 14,
    })
    const right: Answer = { kind: 'right', helpBy: '2026-07-01', words: 'Du får time.' }
    granted(await answer('nurse-sorost', id, right))
    expect(await scene.own('pregnant', id)).toMatchObject({
      ...{ state: 'assessed', turn: 'hospital', assessBy: null, helpBy: '2026-07-01', words: 'Du får time.' },
      answeredBy: 'Katarzyna Lipowinska',
    })

    await tell(id, 'pregnant', 'proposed')
    expect(await scene.own('pregnant', id)).toMatchObject({
      state: 'appointment',
      may: { choose: false, withdraw: false },
    })
    expect((await queue('nurse-sorost')).map((item) => item.id)).not.toContain(id)
    await tell(id, 'pregnant', 'cancelled')
    expect(await scene.own('pregnant', id)).toMatchObject({ state: 'assessed' })
    await tell(id, 'pregnant', 'booked')
    await tell(id, 'pregnant', 'fulfilled')
    const done = await scene.own('pregnant', id)
    expect(done).toMatchObject({ state: 'done', turn: 'nobody', open: false })
    expect(done.timeline.map(({ step }) => step)).toEqual([
      ...['sent', 'received', 'assessed', 'appointment', 'released', 'appointment', 'done'],
    ])
    expect(scene.told.filter((one) => one.referral === id).map(({ type }) => type)).toEqual([
      ...['referrals.sent', 'referrals.received', 'referrals.answered', 'referrals.done'],
    ])
  })

  const tell = async (referral: string, key: string, status: string) => {
    const { citizen } = scene.person(key)
    await scene.write(portal, (tx) =>
      tx.emit({ type: hospitalEvents.changed, citizen, data: { appointment: 'a', referral, status } }),
    )
    await scene.world.dispatcher.drain()
  }

  it('another’s appointment moves nothing', async () => {
    const id = referralOf('everyday', 'heart')
    await tell(id, 'parent', 'booked')
    expect(await scene.own('everyday', id)).toMatchObject({ state: 'received' })
  })
})

describe('other answers', () => {
  it('rejected: never without a reason; the GP finds it in the queue until it is read', async () => {
    const id = await sent('gp-fjordvik-2', 'protected', 'diabetes', 'diabetes-vest')
    const nothing = await answer('doctor-vest', id, { kind: 'reject', words: '' })
    expect(nothing).toMatchObject({ refused: 'reason-missing' })
    granted(await answer('doctor-vest', id, { kind: 'reject', words: 'Prøvene er fine.' }))
    expect(await scene.own('protected', id)).toMatchObject({ turn: 'referrer', words: 'Prøvene er fine.', open: false })
    const [item] = (await queue('gp-fjordvik-2')).filter((one) => one.id === id)
    expect(item).toMatchObject({ kind: 'henvisningssvar', mine: true })
    const seen = granted(await showCase(scene.staff('gp-fjordvik-2'), id, deps()))
    expect(seen).toMatchObject({ side: 'referrer', may: { read: true, assess: false, offer: false } })
    granted(await markRead(scene.staff('gp-fjordvik-2'), id, { version: seen.version }, deps()))
    expect((await queue('gp-fjordvik-2')).map((one) => one.id)).not.toContain(id)
    const again = await answerReferral(
      scene.staff('doctor-vest'),
      id,
      { version: (await scene.own('protected', id)).version, answer: { kind: 'advise', words: 'Råd.' } },
      deps(),
    )
    expect(again).toMatchObject({ refused: 'already-ended' })
  })

  it('forwarded: the deadline stays, the first hospital has it no more', async () => {
    const id = await sent('gp-fjordvik-2', 'protected', 'heart', 'heart')
    scene.world.clock.set(new Date('2026-04-15T08:00:00Z'))
    const other = scene.unit('heart', 'heart-sorost')
    expect(
      await answer('nurse-nord', id, { kind: 'forward', unit: scene.unit('heart', 'heart'), words: '' }),
    ).toMatchObject({
      refused: 'place-unknown',
    })
    granted(await answer('nurse-nord', id, { kind: 'forward', unit: other, words: 'De har kortere ventetid.' }))
    expect(await showCase(scene.staff('nurse-nord'), id, deps())).toMatchObject({ refused: 'not-found' })
    expect(granted(await showCase(scene.staff('nurse-sorost'), id, deps()))).toMatchObject({
      state: 'sent',
      answerBy: '2026-04-27',
    })
    const back = granted(await showCase(scene.staff('gp-fjordvik-2'), id, deps()))
    granted(await takeBack(scene.staff('gp-fjordvik-2'), id, { version: back.version }, deps()))
    expect(await scene.own('protected', id)).toMatchObject({ state: 'withdrawn', turn: 'nobody' })
    scene.world.clock.set(new Date('2026-04-13T08:00:00Z'))
  })

  it('a right in the past is none', async () => {
    const id = referralOf('everyday', 'heart')
    const past = await answer('nurse-nord', id, { kind: 'right', helpBy: '2026-04-01', words: '' })
    expect(past).toMatchObject({ refused: 'date-passed' })
  })
})

describe('the citizen', () => {
  it('sees the own list and nobody else’s', async () => {
    const list = await listReferrals(scene.citizen('everyday'), deps())
    expect(listSchema.parse(list)).toEqual(list)
    expect(list.referrals).toMatchObject([{ title: 'Undersøkelse av hjertet', state: 'received', turn: 'hospital' }])
    const other = await showReferral(scene.citizen('parent'), referralOf('everyday', 'heart'), deps())
    expect(other).toMatchObject({ refused: 'not-found' })
  })

  it('is told what to do when the deadline has passed, also on the front page', async () => {
    const late = await scene.own('chronic', referralOf('chronic', 'eye'))
    expect(late).toMatchObject({ late: 'assessment', turn: 'citizen', way: ['call-unit', 'call-helfo'] })
    expect(late.unit.phone).toBe('00 40 02 40')
    expect(helfoPhone).toMatch(/^\d\d \d\d \d\d \d\d$/)
    const todo = await home.todo?.(scene.citizen('chronic'), deps())
    expect(todo).toMatchObject([{ title: { key: 'referrals.home.late-assessment' } }])
    const coming = await home.comingUp?.(scene.citizen('everyday'), deps())
    expect(coming).toMatchObject([{ title: { key: 'referrals.home.assessment-by' }, href: expect.any(String) }])
    const since = new Date('2026-04-01T00:00:00Z')
    expect(await home.news?.(scene.citizen('screening'), since, deps())).toMatchObject([
      { title: { key: 'referrals.home.news-rejected' } },
    ])
    const items = await inbox.list(scene.citizen('screening'), since, deps())
    expect(items.map(({ id }) => id.split('.')[1])).toEqual(['sent', 'received', 'rejected'])
  })

  it('chooses by waiting time, changes their mind, and cannot once it has been received', async () => {
    const id = referralOf('offline-gp', 'rheuma')
    const before = await scene.own('offline-gp', id)
    expect(before.places.map(({ weeks, here }) => [weeks, here])).toEqual([
      [11, false],
      [20, true],
    ])
    const unit = scene.unit('rheuma', 'rheuma-vest')
    const chosen = granted(
      await choosePlace(scene.citizen('offline-gp'), id, { unit, version: before.version }, deps()),
    )
    expect(chosen).toMatchObject({ state: 'sent', unit: { hospital: 'Vestbrisen sykehus' }, may: { undo: true } })
    expect(chosen).toMatchObject({ assessBy: '2026-04-27', previous: { hospital: 'Havbrynet sykehus' } })
    const stale = await undoChoice(scene.citizen('offline-gp'), id, { version: before.version }, deps())
    expect(stale).toMatchObject({ refused: 'changed-meanwhile' })
    const undone = granted(await undoChoice(scene.citizen('offline-gp'), id, { version: chosen.version }, deps()))
    expect(undone).toMatchObject({
      unit: { hospital: 'Havbrynet sykehus' },
      assessBy: before.assessBy,
      may: { undo: false },
    })
    const again = granted(await choosePlace(scene.citizen('offline-gp'), id, { unit, version: undone.version }, deps()))
    expect(again.timeline.map(({ step }) => step)).toEqual(['sent', 'chosen', 'undone', 'chosen'])
    const received = granted(await answerableCase('nurse-vest', id))
    const late = await undoChoice(scene.citizen('offline-gp'), id, { version: received.version }, deps())
    expect(late).toMatchObject({ refused: 'too-late-to-undo' })
    const same = await choosePlace(scene.citizen('offline-gp'), id, { unit, version: received.version }, deps())
    expect(same).toMatchObject({ refused: 'place-unknown' })
  })

  it('a right goes along to the new place, where it is not taken away', async () => {
    const id = referralOf('parent', 'lung')
    const { version, helpBy } = await scene.own('parent', id)
    const unit = scene.unit('lung', 'lung-nord')
    granted(await choosePlace(scene.citizen('parent'), id, { unit, version }, deps()))
    expect(await answer('doctor-nord', id, { kind: 'reject', words: 'Nei.' })).toMatchObject({
      refused: 'right-stands',
    })
    const later: Answer = { kind: 'right', helpBy: '2026-12-01', words: '' }
    expect(await answer('doctor-nord', id, later)).toMatchObject({ refused: 'right-stands' })
    granted(await answer('doctor-nord', id, { kind: 'right', helpBy: helpBy ?? '', words: '' }))
  })

  it('says no thanks, once; the same press twice is one', async () => {
    const id = await sent('gp-fjordvik-2', 'protected', 'rheuma', 'rheuma-vest')
    const { version } = await scene.own('protected', id)
    const first = await withdrawReferral(scene.citizen('protected', 'one-press'), id, { version }, deps())
    const second = await withdrawReferral(scene.citizen('protected', 'one-press'), id, { version }, deps())
    expect([isRefusal(first), isRefusal(second)]).toEqual([false, false])
    const own = await scene.own('protected', id)
    expect(own.timeline.filter(({ step }) => step === 'withdrawn')).toHaveLength(1)
  })
})

describe('the office', () => {
  it('finds only its own patients, and refers only them', async () => {
    expect(await whereAmI(scene.staff('gp-nordlys'), deps())).toEqual({ sends: true })
    expect(await whereAmI(scene.staff('nurse-sorost'), deps())).toEqual({ sends: false })
    const { patients } = await findPatients(scene.staff('gp-nordlys'), 'Havlyng', deps())
    expect(patients.map(({ name }) => name)).toContain('Torunn Havlyng')
    expect((await findPatients(scene.staff('gp-nordlys'), 'Lyngfossen', deps())).patients).toEqual([])
    const { treatments } = await listTreatments(deps())
    expect(treatments.map(({ code }) => code).sort()).toEqual(['diabetes', 'eye', 'heart', 'lung', 'rheuma'])
    const stranger = {
      patient: scene.person('diabetes').citizen,
      treatment: 'heart',
      unit: scene.unit('heart', 'heart'),
    }
    const words = { priority: 'routine', reason: 'Vondt.', question: 'Hva er det?' } as const
    expect(await refer(scene.staff('gp-nordlys'), { ...stranger, ...words }, deps())).toMatchObject({
      refused: 'not-your-patient',
    })
    const twice = { ...stranger, patient: scene.person('everyday').citizen }
    expect(await refer(scene.staff('gp-nordlys'), { ...twice, ...words }, deps())).toMatchObject({
      refused: 'already-referred',
    })
  })

  it('sees what it has sent, late ones too; the look stands in the patient’s log with a reason', async () => {
    const { rows } = await listSent(scene.staff('gp-nordlys'), deps())
    expect(rows.map(({ late }) => late)).toContain('assessment')
    const [logged] = await deps().db<{ reason: string }[]>`
      select reason from access.log
      where citizen = ${scene.person('chronic').citizen} and reason = 'referrals.reason.referral' limit 1`
    expect(logged).toBeDefined()
  })
})

it('at the deadline others are told, once, and only while the answer is owed', async () => {
  const id = await sent('gp-lynghei-2', 'pregnant', 'heart', 'heart-sorost')
  scene.world.clock.set(new Date('2026-04-28T08:00:00Z'))
  await scene.world.dispatcher.drain()
  const late = scene.told.filter(({ type }) => type === 'referrals.late')
  expect(late.filter(({ referral }) => referral === id)).toHaveLength(1)
  expect(late.map(({ referral }) => referral)).not.toContain(referralOf('parent', 'lung'))
  scene.world.clock.set(new Date('2026-04-13T08:00:00Z'))
})
