import { randomUUID } from 'node:crypto'
import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { staff } from '@lomma/platform/demo'
import type { Refusal } from '@lomma/platform/errors'
import { toHealthcareService, toNotAvailable } from '@lomma/platform/registers'
import { freeSlots, scheduleOf, slotsOf, templateSlotId } from '@lomma/platform/slots'
import { portal } from '@lomma/platform/testing'
import type { Appointment } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookTime } from './book.ts'
import { cancelAppointment } from './change.ts'
import { holdTime } from './hold-time.ts'
import { showAppointment } from './list-appointments.ts'
import { offerTimes } from './offer-times.ts'
import { bookForPatient, cancelAtOffice } from './office-change.ts'
import { app, granted, openScene, type Scene, system } from './scene.fixture.ts'
import { showCalendar } from './show-calendar.ts'

const marte = staff('physiotherapist')
const practice = marte.organisation

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  const { id, role = '', name } = marte
  const today = osloDateOf(scene.world.clock.now())
  const line = { days: [1, 2, 3, 4, 5], from: '', until: '', opens: '09:00', closes: '12:00', minutes: 30 }
  const lines = [{ ...line, what: 'weekly' as const, kinds: ['appointment'] }]
  const schedule = scheduleOf({ id: 'physio', practitioner: { id, role, name }, kinds: ['appointment'], lines })
  const slots = slotsOf({
    ...{ schedule: 'physio', lines, from: today, to: addDays(today, 30) },
    id: (starts) => templateSlotId('physio', starts),
  })
  await scene.world.deps.store.command(portal, async (tx) => {
    for (const one of [schedule, ...slots]) await tx.update(one)
    return true
  })
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps
async function free(at = 0) {
  const now = scene.world.clock.now()
  const from = new Date(now.getTime() + 48 * 3_600_000)
  const to = new Date(now.getTime() + 20 * 86_400_000)
  const rows = await freeSlots(deps().db, { office: practice.id, kinds: ['appointment'], from, to, now })
  const row = rows[at]
  if (!row) throw new Error('no free time')
  return row
}
async function book(key: string): Promise<string> {
  const hold = granted(await holdTime(scene.citizen(key), (await free()).slot, deps()))
  return granted(await bookTime(scene.citizen(key), { token: hold.token, mode: 'attendance' }, deps())).appointment
}
const posted = async (key: string, at = 0): Promise<Appointment> => {
  const time = await free(at)
  return {
    resourceType: 'Appointment',
    status: 'booked',
    slot: [{ reference: `Slot/${time.slot}` }],
    ...{ start: time.starts.toISOString(), end: time.ends.toISOString() },
    participant: [{ actor: { reference: `Patient/${scene.person(key).citizen}` }, status: 'accepted' }],
  }
}
const write = (context: Parameters<Scene['world']['deps']['store']['command']>[0], one: Appointment) =>
  deps()
    .store.command(context, (tx) => tx.create(one))
    .catch((error: { refusal?: Refusal }) => error.refusal ?? Promise.reject(error))
const asApp = (key: string) => app(scene.person(key).citizen, scene.person(key).name)

