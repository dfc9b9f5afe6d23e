import { osloDateOf } from '@lomma/platform/calendar'
import { isRefusal } from '@lomma/platform/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appointmentDetailSchema, appointmentListSchema, timesSchema } from '../contract/index.ts'
import { bookTime } from './book.ts'
import { cancelAppointment, changeMode, moveAppointment } from './change.ts'
import { findAttempt, holdTime, releaseTime } from './hold-time.ts'
import { home, inbox } from './home.ts'
import { listAppointments, showAppointment } from './list-appointments.ts'
import { offerTimes } from './offer-times.ts'
import { freeAhead, granted, openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 180_000)
afterAll(() => scene.close())

const times = async (key: string, question: Parameters<typeof offerTimes>[1] = {}) => {
  const found = await offerTimes(scene.citizen(key), question, scene.world.deps)
  expect(timesSchema.parse(found)).toEqual(found)
  return found
}
const free = async (key: string, mode?: 'video') =>
  (await times(key, mode ? { mode } : {})).days.flatMap((day) => day.times)
const hold = async (key: string, slot: string) => granted(await holdTime(scene.citizen(key), slot, scene.world.deps))
const detail = async (key: string, id: string) => {
  const found = granted(await showAppointment(scene.citizen(key), id, scene.world.deps))
  expect(appointmentDetailSchema.parse(found)).toEqual(found)
  return found
}

describe('what can be booked', () => {
  it('is the own doctor’s times, with price and rule, before anything is pressed', async () => {
    const found = await times('everyday')
    expect(found).toMatchObject({ way: 'open', doctor: 'Ingvild Steinbruhei', standsInFor: null, mode: 'attendance' })
    expect(found.price).toMatchObject({ amount: 170, free: null })
    expect(found.rule).toMatchObject({ hours: 24 })
    expect(found.days).toHaveLength(5)
    expect(found.days.flatMap((day) => day.times).length).toBeGreaterThan(3)
    expect(found.modes.filter(({ offered }) => offered).map(({ mode }) => mode)).toEqual([
      'attendance',
      'video',
      'phone',
    ])
  })

  it('is said before the task when the office offers nothing', async () => {
    expect(await times('offline-gp')).toMatchObject({
      way: 'office-not-offering',
      days: [],
      office: { phone: '00 10 02 10' },
    })
  })

  it('is the stand-in’s times for the one whose doctor is on leave', async () => {
    expect(await times('chronic')).toMatchObject({ doctor: 'Priya Nandavar', standsInFor: 'Håkon Elvestrømmen' })
  })

  it('is of the stand-in on days the own doctor is away', async () => {
    const away = await times('protected', {
      week: osloDateOf(new Date(scene.world.clock.now().getTime() + 29 * 86_400_000)),
    })
    expect(away).toMatchObject({ way: 'open', doctor: 'Magne Skarhamnes', standsInFor: 'Sunniva Tangnesvik' })
  })

  it('costs nothing for a child', async () => {
    expect((await times('teen')).price).toMatchObject({ amount: 0, free: 'under-16' })
  })

  it('shows only times that serve the way of meeting', async () => {
    const [video = { slot: '' }] = await free('everyday', 'video')
    const held = await hold('everyday', video.slot)
    expect(held.modes).toContain('video')
    await releaseTime(scene.citizen('everyday'), scene.world.deps)
  })
})

describe('a booking', () => {
  it('goes by hold and confirmation, and has a receipt, a place and what may be done', async () => {
    const [time = { slot: '' }] = await freeAhead(scene.world, scene.citizen('guardian'))
    const held = await hold('guardian', time.slot)
    const command = { token: held.token, mode: 'attendance' as const, reason: 'Vond rygg' }
    const { appointment } = granted(await bookTime(scene.citizen('guardian'), command, scene.world.deps))
    expect(appointment).toBe(held.token)
    const found = await detail('guardian', appointment)
    expect(found).toMatchObject({ state: 'booked', start: held.start, reason: 'Vond rygg', with: 'Magne Skarhamnes' })
    expect(found.receipt).toMatch(/^R-/)
    expect(found.place).toMatchObject({ name: 'Fjordvik legekontor', floor: '1. høgda' })
    expect(found.actions).toMatchObject({ cancel: { allowed: true, fee: 0 }, move: { allowed: true } })
    const left = await freeAhead(scene.world, scene.citizen('guardian'))
    expect(left.map(({ slot }) => slot)).not.toContain(time.slot)
    const list = await listAppointments(scene.citizen('guardian'), scene.world.deps)
    expect(appointmentListSchema.parse(list)).toEqual(list)
    expect(list.upcoming.map(({ id }) => id)).toContain(appointment)
  })

  it('is told on the front page and stays in the inbox with its number', async () => {
    const id = await scene.book('teen')
    const context = scene.citizen('teen')
    const coming = (await home.comingUp?.(context, scene.world.deps)) ?? []
    expect(coming.map(({ href }) => href)).toContain(`/timeavtaler/${id}`)
    const since = new Date(scene.world.clock.now().getTime() - 60_000)
    expect(await inbox.list(context, since, scene.world.deps)).toMatchObject([{ kind: 'receipt', unread: false }])
  })

  it('with the hold over is none, and says so', async () => {
    const [time = { slot: '' }] = await free('parent')
    const held = await hold('parent', time.slot)
    scene.world.clock.advance(5 * 60_000)
    const answer = await bookTime(scene.citizen('parent'), { token: held.token, mode: 'attendance' }, scene.world.deps)
    expect(answer).toMatchObject({ refused: 'hold-over' })
    expect(await findAttempt(scene.citizen('parent'), held.token, scene.world.deps)).toEqual({ state: 'none' })
  })

  it('is three ahead at most', async () => {
    while ((await times('parent')).way === 'open') await scene.book('parent')
    expect((await listAppointments(scene.citizen('parent'), scene.world.deps)).upcoming).toHaveLength(3)
    expect(await times('parent')).toMatchObject({ way: 'too-many' })
    expect(await times('parent', { move: 'one' })).toMatchObject({ way: 'open' })
  })

  it('of a doctor who is neither own nor stands in is refused before it is held', async () => {
    const [other = { slot: '' }] = await free('chronic')
    expect(await holdTime(scene.citizen('elder'), other.slot, scene.world.deps)).toMatchObject({
      refused: 'not-your-doctor',
    })
    expect(await holdTime(scene.citizen('screening'), other.slot, scene.world.deps)).toMatchObject({
      refused: 'not-your-office',
    })
  })
})

