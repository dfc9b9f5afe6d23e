import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, osloTimeOf, type TemplateLine } from '../calendar/index.ts'
import { isRefusal } from '../errors/index.ts'
import { portal } from '../testing/index.ts'
import { type Filled, fillSchedule } from './fill.ts'
import { holdSlot } from './hold.ts'
import { bookedTimes } from './queries.ts'
import { asCitizen, asSecretary, asSystem, openSlotScene, type SlotScene, scheduleId } from './slots.fixture.ts'
import { isOutside, readTemplate, templateSlotId, withTemplate } from './template.ts'

let scene: SlotScene
let me: string
beforeAll(async () => {
  scene = await openSlotScene()
  ;[me = ''] = scene.citizens
}, 120_000)
afterAll(() => scene.close())

const weekly = (change: Partial<TemplateLine> = {}): TemplateLine => ({
  ...{ what: 'weekly', days: [1, 2, 3, 4, 5], from: '', until: '' },
  ...{ opens: '09:00', closes: '11:00', minutes: 30, kinds: ['appointment'] },
  ...change,
})
const off = (from: string, until = from): TemplateLine => ({
  ...weekly({ what: 'off', days: [], from, until, opens: '', closes: '', minutes: 0, kinds: [] }),
})

const write = (...lines: TemplateLine[]) =>
  scene.world.deps.store.command(portal, async (tx) => {
    const stored = await tx.read('Schedule', scheduleId)
    return stored ? tx.update(withTemplate(stored, lines)) : undefined
  })
async function fill(from: string, to = from): Promise<Filled> {
  const answer = await scene.world.deps.store.command(portal, (tx) => fillSchedule(tx, scheduleId, { from, to }))
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer
}
const idAt = (instant: string) => templateSlotId(scheduleId, new Date(instant))
const there = async (from: string) => {
  const rows = await scene.world.deps.db<{ starts: Date; status: string }[]>`
    select starts, status from slots.slot where schedule = ${scheduleId} and status <> 'entered-in-error'
      and starts >= ${`${from}T00:00:00Z`} and starts < ${`${addDays(from, 1)}T00:00:00Z`} order by starts`
  return rows.map(({ starts, status }) => `${osloTimeOf(starts)} ${status}`)
}
const setStatus = (slot: string, status: 'busy-unavailable' | 'entered-in-error') =>
  scene.world.deps.store.command(asSecretary('secretary-nordlys'), async (tx) => {
    const stored = await tx.read('Slot', slot)
    return stored ? tx.update({ ...stored, status }) : undefined
  })

describe('the template of a schedule', () => {
  it('is read as it was written, and leaves the rest of the Schedule as it was', async () => {
    const lines = [weekly({ from: '2026-05-01', until: '2026-12-31' }), weekly(), off('2026-07-06', '2026-07-24')]
    await write(...lines)
    const stored = await scene.world.deps.store.as(portal).read('Schedule', scheduleId)
    expect(stored && readTemplate(stored)).toEqual(lines)
    expect(stored?.actor).toHaveLength(2)
    await write()
    const bare = await scene.world.deps.store.as(portal).read('Schedule', scheduleId)
    expect(bare).not.toHaveProperty('extension')
  })
})

