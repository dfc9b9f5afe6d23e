import { describe, expect, it } from 'vitest'
import { type ClosedTime, closedOn } from './closed.ts'

const standIn = (name: string) => ({ practitioner: `p-${name}`, hpr: name, name })
const week: ClosedTime = { starts: '2026-12-07', ends: '2026-12-11', standIn: standIn('a') }
const weekend: ClosedTime = { starts: '2026-12-12', ends: '2026-12-13' }
const overlapping: ClosedTime = { starts: '2026-12-10', ends: '2026-12-18', standIn: standIn('b') }
const later: ClosedTime = { starts: '2026-12-15', ends: '2026-12-20' }

describe('a closed service', () => {
  it.each<[string, string, readonly ClosedTime[], string | undefined, string | undefined]>([
    ['the day before', '2026-12-06', [week], undefined, undefined],
    ['the first day', '2026-12-07', [week], '2026-12-11', 'a'],
    ['the last day', '2026-12-11', [week], '2026-12-11', 'a'],
    ['the day after', '2026-12-12', [week], undefined, undefined],
    ['two that follow one another', '2026-12-07', [weekend, week], '2026-12-13', 'a'],
    ['two with a day between', '2026-12-12', [weekend, later], '2026-12-13', undefined],
    [
      'two that overlap: the one that began last names the stand-in',
      '2026-12-10',
      [week, overlapping],
      '2026-12-18',
      'b',
    ],
    ['three in a chain', '2026-12-07', [later, overlapping, week], '2026-12-20', 'a'],
    ['nothing', '2026-12-07', [], undefined, undefined],
  ])('%s', (_what, day, times, until, who) => {
    expect(closedOn(day, times)?.until).toBe(until)
    expect(closedOn(day, times)?.standIn?.name).toBe(who)
  })
})
