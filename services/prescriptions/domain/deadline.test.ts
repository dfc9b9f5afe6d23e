import { daysBetween, osloDateOf } from '@lomma/platform/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerBy, deadlineOf, promisedDays } from './deadline.ts'

const anyInstant = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })

describe('the deadline of a renewal', () => {
  it.each([
    ['a Monday', '2026-11-23T09:00:00Z', '2026-11-30'],
    ['a Friday evening', '2026-11-20T19:00:00Z', '2026-11-27'],
    ['a Saturday', '2026-11-21T12:00:00Z', '2026-11-27'],
    ['just before midnight in Oslo', '2026-11-23T22:59:00Z', '2026-11-30'],
    ['just after midnight in Oslo', '2026-11-23T23:01:00Z', '2026-12-01'],
    ['before Easter', '2026-03-31T08:00:00Z', '2026-04-10'],
    ['before 17 May and Ascension', '2026-05-11T08:00:00Z', '2026-05-19'],
    ['before Christmas', '2026-12-22T08:00:00Z', '2026-12-30'],
  ])('sent on %s', (_when, sent, date) => {
    expect(answerBy(new Date(sent))).toBe(date)
    expect(osloDateOf(deadlineOf(new Date(sent)))).toBe(date)
  })

  it('is never more than 14 days away', () => {
    fc.assert(
      fc.property(anyInstant, (sent) => {
        expect(daysBetween(osloDateOf(sent), answerBy(sent))).toBeLessThanOrEqual(14)
      }),
    )
  })

  it('sent later is never due earlier', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(20 * 86_400_000), (sent, later) => {
        expect(answerBy(new Date(sent.getTime() + later)) >= answerBy(sent)).toBe(true)
      }),
    )
  })
})

describe('what the office has promised', () => {
  it.each([
    ['nothing', [], 5],
    ['of something else', [{ kind: 'contact', answerDays: 1 }], 5],
    ['two days', [{ kind: 'renewal', answerDays: 2 }], 2],
    ['more than the rule', [{ kind: 'renewal', answerDays: 9 }], 5],
    ['the same day, which is the next', [{ kind: 'renewal', answerDays: 0 }], 1],
  ])('%s', (_what, services, days) => {
    expect(promisedDays(services)).toBe(days)
  })
})