describe('changing', () => {
  it('moves to the time that is held and gives the old one back', async () => {
    const id = await scene.book('screening')
    const before = await detail('screening', id)
    const [next = { slot: '' }] = await free('screening')
    const held = await hold('screening', next.slot)
    const command = { version: before.version, token: held.token }
    const after = granted(await moveAppointment(scene.citizen('screening'), id, command, scene.world.deps))
    expect(after).toMatchObject({ start: held.start, sequence: 1, state: 'booked' })
    const left = await freeAhead(scene.world, scene.citizen('screening'))
    expect(left.map(({ start }) => start)).toContain(before.start)
  })

  it('is by video instead, while the time serves it', async () => {
    const video = (await times('everyday', { mode: 'video', week: '2026-04-20' })).days.flatMap((day) => day.times)
    const held = await hold('everyday', video[0]?.slot ?? '')
    const { appointment } = granted(
      await bookTime(scene.citizen('everyday'), { token: held.token, mode: 'attendance' }, scene.world.deps),
    )
    const { version, actions } = await detail('everyday', appointment)
    expect(actions.changeMode).toEqual(['video'])
    const changed = granted(
      await changeMode(scene.citizen('everyday'), appointment, { version, mode: 'video' }, scene.world.deps),
    )
    expect(changed).toMatchObject({ mode: 'video', video: { link: null } })
    const phone = { version: changed.version, mode: 'phone' as const }
    expect(await changeMode(scene.citizen('everyday'), appointment, phone, scene.world.deps)).toMatchObject({
      refused: 'not-allowed',
    })
  })

  it('cancels, gives the time back, and cannot be done twice', async () => {
    const id = await scene.book('elder')
    const { version, start } = await detail('elder', id)
    const gone = granted(await cancelAppointment(scene.citizen('elder'), id, { version }, scene.world.deps))
    expect(gone).toMatchObject({
      state: 'cancelled',
      cancelled: { by: 'citizen' },
      actions: { cancel: { allowed: false } },
    })
    const left = await freeAhead(scene.world, scene.citizen('elder'))
    expect(left.map((one) => one.start)).toContain(start)
    const again = await cancelAppointment(scene.citizen('elder'), id, { version: gone.version }, scene.world.deps)
    expect(again).toMatchObject({ refused: 'already-cancelled' })
  })

  it('within 24 hours costs, cannot be moved, and is a line in the office’s work', async () => {
    const id = await scene.book('diabetes')
    const { start } = await detail('diabetes', id)
    scene.world.clock.set(new Date(Date.parse(start ?? '') - 3 * 3_600_000))
    const late = await detail('diabetes', id)
    expect(late.actions).toMatchObject({ cancel: { allowed: true, fee: 168 }, move: { allowed: false } })
    const held = await hold('diabetes', (await free('diabetes'))[0]?.slot ?? '')
    const move = { version: late.version, token: held.token }
    expect(await moveAppointment(scene.citizen('diabetes'), id, move, scene.world.deps)).toMatchObject({
      refused: 'too-late-to-change',
    })
    granted(await cancelAppointment(scene.citizen('diabetes'), id, { version: late.version }, scene.world.deps))
    const [row] = await scene.world.deps.db`select late from appointments.entry where appointment = ${id}`
    expect(row?.late).toBe(true)
  })

  it('of what the screen did not know has changed is refused', async () => {
    const id = await scene.book('neighbour')
    expect(await cancelAppointment(scene.citizen('neighbour'), id, { version: '99' }, scene.world.deps)).toMatchObject({
      refused: 'changed-meanwhile',
    })
  })

  it('of somebody else’s looks like none', async () => {
    const id = await scene.book('pregnant')
    const stranger = scene.citizen('guardian')
    expect(await showAppointment(stranger, id, scene.world.deps)).toMatchObject({ refused: 'not-found' })
    const cancelled = await cancelAppointment(stranger, id, { version: '1' }, scene.world.deps)
    expect(isRefusal(cancelled) && cancelled.refused).toBe('not-found')
    expect(await findAttempt(stranger, id, scene.world.deps)).toEqual({ state: 'none' })
  })
})
