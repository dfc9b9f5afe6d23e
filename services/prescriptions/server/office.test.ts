import { isRefusal } from '@lomma/platform/errors'
import { contextOf } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DecideRenewal, Decision } from '../contract/index.ts'
import { officeRenewalSchema } from '../contract/index.ts'
import { approveSeveral, decideRenewal } from './decide-renewal.ts'
import { handOver } from './hand-over.ts'
import { listMedicines } from './list-medicines.ts'
import { officeWork } from './office-work.ts'
import { openRenewal } from './open-renewal.ts'
import { requestRenewal } from './request-renewal.ts'
import { granted, openScene, type Scene } from './scene.fixture.ts'
import { showAsPatient } from './show-as-patient.ts'
import { showOfficeRenewal } from './show-office-renewal.ts'
import { showReceipt } from './show-receipt.ts'
import { withdrawRenewal } from './withdraw-renewal.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps

/** A renewal the office has, of a medicine of this citizen. */
async function sent(key: 'everyday' | 'diabetes' | 'protected' | 'pregnant', name: string) {
  const { active } = await listMedicines(scene.citizen(key), deps())
  const medicine = active.find((one) => one.name === name)
  if (!medicine) throw new Error(`${key} has no ${name}`)
  const receipt = granted(await requestRenewal(scene.citizen(key), { medicines: [medicine.id] }, deps()))
  await scene.world.dispatcher.drain()
  const now = granted(await showReceipt(scene.citizen(key), receipt.receipt, deps()))
  const [item] = now.items
  if (!item) throw new Error('nothing sent')
  return { task: item.task, version: item.version, receipt: receipt.receipt, medicine: medicine.id }
}

const decide = (key: Parameters<Scene['doctor']>[0], task: string, version: string, decision: Decision) =>
  decideRenewal(scene.doctor(key), task, { version, decision } satisfies DecideRenewal, deps())

describe('answering', () => {
  it('opened, with the history needed; approved: a new prescription for a year, and the old one completed', async () => {
    const { task, receipt, medicine } = await sent('everyday', 'Losartan')
    const opened = granted(await openRenewal(scene.doctor('gp-nordlys'), task, deps()))
    expect(officeRenewalSchema.parse(opened)).toEqual(opened)
    expect(opened).toMatchObject({
      state: 'opened',
      patient: { name: 'Torunn Havlyng', age: 47 },
      medicine: { name: 'Losartan', strength: '50 mg' },
      history: {
        allergies: [{ text: 'Sulfa: Utslett' }],
        conditions: [{ text: 'Høyt blodtrykk' }, { text: 'Lavt stoffskifte' }],
      },
    })
    expect(opened.history?.measurements.map((one) => [one.kind, one.value])).toContainEqual([
      'blood-pressure',
      '134/82 mmHg',
    ])
    expect(opened.history?.dispensings).toHaveLength(3)
    const answered = granted(await decide('gp-nordlys', task, opened.version, { kind: 'approve' }))
    expect(answered.newPrescription).toMatchObject({ dispensings: 3, validUntil: '2027-04-12', amount: '98 tabletter' })
    await scene.world.dispatcher.drain()
    const own = granted(await showReceipt(scene.citizen('everyday'), receipt, deps()))
    expect(own.items[0]).toMatchObject({ state: 'approved', turn: 'nobody', answeredBy: 'Ingvild Steinbruhei' })
    expect(own.items[0]?.history.map((step) => step.state)).toEqual(['sent', 'received', 'opened', 'approved'])
    const list = await listMedicines(scene.citizen('everyday'), deps())
    const renewed = list.active.filter((one) => one.name === 'Losartan')
    expect(renewed).toMatchObject([
      { dispensingsLeft: 3, daysLeft: 6, supply: 'plenty', renewal: { reason: 'too-early' } },
    ])
    expect(renewed[0]?.id).not.toBe(medicine)
    const statuses = await deps().db<{ id: string; status: string; intent: string }[]>`
      select id, body->>'status' as status, body->>'intent' as intent from fhir.resource
      where citizen = ${scene.person('everyday').citizen} and type = 'MedicationRequest'`
    expect(statuses.find((one) => one.id === medicine)?.status).toBe('completed')
    expect(statuses.filter((one) => one.intent === 'proposal' && one.status === 'completed')).toHaveLength(1)
  })

  it('changed: the citizen reads what is new, and a changed dose says nothing of how long a package lasts', async () => {
    const { task, version, receipt } = await sent('diabetes', 'Metformin')
    const empty: Decision = { kind: 'change', quantity: 200 }
    expect(await decide('gp-lynghei', task, version, empty)).toMatchObject({ refused: 'nothing-changed' })
    const change: Decision = { kind: 'change', dose: '1 tablett om kvelden', dispensings: 2, explanation: 'Mindre nå.' }
    granted(await decide('gp-lynghei', task, version, change))
    const own = granted(await showReceipt(scene.citizen('diabetes'), receipt, deps()))
    expect(own.items[0]).toMatchObject({
      state: 'changed',
      explanation: 'Mindre nå.',
      changes: [
        { what: 'dose', before: '1 tablett morgen og kveld', after: '1 tablett om kvelden' },
        { what: 'dispensings', before: '3', after: '2' },
      ],
    })
  })

  it('one who had it on the screen before the portal said “received” may answer; after a real move not', async () => {
    const { active } = await listMedicines(scene.citizen('elder'), deps())
    const medicine = active.find((one) => one.name === 'Levotyroksin' && one.renewal.allowed)
    const asked = await requestRenewal(scene.citizen('elder'), { medicines: [medicine?.id ?? ''] }, deps())
    const { receipt } = granted(asked)
    const item = async () => granted(await showReceipt(scene.citizen('elder'), receipt, deps())).items[0]
    const seen = await item()
    expect(seen).toMatchObject({ state: 'sent' })
    await scene.world.dispatcher.drain()
    expect(await item()).toMatchObject({ state: 'received' })
    const { task = '', version = '' } = seen ?? {}
    const approve = () => decide('gp-nordlys', task, version, { kind: 'approve' })
    granted(await handOver(scene.secretary('secretary-nordlys'), task, { version, to: null }, deps()))
    expect(await approve()).toMatchObject({ refused: 'changed-meanwhile' })
  })

  it('declined: never without a reason; the citizen reads it and may ask again', async () => {
    const { task, version, receipt, medicine } = await sent('protected', 'Sertralin')
    expect(await decide('gp-fjordvik-2', task, version, { kind: 'decline', reason: '' })).toMatchObject({
      refused: 'reason-missing',
    })
    granted(await decide('gp-fjordvik-2', task, version, { kind: 'decline', reason: 'Vi må snakke om dette først.' }))
    const own = granted(await showReceipt(scene.citizen('protected'), receipt, deps()))
    expect(own.items[0]).toMatchObject({
      state: 'declined',
      explanation: 'Vi må snakke om dette først.',
      turn: 'citizen',
    })
    const again = await requestRenewal(scene.citizen('protected'), { medicines: [medicine] }, deps())
    expect(isRefusal(again)).toBe(false)
  })

  it('two doctors at once: one answer stands, the other learns who was first', async () => {
    const { task, version, receipt } = await sent('pregnant', 'Jernsulfat')
    const answers = await Promise.all([
      decide('gp-lynghei', task, version, { kind: 'approve' }),
      decide('gp-lynghei-2', task, version, { kind: 'decline', reason: 'Nei' }),
    ])
    const [refused, ...more] = answers.filter(isRefusal)
    expect(more).toEqual([])
    const own = granted(await showReceipt(scene.citizen('pregnant'), receipt, deps()))
    expect(refused).toMatchObject({
      refused: 'already-answered',
      status: 409,
      params: { by: own.items[0]?.answeredBy, state: own.items[0]?.state },
    })
    expect(await withdrawRenewal(scene.citizen('pregnant'), task, deps())).toMatchObject({
      refused: 'already-answered',
    })
  })
})