describe('a practice that everybody may book at', () => {
  it('tells price and rule before the press, and guesses neither', async () => {
    const times = await offerTimes(scene.citizen('offline-gp'), { office: practice.id }, deps())
    expect(times).toMatchObject({
      ...{ way: 'open', practice: 'physiotherapist', price: { amount: 250, free: null } },
      rule: { hours: 24, fee: null },
      office: { name: practice.name, phone: practice.phone },
      doctor: marte.name,
    })
    const unknown = await offerTimes(scene.citizen('everyday'), { office: 'nobody' }, deps())
    expect(unknown.practice).toBeNull()
  })

  it('is booked by one whose own GP offers nothing; named, cancelled free of a fee nobody has set', async () => {
    const id = await book('offline-gp')
    await scene.world.dispatcher.drain()
    const shown = granted(await showAppointment(scene.citizen('offline-gp'), id, deps()))
    expect(shown).toMatchObject({ practice: 'physiotherapist', title: null, with: marte.name, owner: practice.name })
    expect(shown.actions).toMatchObject({ cancel: { allowed: true, fee: 0 }, move: { allowed: true } })
    const stays = await offerTimes(scene.citizen('offline-gp'), { move: id }, deps())
    expect(stays).toMatchObject({ practice: 'physiotherapist', way: 'open' })
    const done = granted(await cancelAppointment(scene.citizen('offline-gp'), id, { version: shown.version }, deps()))
    expect(done.state).toBe('cancelled')
    const { db } = deps()
    expect(await db`select 1 from slots.booking where appointment = ${id}`).toHaveLength(0)
  })

  it.each([
    ['the citizen’s app', () => asApp('teen')],
    ['another system', () => system()],
  ])('takes what %s books with no more than a slot, and gives it the rest', async (_who, context) => {
    const made = granted(await write(context(), await posted('teen')))
    await scene.world.dispatcher.drain()
    const shown = granted(await showAppointment(scene.citizen('teen'), made.id, deps()))
    expect(shown).toMatchObject({ practice: 'physiotherapist', actions: { cancel: { allowed: true } } })
    expect(shown.receipt).toMatch(/^R-/)
  })

  it('does not count among the three at the GP', async () => {
    for (let nr = 0; nr < 4; nr++) await book('pregnant')
    expect((await offerTimes(scene.citizen('pregnant'), {}, deps())).way).not.toBe('too-many')
    expect((await offerTimes(scene.citizen('pregnant'), { office: practice.id }, deps())).way).toBe('open')
  })

  it('sees its patients in its calendar, cancels with a reason, books for those it knows and for nobody else', async () => {
    const id = await book('neighbour')
    const doctor = () => scene.doctor('physiotherapist')
    const found = await deps().store.as(portal).read('Appointment', id)
    const from = osloDateOf(new Date(found?.start ?? ''))
    const { columns } = await showCalendar(doctor(), { from, days: 1 }, deps())
    const time = columns.flatMap(({ times }) => times).find(({ appointment }) => appointment?.id === id)
    expect(time?.appointment?.patient.name).toBe(scene.person('neighbour').name)
    const version = time?.appointment?.version ?? ''
    const stranger = await cancelAtOffice(scene.doctor('gp-nordlys'), id, { version, reason: 'Nei.' }, deps())
    expect(stranger).toMatchObject({ refused: 'not-your-office' })
    granted(await cancelAtOffice(doctor(), id, { version, reason: 'Jeg er syk.' }, deps()))
    const slot = (await free()).slot
    const known = { slot, mode: 'attendance' as const, patient: scene.person('neighbour').citizen }
    granted(await bookForPatient(doctor(), known, deps()))
    const other = { slot: (await free()).slot, mode: 'attendance' as const, patient: scene.person('guardian').citizen }
    expect(await bookForPatient(doctor(), other, deps())).toMatchObject({ refused: 'no-such-patient' })
  })

  it('that is away, or has switched booking off, is not booked: by any door', async () => {
    const one = await posted('teen', 3)
    const day = osloDateOf(new Date(one.start ?? ''))
    const away = (on: boolean) =>
      deps().store.command(portal, async (tx) => {
        const role = await tx.read('PractitionerRole', marte.role ?? '')
        const notAvailable = on
          ? [toNotAvailable({ id: randomUUID(), from: day, until: day, kinds: ['appointment'] })]
          : []
        return role ? tx.update({ ...role, notAvailable }) : undefined
      })
    await away(true)
    expect(await write(asApp('teen'), one)).toMatchObject({ refused: 'closed-until' })
    const slot = one.slot?.[0]?.reference?.split('/')[1] ?? ''
    expect(await holdTime(scene.citizen('everyday'), slot, deps())).toMatchObject({ refused: 'closed-until' })
    await away(false)
    await deps().store.command(portal, (tx) =>
      tx.update(toHealthcareService(practice, { kind: 'appointment', active: false })),
    )
    expect(await write(asApp('teen'), one)).toMatchObject({ refused: 'office-not-offering' })
    expect(await holdTime(scene.citizen('everyday'), slot, deps())).toMatchObject({ refused: 'office-not-offering' })
    const times = await offerTimes(scene.citizen('everyday'), { office: practice.id }, deps())
    expect(times).toMatchObject({ way: 'office-not-offering', days: expect.any(Array) })
  })
})
