import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { osloTimeOf, type TemplateLine } from '../calendar/index.ts'
import { slotsOf } from './build.ts'

const workday = (weekday: number): TemplateLine => ({
  ...{ what: 'weekly', days: [weekday], from: '', until: '' },
  ...{ opens: '08:30', closes: '11:00', minutes: 20, kinds: ['appointment'] },
})
const off = (from: string): TemplateLine => ({ ...workday(1), what: 'off', from, until: from })
const plan = (from: string, to: string, lines: readonly TemplateLine[]) =>
  slotsOf({ schedule: 's', from, to, lines, id: (starts) => starts.toISOString() })

const days = (slots: readonly { start: string }[]) => [...new Set(slots.map(({ start }) => start.slice(0, 10)))]

describe('times made of a template', () => {
  it('are those that fit whole into the hours', () => {
    const slots = plan('2026-04-20', '2026-04-20', [workday(1)])
    expect(slots.map(({ start }) => osloTimeOf(new Date(start)))).toEqual([
      '08:30',
      '08:50',
      '09:10',
      '09:30',
      '09:50',
      '10:10',
      '10:30',
    ])
    expect(slots.at(-1)?.end).toBe('2026-04-20T08:50:00.000Z')
  })

  it('are not on public holidays or on days left out', () => {
    const week = [1, 2, 3, 4, 5].map(workday)
    expect(days(plan('2026-03-30', '2026-04-10', [...week, off('2026-04-09')]))).toEqual([
      '2026-03-30',
      '2026-03-31',
      '2026-04-01',
      '2026-04-07',
      '2026-04-08',
      '2026-04-10',
    ])
  })

  it.each([
    ['winter', '2026-03-27', '08:30', '2026-03-27T07:30:00.000Z'],
    ['summer, three days later', '2026-03-30', '08:30', '2026-03-30T06:30:00.000Z'],
    ['the Friday before winter time', '2026-10-23', '08:30', '2026-10-23T06:30:00.000Z'],
    ['the Monday after', '2026-10-26', '08:30', '2026-10-26T07:30:00.000Z'],
  ])('begin at the same time by the clock on the wall in %s', (_when, day, time, start) => {
    const [first] = plan(day, day, [workday(1), workday(5)])
    expect(first?.start).toBe(start)
    expect(osloTimeOf(new Date(first?.start ?? ''))).toBe(time)
  })

  it('never overlap and always last as long, whatever the hours, also the nights the clock is changed', () => {
    const minutes = fc.integer({ min: 5, max: 90 })
    const clock = fc.nat(23).map((hour) => `${String(hour).padStart(2, '0')}:30`)
    fc.assert(
      fc.property(
        fc.constantFrom('2026-03-28', '2026-10-24', '2026-05-01'),
        minutes,
        clock,
        clock,
        (day, long, a, b) => {
          const [from = '', to = ''] = [a, b].sort()
          const template = [6, 7, 1].map((day) => ({ ...workday(day), opens: from, closes: to, minutes: long }))
          const slots = plan(day, day === '2026-05-01' ? '2026-05-04' : '2026-10-26', template)
          for (const [at, { start, end }] of slots.entries()) {
            expect(Date.parse(end) - Date.parse(start)).toBe(long * 60_000)
            const next = slots[at + 1]
            if (next) expect(Date.parse(next.start)).toBeGreaterThanOrEqual(Date.parse(end))
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
