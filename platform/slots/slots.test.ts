import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../access/index.ts'
import type { Refusal } from '../errors/index.ts'
import { slotOf } from './build.ts'
import { confirmSlot, endOffer, holdSlot, keepForOffer, releaseHold } from './hold.ts'
import { freeSlots } from './queries.ts'
import {
  appointment,
  asCitizen,
  asSecretary,
  asSystem,
  nordlys,
  openSlotScene,
  type SlotScene,
} from './slots.fixture.ts'

let scene: SlotScene
let me: string
let other: string
beforeAll(async () => {
  scene = await openSlotScene()
  ;[me = '', other = ''] = scene.citizens
}, 120_000)
afterAll(() => scene.close())

const hold = (slot: string, citizen: string) =>
  scene.world.deps.store.command(asCitizen(citizen), (tx) => holdSlot(tx, slot, citizen))
const confirm = (slot: string, citizen: string) =>
  scene.world.deps.store.command(asCitizen(citizen), (tx) => confirmSlot(tx, slot, citizen))
const free = async (day: string, citizen?: string) =>
  (
    await freeSlots(scene.world.deps.db, {
      office: nordlys,
      kinds: ['appointment'],
      from: new Date(`${day}T00:00:00Z`),
      to: new Date(`${day}T23:00:00Z`),
      now: scene.world.clock.now(),
      ...(citizen ? { citizen } : {}),
    })
  ).map(({ slot }) => slot)

describe('a time that is held', () => {
  it('is kept for five minutes by the story’s clock, and seen by its holder alone', async () => {
    const [slot = '', next = ''] = await scene.times(2, '2026-05-04T06:00:00Z')
    const began = scene.world.clock.now()
    expect(await hold(slot, me)).toMatchObject({ slot, until: new Date(began.getTime() + 300_000) })
    expect(await hold(slot, other)).toMatchObject({ refused: 'slot-held' })
    expect(await free('2026-05-04')).toEqual([next])
    expect(await free('2026-05-04', me)).toEqual([slot, next])
    expect(await scene.book(asSystem(), other, [slot])).toMatchObject({ refused: 'slot-held' })
    scene.world.clock.advance(240_000)
    expect(await hold(slot, me)).toMatchObject({ until: new Date(began.getTime() + 300_000) })
    scene.world.clock.advance(60_000)
    expect(await confirm(slot, me)).toMatchObject({ refused: 'hold-over' })
    expect(await hold(slot, other)).toMatchObject({ slot })
    expect(await confirm(slot, me)).toMatchObject({ refused: 'slot-held' })
  })

  it('is one a citizen, and free at once when let go', async () => {
    const [slot = '', next = ''] = await scene.times(2, '2026-05-05T06:00:00Z')
    await hold(slot, me)
    await hold(next, me)
    expect(await free('2026-05-05')).toEqual([slot])
    await scene.world.deps.store.command(asCitizen(me), async (tx) => {
      await releaseHold(tx, me)
      return true
    })
    expect(await free('2026-05-05')).toEqual([slot, next])
  })
})

describe('a time that is offered', () => {
  it('waits for the one it is offered to, whatever else they look at, until it ends', async () => {
    const [slot = '', next = ''] = await scene.times(2, '2026-05-14T06:00:00Z')
    const until = new Date(scene.world.clock.now().getTime() + 3_600_000)
    const keep = (citizen: string) =>
      scene.world.deps.store.command(asCitizen(citizen), (tx) => keepForOffer(tx, slot, citizen, until))
    expect(await keep(me)).toMatchObject({ slot, until })
    expect(await keep(other)).toMatchObject({ refused: 'slot-held' })
    await hold(next, me)
    expect(await hold(slot, other)).toMatchObject({ refused: 'slot-held' })
    await scene.world.deps.store.command(asCitizen(me), async (tx) => {
      await endOffer(tx, slot, me)
      return true
    })
    expect(await hold(slot, other)).toMatchObject({ slot })
    const tooLate = (await scene.times(1, '2026-04-13T08:30:00Z'))[0] ?? ''
    const ends = new Date('2026-04-13T08:30:00Z')
    const kept = await scene.world.deps.store.command(asCitizen(me), (tx) => keepForOffer(tx, tooLate, me, ends))
    expect(kept).toMatchObject({ refused: 'slot-past' })
  })
})

