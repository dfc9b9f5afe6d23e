import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRefusal } from '../errors/index.ts'
import { confirmSlot, holdSlot } from './hold.ts'
import { insertBooking } from './queries.ts'
import { appointment, asCitizen, asSystem, openSlotScene, type SlotScene } from './slots.fixture.ts'

let scene: SlotScene
beforeAll(async () => {
  scene = await openSlotScene()
}, 120_000)
afterAll(() => scene.close())

describe('200 rivals for 10 times', () => {
  it('get exactly ten, and no time twice', async () => {
    const slots = await scene.times(10)
    const { citizens } = scene
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => {
        const citizen = citizens[at % citizens.length] ?? ''
        const context = at % 2 === 0 ? asCitizen(citizen) : asSystem()
        return scene.book(context, citizen, [slots[(at * 7) % 10] ?? ''], `rival-${at}`)
      }),
    )
    const won = answers.flatMap((answer) => (isRefusal(answer) ? [] : [answer.id]))
    expect(won).toHaveLength(10)
    expect(new Set(answers.flatMap((answer) => (isRefusal(answer) ? [answer.refused] : [])))).toEqual(
      new Set(['slot-taken']),
    )
    const bookings = await scene.bookings()
    expect(bookings.map(({ slot }) => slot).sort()).toEqual([...slots].sort())
    expect(bookings.map(({ appointment: id }) => id).sort()).toEqual(won.sort())
    for (const slot of slots) expect(await scene.status(slot)).toBe('busy')
    const stored = await scene.world.deps.db`
      select id from fhir.resource where type = 'Appointment' and id like 'rival-%'`
    expect(stored.map(({ id }) => id).sort()).toEqual(won.sort())
  }, 60_000)

  it('who hold first get no more than one time each, and what they hold nobody else gets', async () => {
    const slots = await scene.times(10, '2026-04-21T06:00:00Z')
    const { store } = scene.world.deps
    const tries = scene.citizens.flatMap((citizen) => slots.map((slot) => ({ citizen, slot })))
    const answers = await Promise.all(
      tries.map(({ citizen, slot }) => store.command(asCitizen(citizen), (tx) => holdSlot(tx, slot, citizen))),
    )
    expect(answers.some(isRefusal)).toBe(true)
    const held = await scene.world.deps.db<{ slot: string; citizen: string }[]>`select slot, citizen from slots.hold`
    expect(new Set(held.map(({ citizen }) => citizen)).size).toBe(held.length)
    const outcomes = await Promise.all(
      tries.map(({ citizen, slot }) =>
        store.command(asCitizen(citizen), async (tx) => {
          const row = await confirmSlot(tx, slot, citizen)
          if (isRefusal(row)) return row
          const [start, end] = [row.starts.toISOString(), row.ends.toISOString()]
          return tx.update(appointment({ id: `held-${citizen}-${slot}`, citizen, slots: [slot], start, end }))
        }),
      ),
    )
    const booked = outcomes.flatMap((answer) => (isRefusal(answer) ? [] : [answer.id]))
    expect(booked.sort()).toEqual(held.map(({ citizen, slot }) => `held-${citizen}-${slot}`).sort())
  }, 60_000)

  it('a booking is refused by the key, also when nobody looked first', async () => {
    const [slot = ''] = await scene.times(1, '2026-04-22T06:00:00Z')
    const { db } = scene.world.deps
    const inserted = await Promise.all(
      Array.from({ length: 20 }, (_, at) => insertBooking(db, { slot, appointment: `a-${at}`, citizen: 'c' })),
    )
    expect(inserted.filter(Boolean)).toHaveLength(1)
  })

  it('an appointment of several times takes all of them or none', async () => {
    const slots = await scene.times(6, '2026-04-23T06:00:00Z')
    const [a = '', b = ''] = scene.citizens
    const pairs = slots.slice(0, -1).map((slot, at) => [slot, slots[at + 1] ?? ''])
    const answers = await Promise.all(
      [...pairs, ...pairs.toReversed()].map((pair, at) =>
        scene.book(asCitizen(at % 2 ? a : b), at % 2 ? a : b, pair, `pair-${at}`),
      ),
    )
    const won = answers.filter((answer) => !isRefusal(answer)).length
    const taken = (await scene.bookings()).filter(({ appointment: id }) => id.startsWith('pair-'))
    expect(won).toBeGreaterThan(0)
    expect(taken).toHaveLength(won * 2)
  })
})
