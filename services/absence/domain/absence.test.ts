import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RefusalCode } from '../contract/index.ts'
import { type Around, type Away, clash, endedOn, faultOf } from './absence.ts'
import { periodOf } from './periods.ts'

const today = '2026-04-13'
const standIn = { practitioner: 'b', name: 'Berit' }
const away: Away = { id: 'x', from: '2026-04-14', until: '2026-04-17', kinds: ['renewal', 'contact'], standIn }
const around: Around = {
  today,
  practitioner: 'a',
  before: undefined,
  others: [],
  colleagues: ['a', 'b'],
  standInAway: [],
}
const list: Away = { ...away, kinds: [] }

const inOrder = (a: string, b: string) => (a < b ? { from: a, until: b } : { from: b, until: a })

describe('an absence', () => {
  it.each<[string, Partial<Away>, Partial<Around>, RefusalCode | undefined]>([
    ['stands', {}, {}, undefined],
    ['of one day, today', { from: today, until: today }, {}, undefined],
    ['without a stand-in', { standIn: undefined }, {}, undefined],
    ['with the list handed over', { kinds: [] }, {}, undefined],
    ['that closes nothing and hands over nothing', { kinds: [], standIn: undefined }, {}, 'nothing-chosen'],
    ['that ends before it begins', { until: '2026-04-13' }, {}, 'period-backwards'],
    ['that begins yesterday', { from: '2026-04-12' }, {}, 'begins-in-the-past'],
    [
      'that began yesterday and is made longer',
      { from: '2026-04-12' },
      { before: { ...away, from: '2026-04-12' } },
      undefined,
    ],
    ['two years and a day long', { until: '2028-04-15' }, {}, 'too-long'],
    ['two years long', { until: '2028-04-13' }, {}, undefined],
    ['with oneself', { standIn: { practitioner: 'a', name: '' } }, {}, 'stand-in-self'],
    ['with a stranger', { standIn: { practitioner: 'z', name: '' } }, {}, 'stand-in-not-colleague'],
    ['with somebody away', {}, { standInAway: [{ ...away, id: 'y' }] }, 'stand-in-away'],
    [
      'with somebody away from another service',
      {},
      { standInAway: [{ ...away, id: 'y', kinds: ['video'] }] },
      undefined,
    ],
    ['with somebody whose list another has', {}, { standInAway: [{ ...list, id: 'y' }] }, 'stand-in-away'],
    ['over another', {}, { others: [{ ...away, id: 'y', from: '2026-04-17', until: '2026-05-01' }] }, 'overlaps'],
    [
      'the day after another',
      {},
      { others: [{ ...away, id: 'y', from: '2026-04-10', until: '2026-04-13' }] },
      undefined,
    ],
    ['over another of other services', {}, { others: [{ ...away, id: 'y', kinds: ['video'] }] }, undefined],
    ['over itself as it was', {}, { before: away, others: [away] }, undefined],
    [
      'ended early',
      { from: '2026-04-01', until: '2026-04-12' },
      { before: { ...away, from: '2026-04-01' } },
      undefined,
    ],
    [
      'rewritten into the past',
      { from: '2026-04-01', until: '2026-04-11' },
      { before: { ...away, from: '2026-04-01' } },
      'begins-in-the-past',
    ],
  ])('%s', (_what, change, more, code) => {
    expect(faultOf({ ...away, ...change }, { ...around, ...more })?.code).toBe(code)
  })

  it('clashes both ways or not at all', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`)
    const one = fc
      .tuple(day, day, fc.subarray(['renewal', 'contact', 'video'] as const))
      .map(([a, b, kinds]): Away => ({ id: `${a}${b}`, ...inOrder(a, b), kinds, standIn }))
    fc.assert(fc.property(one, one, (a, b) => clash(a, b) === clash(b, a)))
  })

  it.each([
    ['before today', '2026-04-01', { from: '2026-04-01', until: '2026-04-12' }],
    ['today', today, undefined],
    ['ahead', '2026-04-15', undefined],
  ])('ended when it began %s', (_what, from, left) => {
    const ended = endedOn({ ...away, from }, today)
    expect(ended && { from: ended.from, until: ended.until }).toEqual(left)
  })
})

describe('the usual periods, on a Thursday', () => {
  it.each([
    ['today', '2026-04-16', '2026-04-16'],
    ['tomorrow', '2026-04-17', '2026-04-17'],
    ['week', '2026-04-16', '2026-04-19'],
    ['next-week', '2026-04-20', '2026-04-26'],
  ] as const)('%s', (name, from, until) => {
    expect(periodOf(name, '2026-04-16')).toEqual({ from, until })
  })
})
