import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, osloDateOf, osloTimeOf, weekdayOf } from './dates.ts'
import { isWithinTemplate, type TemplateLine, templateHours, templateTimes } from './template.ts'
import { publicHolidays } from './working-days.ts'

const weekly = (change: Partial<TemplateLine> = {}): TemplateLine => ({
  ...{ what: 'weekly', days: [1, 2, 3, 4, 5], from: '', until: '' },
  ...{ opens: '09:00', closes: '11:00', minutes: 30, kinds: ['appointment'] },
  ...change,
})
const off = (from: string, until = from): TemplateLine => weekly({ what: 'off', days: [], from, until })
const extra = (from: string, change: Partial<TemplateLine> = {}): TemplateLine =>
  weekly({ what: 'extra', days: [], from, ...change })
const clocks = (lines: readonly TemplateLine[], date: string) =>
  templateTimes(lines, date, date).map(({ starts }) => osloTimeOf(starts))

describe('the times of one day', () => {
  it.each<[string, TemplateLine[], string, string[]]>([
    ['an ordinary Monday', [weekly()], '2026-11-30', ['09:00', '09:30', '10:00', '10:30']],
    ['a Saturday', [weekly()], '2026-11-28', []],
    ['a rest too short for a time', [weekly({ closes: '10:10' })], '2026-11-30', ['09:00', '09:30']],
    ['before it holds', [weekly({ from: '2026-12-01' })], '2026-11-30', []],
    ['the first day it holds', [weekly({ from: '2026-11-30', closes: '09:30' })], '2026-11-30', ['09:00']],
    ['the last day it holds', [weekly({ until: '2026-11-30', closes: '09:30' })], '2026-11-30', ['09:00']],
    ['after it held', [weekly({ until: '2026-11-29' })], '2026-11-30', []],
    ['Christmas Day, a Friday', [weekly()], '2026-12-25', []],
    ['Maundy Thursday', [weekly()], '2027-03-25', []],
    ['17 May, a Monday', [weekly()], '2027-05-17', []],
    ['Christmas Eve is no public holiday', [weekly({ closes: '09:30' })], '2026-12-24', ['09:00']],
    ['a day off', [weekly(), off('2026-11-30')], '2026-11-30', []],
    ['the last of days off', [weekly(), off('2026-11-23', '2026-11-30')], '2026-11-30', []],
    ['the day after days off', [weekly({ closes: '09:30' }), off('2026-11-23', '2026-11-29')], '2026-11-30', ['09:00']],
    ['an extra Saturday', [weekly(), extra('2026-11-28', { closes: '09:30' })], '2026-11-28', ['09:00']],
    [
      'an extra day in days off',
      [off('2026-11-30'), extra('2026-11-30', { closes: '09:30' })],
      '2026-11-30',
      ['09:00'],
    ],
    ['an extra day on a holiday', [extra('2026-12-25', { closes: '09:30' })], '2026-12-25', ['09:00']],
    [
      'extra hours over the weekly ones: the earlier time stands',
      [weekly({ closes: '10:00' }), extra('2026-11-30', { opens: '09:45', closes: '10:45' })],
      '2026-11-30',
      ['09:00', '09:30', '10:15'],
    ],
    ['hours backwards', [weekly({ opens: '11:00', closes: '09:00' })], '2026-11-30', []],
  ])('%s', (_what, lines, date, wanted) => expect(clocks(lines, date)).toEqual(wanted))

  it('keeps the clock on the wall over both clock changes', () => {
    for (const [winter, summer] of [
      ['2026-10-26', '2026-10-23'],
      ['2028-03-24', '2028-03-27'],
    ] as const)
      expect(clocks([weekly({ closes: '09:30' })], winter)).toEqual(clocks([weekly({ closes: '09:30' })], summer))
    const hours = (date: string) => templateTimes([weekly({ closes: '09:30' })], date, date)[0]?.starts.toISOString()
    expect(hours('2026-10-23')).toBe('2026-10-23T07:00:00.000Z')
    expect(hours('2026-10-26')).toBe('2026-10-26T08:00:00.000Z')
  })

  it.each([
    ['the night an hour is skipped', '2028-03-26', 4],
    ['the night an hour comes twice', '2026-10-25', 8],
  ])('%s has no time twice and none that ends before it begins', (_what, date, count) => {
    const night = weekly({ days: [7], opens: '01:00', closes: '04:00' })
    const times = templateTimes([night], date, date)
    expect(times).toHaveLength(count)
    expect(new Set(times.map(({ starts }) => starts.getTime())).size).toBe(count)
    for (const { starts, ends } of times) expect(ends.getTime() - starts.getTime()).toBe(30 * 60_000)
  })
})

const clock = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  )
const date = fc.integer({ min: 0, max: 420 }).map((days) => addDays('2026-09-01', days))
const line = fc.record<TemplateLine>({
  what: fc.constantFrom('weekly', 'off', 'extra'),
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  from: date,
  until: fc.oneof(fc.constant(''), date),
  opens: clock,
  closes: clock,
  minutes: fc.integer({ min: 5, max: 120 }),
  kinds: fc.constant(['appointment']),
})

describe('whatever the lines', () => {
  it('times are in order, never overlap, lie within the hours of their own day and on no day that is closed', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), date, (lines, from) => {
        const times = templateTimes(lines, from, addDays(from, 20))
        for (const [at, time] of times.entries()) {
          const day = osloDateOf(time.starts)
          expect(time.starts < time.ends).toBe(true)
          const next = times[at + 1]
          if (next) expect(time.ends <= next.starts).toBe(true)
          expect(isWithinTemplate(lines, day, time)).toBe(true)
          const isExtra = lines.some((one) => one.what === 'extra' && one.from === day)
          if (isExtra) continue
          expect(publicHolidays(Number(day.slice(0, 4)))).not.toContain(day)
          expect(lines.some((one) => one.what === 'off' && one.from <= day && day <= one.until)).toBe(false)
          expect(lines.some((one) => one.what === 'weekly' && one.days.includes(weekdayOf(day)))).toBe(true)
        }
      }),
    )
  })

  it('are the same whether asked for at once or day by day', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), date, (lines, from) => {
        const days = Array.from({ length: 15 }, (_, at) => addDays(from, at))
        expect(templateTimes(lines, from, addDays(from, 14))).toEqual(
          days.flatMap((day) => templateTimes(lines, day, day)),
        )
      }),
    )
  })

  it('a time that begins before the hours or ends after them is outside', () => {
    const lines = [weekly()]
    const at = (starts: string, ends: string) => ({
      starts: new Date(`2026-11-30T${starts}Z`),
      ends: new Date(`2026-11-30T${ends}Z`),
    })
    expect(isWithinTemplate(lines, '2026-11-30', at('08:00', '10:00'))).toBe(true)
    expect(isWithinTemplate(lines, '2026-11-30', at('07:50', '08:10'))).toBe(false)
    expect(isWithinTemplate(lines, '2026-11-30', at('09:50', '10:10'))).toBe(false)
    expect(templateHours(lines, '2026-11-30')).toHaveLength(1)
  })
})