describe('filling', () => {
  it('makes the times of the days, and done twice makes nothing more', async () => {
    await write(weekly())
    expect(await fill('2026-05-04', '2026-05-05')).toEqual({ made: 8, removed: 0, skipped: 0, kept: 0 })
    expect(await fill('2026-05-04', '2026-05-05')).toEqual({ made: 0, removed: 0, skipped: 0, kept: 0 })
    expect(await there('2026-05-04')).toEqual(['09:00 free', '09:30 free', '10:00 free', '10:30 free'])
    expect(await fill('2026-05-14')).toMatchObject({ made: 0 })
  })

  it('two at once make each time once', async () => {
    await write(weekly())
    const both = await Promise.all([fill('2026-05-06', '2026-05-08'), fill('2026-05-06', '2026-05-08')])
    expect(both.map(({ made }) => made).sort((a, b) => a - b)).toEqual([0, 12])
  })

  it('takes away what is no longer in the template, never what somebody has; that one is told of', async () => {
    await write(weekly())
    await fill('2026-05-11')
    const booked = idAt('2026-05-11T08:00:00Z')
    expect(isRefusal(await scene.book(asSystem(), me, [booked], 'kept'))).toBe(false)
    await write(weekly({ days: [2] }))
    expect(await fill('2026-05-11')).toEqual({ made: 0, removed: 3, skipped: 0, kept: 0 })
    expect(await there('2026-05-11')).toEqual(['10:00 busy'])
    const rows = await bookedTimes(scene.world.deps.db, [scheduleId], scene.world.clock.now())
    expect(rows.filter((row) => isOutside([weekly({ days: [2] })], row)).map(({ slot }) => slot)).toEqual([booked])
    expect(rows.filter((row) => isOutside([weekly()], row))).toEqual([])
    await write(weekly())
    expect(await fill('2026-05-11')).toEqual({ made: 3, removed: 0, skipped: 0, kept: 0 })
  })

  it('lets a time be that somebody is choosing, and takes it when the minutes are over', async () => {
    await write(weekly())
    await fill('2026-05-12')
    const slot = idAt('2026-05-12T07:00:00Z')
    const held = await scene.world.deps.store.command(asCitizen(me), (tx) => holdSlot(tx, slot, me))
    expect(isRefusal(held)).toBe(false)
    await write(off('2026-05-12'))
    expect(await fill('2026-05-12')).toMatchObject({ removed: 3, kept: 1 })
    expect(await there('2026-05-12')).toEqual(['09:00 free'])
    scene.world.clock.advance(301_000)
    expect(await fill('2026-05-12')).toMatchObject({ removed: 1, kept: 0 })
    expect(await there('2026-05-12')).toEqual([])
  })

  it('makes longer times around one that somebody has, and none over it', async () => {
    await write(weekly({ minutes: 20 }))
    expect(await fill('2026-05-13')).toMatchObject({ made: 6 })
    expect(isRefusal(await scene.book(asSystem(), me, [idAt('2026-05-13T07:20:00Z')], 'odd'))).toBe(false)
    await write(weekly({ minutes: 30 }))
    expect(await fill('2026-05-13')).toMatchObject({ skipped: 2 })
    expect(await there('2026-05-13')).toEqual(['09:20 busy', '10:00 free', '10:30 free'])
    expect(await fill('2026-05-13')).toMatchObject({ made: 0, removed: 0 })
  })

  it('leaves what the office blocked, took away, or offered by hand', async () => {
    const [byHand = ''] = await scene.times(1, '2026-05-18T08:15:00Z')
    await write(weekly())
    expect(await fill('2026-05-18')).toMatchObject({ made: 2, skipped: 2 })
    await setStatus(idAt('2026-05-18T07:00:00Z'), 'busy-unavailable')
    await setStatus(idAt('2026-05-18T07:30:00Z'), 'entered-in-error')
    expect(await fill('2026-05-18')).toMatchObject({ made: 0, removed: 0 })
    expect(await there('2026-05-18')).toEqual(['09:00 busy-unavailable', '10:15 free'])
    await write()
    await fill('2026-05-18')
    expect(await there('2026-05-18')).toEqual(['10:15 free'])
    expect(await scene.status(byHand)).toBe('free')
  })

  it('and booking at the same moment: who was told yes has the time, and no time is there that nobody can have', async () => {
    await write(weekly({ opens: '08:00', closes: '16:00', minutes: 20 }))
    await fill('2026-06-01')
    const all = Array.from({ length: 24 }, (_, at) =>
      idAt(new Date(Date.parse('2026-06-01T06:00:00Z') + at * 1_200_000).toISOString()),
    )
    await write(off('2026-06-01'))
    const [, ...answers] = await Promise.all([
      fill('2026-06-01'),
      ...all.map((slot, at) => scene.book(asSystem(), scene.citizens[at % scene.citizens.length] ?? '', [slot])),
    ])
    const won = answers.filter((answer) => !isRefusal(answer)).length
    await fill('2026-06-01')
    expect(await there('2026-06-01')).toHaveLength(won)
    expect((await there('2026-06-01')).every((row) => row.endsWith(' busy'))).toBe(true)
  }, 60_000)
})