describe('the queue', () => {
  const rows = async (key: Parameters<Scene['doctor']>[0]) =>
    (await officeWork.list(scene.doctor(key), deps())).map(({ id, ...row }) => ({ ...row, task: id }))

  it('approves several; one that has moved does not stop the others; the same key does it once', async () => {
    const [first, second, third] = (await rows('gp-nordlys')).filter(
      ({ bulk, handedTo }) => bulk.includes('approve') && handedTo === null,
    )
    if (!first || !second || !third) throw new Error('too few in the queue')
    const renewals = [first, { ...second, version: '99' }, third].map(({ task, version }) => ({ task, version }))
    const run = () => approveSeveral(scene.doctor('gp-nordlys', 'bulk'), { renewals }, deps())
    const { results } = await run()
    expect(results).toEqual([
      { task: first.task, done: true },
      { task: second.task, done: false, refused: 'changed-meanwhile', params: {} },
      { task: third.task, done: true },
    ])
    expect(await run()).toEqual({ results })
    const left = (await rows('gp-nordlys')).map((row) => row.task)
    expect(left).toContain(second.task)
    expect(left).not.toContain(first.task)
  })

  it('is the registered substitute’s own, for the list she stands in for', async () => {
    const own = (await rows('gp-nordlys-substitute')).filter(({ mine, handedTo }) => mine && handedTo === null)
    expect(new Set(own.map(({ doctor }) => doctor))).toEqual(new Set(['Håkon Elvestrømmen']))
    const others = (await rows('gp-nordlys')).filter(({ mine }) => mine)
    expect(new Set(others.map(({ doctor }) => doctor))).toEqual(new Set(['Ingvild Steinbruhei']))
  })

  it('says that it has changed when it has, and only then', async () => {
    const stamp = async () => officeWork.stamp?.(scene.doctor('gp-nordlys'), deps())
    const before = await stamp()
    expect(await stamp()).toBe(before)
    const [row] = await rows('gp-nordlys')
    granted(await openRenewal(scene.doctor('gp-nordlys'), row?.task ?? '', deps()))
    expect(await stamp()).not.toBe(before)
  })

  it('shows the doctor the receipt that the patient sees', async () => {
    const [item] = await officeWork.list(scene.doctor('gp-lynghei'), deps())
    if (!item) throw new Error('empty queue')
    const { id: task, citizen } = item
    const seen = granted(await showAsPatient(scene.doctor('gp-lynghei'), task, deps()))
    const self = contextOf({ kind: 'citizen', citizen, name: item.patient.name } as const)
    expect(seen).toEqual(granted(await showReceipt(self, seen.receipt, deps())))
    expect(seen.items.map((one) => one.task)).toContain(task)
    expect(await showAsPatient(scene.doctor('gp-nordlys'), task, deps())).toMatchObject({ refused: 'not-your-office' })
  })

  it('another office sees none of it', async () => {
    const [row] = await rows('gp-nordlys')
    const task = row?.task ?? ''
    const version = row?.version ?? ''
    const stranger = scene.doctor('gp-lynghei')
    const answers = [
      await showOfficeRenewal(stranger, task, deps()),
      await showAsPatient(stranger, task, deps()),
      await openRenewal(stranger, task, deps()),
      await decide('gp-lynghei', task, version, { kind: 'approve' }),
      await handOver(stranger, task, { version, to: null }, deps()),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ refused: 'not-your-office', status: 403 })
    expect((await rows('gp-lynghei')).map((one) => one.task)).not.toContain(task)
    expect(await officeWork.find?.(task, stranger, deps())).toBeUndefined()
  })

  it('is handed over to the substitute, who alone answers; taken back, anyone may', async () => {
    const [row] = (await rows('gp-nordlys')).filter((one) => one.state.key === 'prescriptions.state.received')
    if (!row) throw new Error('empty queue')
    const substitute = scene.doctor('gp-nordlys-substitute').actor
    const elsewhere = scene.doctor('gp-lynghei').actor.practitioner
    const give = (to: string | null, version: string) =>
      handOver(scene.doctor('gp-nordlys'), row.task, { version, to }, deps())
    expect(await give(elsewhere, row.version)).toMatchObject({ refused: 'not-a-colleague' })
    const given = granted(await give(substitute.practitioner, row.version))
    expect(given).toMatchObject({ handedTo: { name: substitute.name }, mine: false })
    expect(await decide('gp-nordlys', row.task, given.version, { kind: 'approve' })).toMatchObject({
      refused: 'handed-to-other',
      params: { to: substitute.name },
    })
    const theirs = (await rows('gp-nordlys-substitute')).find((one) => one.task === row.task)
    expect(theirs?.mine).toBe(true)
    const back = granted(await give(null, given.version))
    expect(back.handedTo).toBeNull()
    granted(await decide('gp-nordlys', row.task, back.version, { kind: 'approve' }))
  })

  it('a secretary sees the matter and not the medicine, hands over and closes, and never answers', async () => {
    const secretary = scene.secretary('secretary-fjordvik')
    const items = await officeWork.list(secretary, deps())
    expect(items.length).toBeGreaterThan(1)
    for (const { title, bulk } of items)
      expect({ title, bulk }).toEqual({ title: { key: 'prescriptions.office.case-title' }, bulk: [] })
    const [item] = items
    if (!item) throw new Error('empty queue')
    const row = { task: item.id, version: item.version }
    const shown = granted(await showOfficeRenewal(secretary, row.task, deps()))
    expect(shown.may).toEqual({ answer: false, handOver: true, closeOutside: true })
    expect(shown).toMatchObject({ history: null, dose: null, note: null, newPrescription: null })
    const attempt = (decision: Decision) =>
      decideRenewal(secretary, row.task, { version: row.version, decision }, deps())
    for (const decision of [{ kind: 'approve' }, { kind: 'decline', reason: 'Nei' }] satisfies Decision[])
      expect(await attempt(decision)).toMatchObject({ refused: 'doctor-only', status: 403 })
    const { practitioner } = scene.doctor('gp-fjordvik').actor
    const handed = granted(
      await handOver(
        scene.secretary('secretary-fjordvik'),
        row.task,
        { version: row.version, to: practitioner },
        deps(),
      ),
    )
    const closed = granted(
      await decideRenewal(
        scene.secretary('secretary-fjordvik'),
        row.task,
        { version: handed.version, decision: { kind: 'outside', explanation: 'Du fikk resepten på timen i dag.' } },
        deps(),
      ),
    )
    expect(closed).toMatchObject({ state: 'outside', explanation: 'Du fikk resepten på timen i dag.' })
  })

  it('what is withdrawn cannot be answered', async () => {
    const { task, version } = await sent('diabetes', 'Atorvastatin')
    granted(await withdrawRenewal(scene.citizen('diabetes'), task, deps()))
    expect(await decide('gp-lynghei', task, version, { kind: 'approve' })).toMatchObject({
      refused: 'already-withdrawn',
    })
  })
})
