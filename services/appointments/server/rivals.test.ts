import { isRefusal } from '@lomma/platform/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookTime } from './book.ts'
import { cancelAppointment } from './change.ts'
import { findAttempt, holdTime } from './hold-time.ts'
import { listAppointments, showAppointment } from './list-appointments.ts'
import { freeAhead, granted, openScene, type Scene, system } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 180_000)
afterAll(() => scene.close())

/** Those on one doctor's list who have nothing ahead. */
function onList(office: string, doctor: string): string[] {
  const { citizens } = scene.people
  return citizens
    .filter((one) => one.gp.key === doctor && one.office.key === office && !one.deceased)
    .map(({ key }) => key)
}

describe('rivals', () => {
  it('200 for 10 times, through both doors, get ten bookings and no time twice', async () => {
    const people = onList('lynghei', 'gp-lynghei')
    const times = (await freeAhead(scene.world, scene.citizen(people[0] ?? ''))).slice(0, 10)
    expect(times).toHaveLength(10)
    const before = await bookings()
    const fresh = async () => [...(await bookings())].filter(([slot]) => !before.has(slot))
    let won = 0
    // Who looks at another time lets the first go, so that a round may leave times over: those are fought for again.
    for (let round = 0; round < 6 && (await fresh()).length < 10; round++) {
      const answers = await Promise.all(
        Array.from({ length: 200 }, async (_, at) => {
          const key = people[(at + round) % people.length] ?? ''
          const time = times[(at * 7) % times.length]
          if (!time) throw new Error('no time')
          return at % 2 === 0 ? throughPortal(key, time.slot) : throughFhir(key, time, `${round}-${at}`)
        }),
      )
      won += answers.filter((answer) => answer === 'booked').length
      scene.world.clock.advance(6 * 60_000)
    }
    const booked = await fresh()
    expect(booked.map(([slot]) => slot).sort()).toEqual(times.map(({ slot }) => slot).sort())
    expect(won).toBe(10)
    expect(new Set(booked.map(([, appointment]) => appointment)).size).toBe(10)
  }, 120_000)
})

async function bookings(): Promise<Map<string, string>> {
  const rows = await scene.world.deps.db<
    { slot: string; appointment: string }[]
  >`select slot, appointment from slots.booking`
  return new Map(rows.map(({ slot, appointment }) => [slot, appointment]))
}

async function throughPortal(key: string, slot: string): Promise<'booked' | string> {
  const hold = await holdTime(scene.citizen(key), slot, scene.world.deps)
  if (isRefusal(hold)) return hold.refused
  const booked = await bookTime(scene.citizen(key), { token: hold.token, mode: 'attendance' }, scene.world.deps)
  return isRefusal(booked) ? booked.refused : 'booked'
}

async function throughFhir(key: string, time: { slot: string; start: string; end: string }, at: string) {
  const answer = await scene.world.deps.store.command(system(), (tx) =>
    tx.create({
      resourceType: 'Appointment',
      id: `rival-${at}`,
      status: 'booked',
      slot: [{ reference: `Slot/${time.slot}` }],
      start: time.start,
      end: time.end,
      participant: [{ actor: { reference: `Patient/${scene.person(key).citizen}` }, status: 'accepted' }],
    }),
  )
  return isRefusal(answer) ? answer.refused : 'booked'
}

/** The saga, with the answer lost at each step: what was done stays done once, and the citizen is told what. */
describe('the network is cut', () => {
  const first = async (key: string) => (await freeAhead(scene.world, scene.citizen(key)))[0]?.slot ?? ''

  it('before the hold reaches us: nothing is held, nothing is booked', async () => {
    const found = await findAttempt(scene.citizen('everyday'), '00000000-0000-4000-8000-000000000000', scene.world.deps)
    expect(found).toEqual({ state: 'none' })
  })

  it('after the hold: sent again it is the same hold, and the page says that it is held', async () => {
    const slot = await first('everyday')
    const context = () => scene.citizen('everyday', 'hold-key-everyday')
    const lost = granted(await holdTime(context(), slot, scene.world.deps))
    const again = granted(await holdTime(context(), slot, scene.world.deps))
    expect(again).toEqual(lost)
    expect(await findAttempt(scene.citizen('everyday'), lost.token, scene.world.deps)).toMatchObject({
      state: 'held',
      hold: { token: lost.token },
    })
  })

  it('after the booking: sent again, with the same key or another, it is one booking, and the token tells which', async () => {
    const slot = await first('elder')
    const { token } = granted(await holdTime(scene.citizen('elder'), slot, scene.world.deps))
    const command = { token, mode: 'attendance' as const }
    const lost = granted(await bookTime(scene.citizen('elder', 'book-key-elder'), command, scene.world.deps))
    expect(granted(await bookTime(scene.citizen('elder', 'book-key-elder'), command, scene.world.deps))).toEqual(lost)
    expect(granted(await bookTime(scene.citizen('elder'), command, scene.world.deps))).toEqual(lost)
    expect(await findAttempt(scene.citizen('elder'), token, scene.world.deps)).toEqual({
      state: 'booked',
      appointment: token,
    })
    const { upcoming } = await listAppointments(scene.citizen('elder'), scene.world.deps)
    expect(upcoming.filter(({ id }) => id === token)).toHaveLength(1)
  })

  it('in the middle of the booking: all of it is undone, the hold stands, and it can be booked', async () => {
    const slot = await first('guardian')
    const { token } = granted(await holdTime(scene.citizen('guardian'), slot, scene.world.deps))
    const broken = {
      ...scene.world.deps,
      store: {
        ...scene.world.deps.store,
        command: <T>(
          context: Parameters<typeof scene.world.deps.store.command>[0],
          run: Parameters<typeof scene.world.deps.store.command<T>>[1],
        ) =>
          scene.world.deps.store.command<T>(context, async (tx) => {
            await run(tx)
            throw new Error('the connection is gone')
          }),
      },
    }
    await expect(bookTime(scene.citizen('guardian'), { token, mode: 'attendance' }, broken)).rejects.toThrow('gone')
    expect(await findAttempt(scene.citizen('guardian'), token, scene.world.deps)).toMatchObject({ state: 'held' })
    granted(await bookTime(scene.citizen('guardian'), { token, mode: 'attendance' }, scene.world.deps))
    expect((await bookings()).get(slot)).toBe(token)
  })

  it('after the cancellation: sent again it is cancelled once', async () => {
    const id = await scene.book('parent')
    const { version } = granted(await showAppointment(scene.citizen('parent'), id, scene.world.deps))
    const context = () => scene.citizen('parent', 'cancel-key-parent')
    const lost = granted(await cancelAppointment(context(), id, { version }, scene.world.deps))
    const again = granted(await cancelAppointment(context(), id, { version }, scene.world.deps))
    expect(again.version).toBe(lost.version)
    expect(again.state).toBe('cancelled')
  })
})
