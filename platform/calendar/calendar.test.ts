import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  daysBetween,
  daysToDeadline,
  easterSunday,
  endOfOsloDay,
  isLate,
  isWorkingDay,
  mondayOf,
  osloDateOf,
  osloInstant,
  osloTimeOf,
  publicHolidays,
  startOfOsloDay,
  weekdayOf,
  workingDeadline,
} from './index.ts'

const anyInstant = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
const anyDate = anyInstant.map(osloDateOf)

describe('dates', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-15', 14, '2028-01-15'],
  ])('%s moved by %i months is %s', (date, months, moved) => expect(addMonths(date, months)).toBe(moved))

  it.each([
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2010-06-15', '2026-06-15', 16],
    ['2010-06-15', '2026-06-14', 15],
  ])('born %s is on %s %i years old', (birth, on, age) => expect(ageOn(birth, on)).toBe(age))

  it.each([
    ['2026-11-23', 1, '2026-11-23'],
    ['2026-11-29', 7, '2026-11-23'],
    ['2027-01-01', 5, '2026-12-28'],
  ])('%s is day %i of the week that begins %s', (date, weekday, monday) => {
    expect(weekdayOf(date)).toBe(weekday)
    expect(mondayOf(date)).toBe(monday)
  })
})

describe('a clock on the wall in Oslo', () => {
  it.each([
    ['2026-01-15', '09:30', '2026-01-15T08:30:00.000Z'],
    ['2026-07-15', '09:30', '2026-07-15T07:30:00.000Z'],
    ['the last minute before summer time', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['the first minute of summer time', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['the hour that is skipped', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['the hour that comes twice: the first', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['after the change back', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s %s %s', (...row) => {
    const [date = '', time = '', instant] = row.slice(-3)
    expect(osloInstant(date, time).toISOString()).toBe(instant)
  })

  it('shows what it was set to, but in the skipped hour', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(23), fc.nat(59), (date, hours, minutes) => {
        const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
        const instant = osloInstant(date, time)
        expect(osloDateOf(instant)).toBe(date)
        if (hours !== 2) expect(osloTimeOf(instant)).toBe(time)
      }),
    )
  })

  it('begins a day at midnight and ends it a second before the next', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(osloTimeOf(startOfOsloDay(date))).toBe('00:00')
        expect(osloDateOf(startOfOsloDay(date))).toBe(date)
        expect(osloDateOf(endOfOsloDay(date))).toBe(date)
        expect(endOfOsloDay(date).getTime() + 1000).toBe(startOfOsloDay(addDays(date, 1)).getTime())
      }),
    )
  })
})

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

describe('a deadline of working days', () => {
  it('counts the whole last day, in winter and in summer', () => {
    expect(workingDeadline(new Date('2026-11-23T09:00:00Z'), 5).toISOString()).toBe('2026-11-30T22:59:59.000Z')
    expect(workingDeadline(new Date('2026-06-22T09:00:00Z'), 5).toISOString()).toBe('2026-06-29T21:59:59.000Z')
  })

  it('is late one second after, and only while open', () => {
    const deadline = new Date('2026-11-30T22:59:59Z')
    expect(isLate(true, deadline, deadline)).toBe(false)
    expect(isLate(true, deadline, new Date('2026-11-30T23:00:00Z'))).toBe(true)
    expect(isLate(false, deadline, new Date('2027-01-01T00:00:00Z'))).toBe(false)
    expect(daysToDeadline(deadline, new Date('2026-12-02T10:00:00Z'))).toBe(-2)
  })

  it('falls on a working day, with as many working days up to it', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 15 }), (from, days) => {
        const to = addWorkingDays(from, days)
        const between = Array.from({ length: daysBetween(from, to) }, (_, at) => addDays(from, at + 1))
        expect(isWorkingDay(to)).toBe(true)
        expect(between.filter(isWorkingDay)).toHaveLength(days)
      }),
    )
  })

  it('is the same whether the days are added one by one or at once', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(10), fc.nat(10), (date, a, b) => {
        expect(addWorkingDays(addWorkingDays(date, a), b)).toBe(addWorkingDays(date, a + b))
      }),
    )
  })
})