describe('an appointment', () => {
  it('takes its time, gives it back when cancelled and swaps it when moved', async () => {
    const [slot = '', next = ''] = await scene.times(2, '2026-05-06T06:00:00Z')
    await scene.book(asCitizen(me), me, [slot], 'mine')
    expect([await scene.status(slot), await scene.status(next)]).toEqual(['busy', 'free'])
    await scene.book(asCitizen(me), me, [next], 'mine')
    expect([await scene.status(slot), await scene.status(next)]).toEqual(['free', 'busy'])
    const cancelled = appointment({
      id: 'mine',
      citizen: me,
      slots: [next],
      start: '2026-05-06T06:30:00Z',
      end: '2026-05-06T07:00:00Z',
      status: 'cancelled',
    })
    await scene.world.deps.store.command(asCitizen(me), (tx) => tx.update(cancelled))
    expect(await free('2026-05-06')).toEqual([slot, next])
    expect((await scene.bookings()).filter(({ appointment: id }) => id === 'mine')).toEqual([])
  })

  it('moved to a time that is taken stays where it was', async () => {
    const [slot = '', next = ''] = await scene.times(2, '2026-05-07T06:00:00Z')
    await scene.book(asCitizen(me), me, [slot], 'stays')
    await scene.book(asCitizen(other), other, [next])
    expect(await scene.book(asCitizen(me), me, [next], 'stays')).toMatchObject({ refused: 'slot-taken' })
    expect((await scene.bookings()).find(({ appointment: id }) => id === 'stays')?.slot).toBe(slot)
    expect(await scene.status(slot)).toBe('busy')
  })

  it.each([
    ['longer than its time', '2026-05-08T06:00:00Z', '2026-05-08T07:00:00Z', 'slot-mismatch'],
    ['at another hour', '2026-05-08T06:30:00Z', '2026-05-08T07:00:00Z', 'slot-mismatch'],
  ])('%s is refused', async (_what, start, end, refused) => {
    const [slot = ''] = (await free('2026-05-08')).length
      ? await free('2026-05-08')
      : await scene.times(1, '2026-05-08T06:00:00Z')
    const wrong = appointment({ id: 'wrong', citizen: me, slots: [slot], start, end })
    expect(await scene.world.deps.store.command(asSystem(), (tx) => tx.update(wrong))).toMatchObject({ refused })
  })

  it('of a time that nobody offers, or that has begun, is refused', async () => {
    expect(await scene.book(asSystem(), me, ['nowhere'])).toMatchObject({ refused: 'slot-gone' })
    const [past = ''] = await scene.times(1, '2026-04-10T06:00:00Z')
    expect(await scene.book(asSystem(), me, [past])).toMatchObject({ refused: 'slot-past' })
  })
})

describe('writing times', () => {
  const at = (start: string, end: string, more: object = {}) => ({
    ...slotOf({
      id: 'written',
      schedule: 'schedule-nordlys',
      kinds: ['appointment'],
      starts: new Date(start),
      ends: new Date(end),
    }),
    ...more,
  })
  const write = (context: Context, slot: ReturnType<typeof at>): Promise<object | Refusal> =>
    scene.world.deps.store.command(context, (tx) => tx.update(slot))
  const morning = ['2026-05-11T06:00:00Z', '2026-05-11T06:30:00Z'] as const

  it('is for those at the office and for systems within their scopes', async () => {
    expect(await write(asCitizen(me), at(...morning))).toMatchObject({ refused: 'not-your-role' })
    expect(await write(asSecretary('secretary-fjordvik'), at(...morning))).toMatchObject({ refused: 'not-your-office' })
    expect(await write(asSystem(['system/Slot.rs']), at(...morning))).toMatchObject({ refused: 'scope-missing' })
    expect(await write(asSecretary('secretary-nordlys'), at(...morning))).toMatchObject({ status: 'free' })
  })

  it.each([
    ['one that overlaps', { id: 'late', start: '2026-05-11T06:15:00Z', end: '2026-05-11T06:45:00Z' }, 'slot-overlaps'],
    ['one of no schedule', { id: 'x', schedule: { reference: 'Schedule/none' } }, 'schedule-unknown'],
    [
      'one that is taken by hand',
      { id: 'x', start: '2026-05-11T08:00:00Z', end: '2026-05-11T08:30:00Z', status: 'busy' },
      'slot-through-appointment',
    ],
    [
      'one with words',
      { id: 'x', start: '2026-05-11T08:00:00Z', end: '2026-05-11T08:30:00Z', comment: 'Kari' },
      'slot-incomplete',
    ],
  ])('%s is refused', async (_what, more, refused) => {
    expect(await write(asSecretary('secretary-nordlys'), at(...morning, more))).toMatchObject({ refused })
  })

  it('leaves a time alone that somebody has or holds', async () => {
    await scene.book(asCitizen(me), me, ['written'], 'keeps')
    const attempts = [
      at(...morning),
      at(...morning, { status: 'busy-unavailable' }),
      at('2026-05-11T09:00:00Z', '2026-05-11T09:30:00Z'),
    ]
    for (const attempt of attempts)
      for (const context of [asSecretary('secretary-nordlys'), asSystem()])
        expect(await write(context, attempt)).toMatchObject({ refused: 'slot-booked' })
    const [held = ''] = await scene.times(1, '2026-05-12T06:00:00Z')
    await hold(held, other)
    const blocked = at('2026-05-12T06:00:00Z', '2026-05-12T06:30:00Z', { id: held, status: 'busy-unavailable' })
    expect(await write(asSecretary('secretary-nordlys'), blocked)).toMatchObject({ refused: 'slot-held' })
    const gone = await scene.world.deps.store.command(asSecretary('secretary-nordlys'), async (tx) => {
      await tx.delete('Slot', 'written')
      return true
    })
    expect(gone).toMatchObject({ refused: 'slot-booked' })
  })

  it('that many write at once makes no two that overlap', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        write(asSystem(), at('2026-05-13T06:00:00Z', '2026-05-13T06:30:00Z', { id: `same-${n}` })),
      ),
    )
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1)
  })

  it('never names a patient', async () => {
    const schedule = {
      resourceType: 'Schedule' as const,
      id: 'of-a-patient',
      actor: [{ reference: `Patient/${me}` }],
    }
    const answer = await scene.world.deps.store.command(asSystem(), (tx) => tx.update(schedule))
    expect(answer).toMatchObject({ refused: 'patient-in-schedule' })
  })
})
