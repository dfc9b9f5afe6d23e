import { osloDateOf } from '@lomma/platform/calendar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancelAppointment } from './change.ts'
import { listAppointments, showAppointment } from './list-appointments.ts'
import { freeAhead, granted, openScene, type Scene } from './scene.fixture.ts'
import { acceptOffer, declineOffer, joinWaiting, leaveWaiting } from './wait.ts'
import { worklist } from './worklist.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  // Those of the demo world who wait already would be asked first.
  await scene.world.deps.db`update appointments.entry set state = 'cancelled' where state = 'waiting'`
}, 180_000)
afterAll(() => scene.close())

const join = async (key: string, more: object = {}) => {
  const today = osloDateOf(scene.world.clock.now())
  const wish = { mode: 'attendance' as const, from: today, to: '2026-06-30', weekdays: [], dayParts: [], ...more }
  return granted(await joinWaiting(scene.citizen(key), wish, scene.world.deps)).waiting
}
const place = async (key: string) => (await listAppointments(scene.citizen(key), scene.world.deps)).waiting[0]
const version = async (key: string) => (await place(key))?.version ?? ''

/** Somebody on the same list cancels, and the freed time is told. */
async function freeOne(key: string): Promise<string> {
  const id = await scene.book(key)
  const one = granted(await showAppointment(scene.citizen(key), id, scene.world.deps))
  granted(await cancelAppointment(scene.citizen(key), id, { version: one.version }, scene.world.deps))
  await scene.world.dispatcher.drain()
  return one.start ?? ''
}

describe('the waiting list', () => {
  it('offers a freed time to the first it fits, keeps it for them, and one press takes it', async () => {
    const first = await join('everyday')
    scene.world.clock.advance(60_000)
    await join('neighbour')
    const start = await freeOne('elder')
    expect((await place('everyday'))?.offered).toMatchObject({ start })
    expect((await place('neighbour'))?.offered).toBeNull()
    const others = await freeAhead(scene.world, scene.citizen('neighbour'))
    expect(others.map((one) => one.start)).not.toContain(start)
    const answer = await acceptOffer(scene.citizen('everyday'), first, await version('everyday'), scene.world.deps)
    expect(granted(answer)).toEqual({ appointment: first })
    const booked = granted(await showAppointment(scene.citizen('everyday'), first, scene.world.deps))
    expect(booked).toMatchObject({ state: 'booked', start, actions: { cancel: { allowed: true } } })
    expect(await place('everyday')).toBeUndefined()
  })

  it('goes on to the next when the first says no, or nothing, and asks nobody twice', async () => {
    scene.world.clock.advance(60_000)
    await join('elder')
    const start = await freeOne('everyday')
    expect((await place('neighbour'))?.offered).toMatchObject({ start })
    const waiting = (await place('neighbour'))?.id ?? ''
    granted(await declineOffer(scene.citizen('neighbour'), waiting, await version('neighbour'), scene.world.deps))
    await scene.world.dispatcher.drain()
    expect((await place('neighbour'))?.offered).toBeNull()
    const offered = (await place('elder'))?.offered
    expect(offered).toMatchObject({ start })
    scene.world.clock.set(new Date(offered?.until ?? ''))
    await scene.world.dispatcher.drain()
    expect((await place('elder'))?.offered).toBeNull()
    const late = await acceptOffer(
      scene.citizen('elder'),
      (await place('elder'))?.id ?? '',
      await version('elder'),
      scene.world.deps,
    )
    expect(late).toMatchObject({ refused: 'nothing-offered' })
    const free = await freeAhead(scene.world, scene.citizen('elder'))
    expect(free.map((one) => one.start)).toContain(start)
  })

  it('offers only what is earlier to who has a time, and moves that one', async () => {
    const later = await scene.book('screening', 6)
    const had = granted(await showAppointment(scene.citizen('screening'), later, scene.world.deps))
    const waiting = await join('screening', { replaces: later })
    const start = await freeOne('diabetes')
    expect((await place('screening'))?.offered).toMatchObject({ start })
    const answer = await acceptOffer(scene.citizen('screening'), waiting, await version('screening'), scene.world.deps)
    expect(granted(answer)).toEqual({ appointment: later })
    const moved = granted(await showAppointment(scene.citizen('screening'), later, scene.world.deps))
    expect(moved).toMatchObject({ start, state: 'booked' })
    const free = await freeAhead(scene.world, scene.citizen('screening'))
    expect(free.map((one) => one.start)).toContain(had.start)
  })

  it('is one place each, in the own office, and is left again', async () => {
    const today = osloDateOf(scene.world.clock.now())
    const wish = { mode: 'attendance' as const, from: today, to: today, weekdays: [], dayParts: [] }
    expect(await joinWaiting(scene.citizen('elder'), wish, scene.world.deps)).toMatchObject({
      refused: 'already-waiting',
    })
    expect(await joinWaiting(scene.citizen('offline-gp'), wish, scene.world.deps)).toMatchObject({
      refused: 'office-not-offering',
    })
    const far = { ...wish, to: '2027-06-01' }
    expect(await joinWaiting(scene.citizen('parent'), far, scene.world.deps)).toMatchObject({ refused: 'wish-too-far' })
    const { id = '' } = (await place('elder')) ?? {}
    granted(await leaveWaiting(scene.citizen('elder'), id, await version('elder'), scene.world.deps))
    expect(await place('elder')).toBeUndefined()
  })

  it('stands in the office’s work queue, without clinical facts', async () => {
    const items = await worklist.list(scene.secretary('secretary-nordlys'), scene.world.deps)
    expect(items.map(({ title }) => title.key)).toContain('appointments.work.waiting')
    const elsewhere = await worklist.list(scene.secretary('secretary-skarvik'), scene.world.deps)
    expect(elsewhere).toEqual([])
  })
})
