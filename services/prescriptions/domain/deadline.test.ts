import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysFrom, endOfOsloDay, osloDateOf, plusDays } from './dates.ts'
import {
  addWorkingDays,
  answerBy,
  daysToDeadline,
  deadlineOf,
  easterSunday,
  isLate,
  isWorkingDay,
  publicHolidays,
} from './deadline.ts'

const anyInstant = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })

describe('Norwegian public holidays', () => {
  it.each([
    [1991, '1991-03-31'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter Sunday of %i is %s', (year, date) => expect(easterSunday(year)).toBe(date))

  it('has the moving and the fixed days of 2026', () => {
    expect(publicHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-04-02',
      '2026-04-03',
      '2026-04-05',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-17',
      '2026-05-24',
      '2026-05-25',
      '2026-12-25',
      '2026-12-26',
    ])
  })
})

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
  ])('sent on %s', (_when, sent, date) => expect(answerBy(new Date(sent))).toBe(date))

  it('counts the whole last day, in winter and in summer', () => {
    expect(deadlineOf(new Date('2026-11-23T09:00:00Z')).toISOString()).toBe('2026-11-30T22:59:59.000Z')
    expect(deadlineOf(new Date('2026-06-22T09:00:00Z')).toISOString()).toBe('2026-06-29T21:59:59.000Z')
  })

  it('is late one second after, and only while open', () => {
    const deadline = new Date('2026-11-30T22:59:59Z')
    expect(isLate(true, deadline, deadline)).toBe(false)
    expect(isLate(true, deadline, new Date('2026-11-30T23:00:00Z'))).toBe(true)
    expect(isLate(false, deadline, new Date('2027-01-01T00:00:00Z'))).toBe(false)
    expect(daysToDeadline(deadline, new Date('2026-12-02T10:00:00Z'))).toBe(-2)
  })

  it('always falls on a working day, five of them after, and never more than 14 days away', () => {
    fc.assert(
      fc.property(anyInstant, (sent) => {
        const from = osloDateOf(sent)
        const to = answerBy(sent)
        const between = Array.from({ length: daysFrom(from, to) }, (_, at) => plusDays(from, at + 1))
        expect(isWorkingDay(to)).toBe(true)
        expect(between.filter(isWorkingDay)).toHaveLength(5)
        expect(between.length).toBeLessThanOrEqual(14)
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

  it('adding working days one by one is adding them at once', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(10), fc.nat(10), (instant, a, b) => {
        const date = osloDateOf(instant)
        expect(addWorkingDays(addWorkingDays(date, a), b)).toBe(addWorkingDays(date, a + b))
      }),
    )
  })

  it('the end of an Oslo day is still that day, and a second later is the next', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const date = osloDateOf(instant)
        const end = endOfOsloDay(date)
        expect(osloDateOf(end)).toBe(date)
        expect(osloDateOf(new Date(end.getTime() + 1000))).toBe(plusDays(date, 1))
      }),
    )
  })
})
