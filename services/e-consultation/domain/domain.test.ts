import { describe, expect, it } from 'vitest'
import { priceOn } from './price.ts'
import { type Answers, shown, wayOf } from './triage.ts'

describe('the questions before the text', () => {
  it.each<[Answers, ReturnType<typeof wayOf>, number]>([
    [{}, undefined, 1],
    [{ emergency: true }, 'call-113', 1],
    [{ emergency: true, today: false, examine: false }, 'call-113', 1],
    [{ emergency: false }, undefined, 2],
    [{ emergency: false, today: true }, 'call-now', 2],
    [{ emergency: false, today: false }, undefined, 3],
    [{ emergency: false, today: false, examine: true }, 'see-doctor', 3],
    [{ emergency: false, today: false, examine: false }, 'write', 3],
    [{ examine: false }, undefined, 1],
  ])('%j leads to %s', (answers, way, count) => {
    expect(wayOf(answers)).toBe(way)
    expect(shown(answers)).toHaveLength(count)
  })
})

describe('the price', () => {
  it.each([
    ['2022-03-01', null, false, { from: 160, to: 212, free: false, validFrom: '2021-07-01' }],
    ['2023-06-30', null, false, { from: 160, to: 212, free: false, validFrom: '2021-07-01' }],
    ['2023-07-01', null, false, { from: 170, to: 224, free: false, validFrom: '2023-07-01' }],
    ['2026-04-13', 180, false, { from: 180, to: 180, free: false, validFrom: null }],
    ['2026-04-13', 180, true, { from: 0, to: 0, free: true, validFrom: null }],
  ] as const)('on %s, own %s, under 16 %s', (date, own, under16, price) => {
    expect(priceOn(date, own, under16)).toEqual(price)
  })
})
