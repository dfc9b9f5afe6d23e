import { daysBetween } from '@lomma/platform/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dispensing, prescription, record } from './examples.fixture.ts'
import { dispensingsLeft, runOutDate, supplyOf } from './supply.ts'

const today = '2026-11-23'

describe('what is left of a medicine', () => {
  it.each([
    ['nothing handed over', [], 4],
    ['one handed over', [dispensing()], 3],
    ['one on an older prescription', [dispensing({ prescription: 'older' })], 4],
    ['one not yet handed over', [dispensing({ on: null })], 4],
    ['more than allowed', [1, 2, 3, 4, 5].map((n) => dispensing({ id: `d${n}` })), 0],
  ])('dispensings left: %s', (_what, handedOver, left) =>
    expect(dispensingsLeft(prescription(), handedOver, today)).toBe(left),
  )

  it('has none left when expired or stopped, and does not guess when nobody wrote how many', () => {
    expect(dispensingsLeft(prescription({ validUntil: '2026-11-22' }), [], today)).toBe(0)
    expect(dispensingsLeft(prescription({ standing: 'stopped' }), [], today)).toBe(0)
    expect(dispensingsLeft(prescription({ dispensings: null }), [], today)).toBeNull()
  })

  it.each([
    ['one package', [dispensing({ on: '2026-11-01', days: 30 })], '2026-12-01'],
    [
      'collected early: the days add up',
      [dispensing({ on: '2026-10-01', days: 50 }), dispensing({ id: 'd2', on: '2026-11-10', days: 50 })],
      '2027-01-09',
    ],
    [
      'collected late: counted from the day',
      [dispensing({ on: '2026-08-01', days: 10 }), dispensing({ id: 'd2', on: '2026-11-10', days: 20 })],
      '2026-11-30',
    ],
    ['length not known', [dispensing({ on: '2026-11-01', days: null })], null],
    ['nothing collected', [], null],
    ['in the future does not count', [dispensing({ on: '2026-12-24', days: 30 })], null],
  ])('runs out: %s', (_what, handedOver, date) => expect(runOutDate(handedOver, today)).toBe(date))

  it.each([
    ['6 days in the house, nothing to collect', { dispensings: 1 }, 44, 'low', 6],
    ['6 days in the house, more to collect', { dispensings: 3 }, 44, 'plenty', 6],
    ['used up, nothing to collect', { dispensings: 1 }, 60, 'out', 0],
    ['expires within a month', { dispensings: 3, validUntil: '2026-12-10' }, 10, 'low', 40],
    ['expired', { dispensings: 3, validUntil: '2026-11-01' }, 10, 'out', 40],
  ])('level: %s', (_what, change, daysAgo, level, daysLeft) => {
    const on = new Date(Date.parse(today) - daysAgo * 86_400_000).toISOString().slice(0, 10)
    const supply = supplyOf(record(prescription(change), [dispensing({ on, days: 50 })]), today)
    expect(supply.level).toBe(level)
    expect(supply.daysLeft).toBe(daysLeft)
  })

  it('says unknown when nothing is known', () => {
    const bare = prescription({ dispensings: null, validUntil: null, daysPerDispensing: null })
    expect(supplyOf(record(bare), today)).toEqual({
      dispensingsLeft: null,
      daysLeft: null,
      runsOutOn: null,
      level: 'unknown',
      renewFrom: null,
    })
  })

  it('a renewal is welcome 30 days before the last package is empty', () => {
    const one = record(prescription({ dispensings: 1 }), [dispensing({ on: '2026-11-20', days: 50 })])
    expect(supplyOf(one, today).renewFrom).toBe('2026-12-10')
    const more = record(prescription({ dispensings: 2, validUntil: '2028-01-01' }), [
      dispensing({ on: '2026-11-20', days: 50 }),
    ])
    expect(supplyOf(more, today).renewFrom).toBe('2027-01-29')
  })

  it('never gives fewer than no dispensings or days, and more in the house never runs out sooner', () => {
    const handedOver = fc.array(
      fc.record({ day: fc.integer({ min: 0, max: 300 }), days: fc.integer({ min: 1, max: 120 }) }),
      { maxLength: 8 },
    )
    const make = (all: { day: number; days: number }[]) =>
      all.map(({ day, days }, at) =>
        dispensing({
          id: `d${at}`,
          on: new Date(Date.parse(today) - day * 86_400_000).toISOString().slice(0, 10),
          days,
        }),
      )
    fc.assert(
      fc.property(handedOver, fc.integer({ min: 1, max: 90 }), (all, extra) => {
        const supply = supplyOf(record(prescription(), make(all)), today)
        expect(supply.dispensingsLeft).toBeGreaterThanOrEqual(0)
        if (supply.daysLeft !== null) expect(supply.daysLeft).toBeGreaterThanOrEqual(0)
        const before = runOutDate(make(all), today)
        const after = runOutDate(make([...all, { day: 0, days: extra }]), today)
        if (before !== null && after !== null) expect(daysBetween(before, after)).toBeGreaterThan(0)
      }),
    )
  })
})
