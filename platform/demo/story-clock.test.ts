import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { osloDateOf } from '../calendar/index.ts'
import { fixedClock } from '../clock/index.ts'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import { openStoryClock } from './story-clock.ts'
import { daysLater, resumeAt, timeOfDay, tolerance } from './story-time.ts'

describe('where the story goes on', () => {
  it.each([
    ['a short stop', '2026-11-23T11:00:00Z', '2026-11-23T11:05:00Z', '2026-11-23T11:05:00Z'],
    ['started later another day', '2026-11-23T11:00:00Z', '2026-11-26T14:00:00Z', '2026-11-23T14:00:00Z'],
    ['started earlier another day', '2026-11-23T11:00:00Z', '2026-11-26T08:00:00Z', '2026-11-24T08:00:00Z'],
    ['over midnight in Oslo', '2026-11-23T22:59:00Z', '2026-11-23T23:01:00Z', '2026-11-23T23:01:00Z'],
    ['the machine is a few seconds behind', '2026-11-23T11:00:20Z', '2026-11-23T11:00:00Z', '2026-11-23T11:00:20Z'],
    ['a few seconds behind, over midnight', '2026-11-23T23:00:10Z', '2026-11-23T22:59:50Z', '2026-11-23T23:00:10Z'],
    ['story in summer, real winter', '2026-07-01T10:00:00Z', '2026-12-01T12:00:00Z', '2026-07-01T11:00:00Z'],
    ['the hour that comes twice', '2026-10-25T01:10:00Z', '2026-11-23T01:20:00Z', '2026-10-25T01:20:00Z'],
    ['the hour that never comes', '2026-03-29T00:50:00Z', '2026-11-23T01:30:00Z', '2026-03-29T01:30:00Z'],
  ])('%s', (_name, seenUntil, real, expected) => {
    expect(resumeAt(new Date(seenUntil), new Date(real))).toEqual(new Date(expected))
  })

  const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2034-12-31'), noInvalidDate: true })

  it('is never before what was seen, within a day and at the real time of day', () => {
    fc.assert(
      fc.property(instants, instants, (seenUntil, real) => {
        const resumed = resumeAt(seenUntil, real)
        const forward = resumed.getTime() - seenUntil.getTime()
        expect(forward).toBeGreaterThanOrEqual(0)
        expect(forward).toBeLessThanOrEqual(25 * 3_600_000)
        const late = Math.abs(timeOfDay(resumed) - timeOfDay(real))
        // Past the gap in spring the wall shows an hour more; within the tolerance it goes on where it was.
        expect([0, 3_600_000].includes(late) || forward === 0).toBe(true)
        if (forward === 0) expect(Math.min(late, 86_400_000 - late)).toBeLessThanOrEqual(tolerance)
      }),
      { numRuns: 500 },
    )
  })

  it('moves whole days and keeps the time of day over summer time', () => {
    expect(daysLater(new Date('2026-03-28T11:00:00Z'), 1)).toEqual(new Date('2026-03-29T10:00:00Z'))
    expect(daysLater(new Date('2026-10-24T10:00:00Z'), 2)).toEqual(new Date('2026-10-26T11:00:00Z'))
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 400 }), (at, days) => {
        const moved = daysLater(at, days)
        expect(moved > at).toBe(true)
        const midnight = (date: Date) => Date.parse(osloDateOf(date))
        expect(midnight(moved) - midnight(at)).toBe(days * 86_400_000)
      }),
    )
  })
})

describe('story clock', () => {
  let database: TestDatabase
  const real = fixedClock('2026-11-23T11:00:00Z')
  const open = () => openStoryClock(database.db, real)
  const at = (text: string) => new Date(text)

  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    real.set('2026-11-23T11:00:00Z')
    await database.db`delete from demo.story_clock`
  })
  afterAll(() => database.drop())

  it('begins at the real instant and runs with real time', async () => {
    const clock = await open()
    expect(clock.now()).toEqual(at('2026-11-23T11:00:00Z'))
    real.advance(90_000)
    expect(clock.now()).toEqual(at('2026-11-23T11:01:30Z'))
  })

  it('stands still while the server is off', async () => {
    const clock = await open()
    real.advance(3_600_000)
    await clock.stop()
    real.set('2026-12-24T14:00:00Z')
    expect((await open()).now()).toEqual(at('2026-11-23T14:00:00Z'))
  })

  it('does not go backwards when the machine does', async () => {
    const clock = await open()
    real.advance(10_000)
    const shown = clock.now()
    real.advance(-5_000)
    expect(clock.now()).toEqual(shown)
  })

  it('comes back after a crash at no earlier instant than it has shown', async () => {
    const clock = await open()
    await clock.beat()
    real.advance(29_000)
    const shown = clock.now()
    // No stop: the process is gone. The next one starts another day, at an earlier second of the same minute.
    real.set('2026-11-25T11:00:01Z')
    const again = (await open()).now()
    expect(again >= shown).toBe(true)
    expect(again.getTime() - shown.getTime()).toBeLessThan(tolerance)
  })

  it('can be moved forward, and stays there after a restart', async () => {
    const clock = await open()
    expect(await clock.advance(7)).toEqual(at('2026-11-30T11:00:00Z'))
    real.advance(60_000)
    expect(clock.now()).toEqual(at('2026-11-30T11:01:00Z'))
    await clock.stop()
    real.set('2026-11-23T12:00:00Z')
    expect((await open()).now()).toEqual(at('2026-11-30T12:00:00Z'))
  })

  it.each([0, -1, 1.5, Number.NaN])('does not move by %s days', async (days) => {
    await expect((await open()).advance(days)).rejects.toThrow(RangeError)
  })

  it('is one time for all nodes, those that come later and those that come back', async () => {
    const first = await open()
    await first.beat()
    real.advance(3_000)
    const second = await open()
    expect(second.now()).toEqual(first.now())
    await first.stop()
    real.advance(20_000)
    await second.beat()
    expect((await open()).now()).toEqual(second.now())
  })

  it('is one time for nodes that start at the same moment after a pause', async () => {
    await (await open()).stop()
    real.set('2026-11-26T08:00:00Z')
    const nodes = await Promise.all([open(), open(), open()])
    for (const node of nodes) expect(node.now()).toEqual(at('2026-11-24T08:00:00Z'))
  })

  it('takes up at its next beat what another process has moved, and then they agree', async () => {
    const server = await open()
    const command = await open()
    await command.advance(3)
    await command.stop()
    await server.beat()
    expect(osloDateOf(server.now())).toBe('2026-11-26')
    const shown = server.now()
    await server.beat()
    expect(server.now()).toEqual(shown)
  })
})
