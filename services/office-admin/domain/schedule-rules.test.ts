import { addDays, daysBetween, weekdayOf } from '@lomma/platform/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content, Fault, ScheduleLine } from '../contract/index.ts'
import { changesBetween, current, rebase, sameContent, sameLines, withDoctorsOf } from './content.ts'
import { horizonOf, spansOf, weeksAhead } from './horizon.ts'
import { scheduleFaults } from './schedule-faults.ts'

const today = '2026-04-13'
const weekly = (change: Partial<ScheduleLine> = {}): ScheduleLine => ({
  ...{ what: 'weekly', days: [1, 3], from: '', until: '' },
  ...{ opens: '09:00', closes: '11:00', minutes: 20, kinds: ['appointment'] },
  ...change,
})
const off = (from: string, until: string) =>
  weekly({ what: 'off', days: [], from, until, opens: '', closes: '', minutes: 0, kinds: [] })
const extra = (from: string, change: Partial<ScheduleLine> = {}) => weekly({ what: 'extra', days: [], from, ...change })
const of = (lines: ScheduleLine[], practitioner = 'ada'): Content => ({
  ...{ services: [], hours: [], notices: [] },
  schedules: [{ practitioner, name: practitioner, lines }],
})

describe('what must be mended in a doctor’s times', () => {
  it.each<[string, ScheduleLine[], Fault['code'] | undefined, number?]>([
    ['nothing', [weekly(), off('2026-07-01', '2026-07-31'), extra(today)], undefined],
    ['no times at all', [], undefined],
    ['no day of the week', [weekly({ days: [] })], 'hours-without-days'],
    ['a clock half written', [weekly({ opens: '9' })], 'hours-not-a-time'],
    ['hours backwards', [weekly({ opens: '11:00', closes: '09:00' })], 'times-backwards'],
    ['no hours', [weekly({ opens: '09:00', closes: '09:00' })], 'times-backwards'],
    ['no length', [weekly({ minutes: 0 })], 'minutes-out-of-bounds'],
    ['half a minute', [weekly({ minutes: 20.5 })], 'minutes-out-of-bounds'],
    ['four hours', [weekly({ closes: '16:00', minutes: 240 })], undefined],
    ['more than four hours', [weekly({ closes: '16:00', minutes: 241 })], 'minutes-out-of-bounds'],
    ['a time longer than the hours', [weekly({ closes: '09:15' })], 'times-too-short'],
    ['a time as long as the hours', [weekly({ closes: '09:20' })], undefined],
    ['times for nothing', [weekly({ kinds: [] })], 'times-without-kind'],
    ['a period backwards', [weekly({ from: '2026-05-02', until: '2026-05-01' })], 'period-backwards'],
    ['one day', [weekly({ from: '2026-05-02', until: '2026-05-02' })], undefined],
    ['days off without a day', [off('2026-05-02', '')], 'period-backwards'],
    ['days off backwards', [off('2026-05-02', '2026-05-01')], 'period-backwards'],
    ['days off for years', [off('2026-05-02', '2027-05-04')], 'period-too-long'],
    ['an extra day without a day', [extra('')], 'extra-without-day'],
    ['an extra day that is over', [extra('2026-04-12')], 'extra-over'],
    ['the same hours twice', [weekly(), weekly({ days: [3], opens: '10:59', closes: '12:00' })], 'times-overlap', 1],
    ['hours that follow', [weekly(), weekly({ opens: '11:00', closes: '12:00' })], undefined],
    ['the same hours, other days', [weekly(), weekly({ days: [2] })], undefined],
    [
      'the same hours, one after the other',
      [weekly({ until: '2026-05-31' }), weekly({ from: '2026-06-01' })],
      undefined,
    ],
    [
      'the same hours, a day together',
      [weekly({ until: '2026-06-01' }), weekly({ from: '2026-06-01' })],
      'times-overlap',
    ],
    ['extra hours over weekly ones', [weekly(), extra(today)], undefined],
    ['the same extra hours twice', [extra(today), extra(today, { opens: '10:00' })], 'times-overlap', 1],
  ])('%s', (_what, lines, code, at = code ? lines.length - 1 : undefined) => {
    const [first] = scheduleFaults({ practitioner: 'ada', name: 'Ada', lines }, today)
    expect(first?.code).toBe(code)
    expect(first?.at).toBe(code && `schedules.ada.${at}`)
  })
})

describe('what has changed in a doctor’s times', () => {
  it('is told line by line, with the doctor; order of days and of lines makes no difference', () => {
    const [before, after] = [of([weekly(), off('2026-07-01', '2026-07-31')]), of([weekly({ minutes: 30 })])]
    expect(changesBetween(before, after)).toMatchObject([
      { part: 'schedule', doctor: 'ada', to: null, line: { minutes: 20 } },
      { part: 'schedule', doctor: 'ada', to: null, line: { what: 'off' } },
      { part: 'schedule', doctor: 'ada', from: null, line: { minutes: 30 } },
    ])
    const [a, b] = [weekly({ days: [3, 1], kinds: ['video', 'appointment'] }), off('2026-07-01', '2026-07-31')]
    expect(sameLines([a, b], [b, weekly({ kinds: ['appointment', 'video'] })])).toBe(true)
  })

  it('what is over makes no difference; what is not dated yet does', () => {
    const over = [off('2026-01-01', '2026-04-12'), extra('2026-04-12'), weekly({ until: '2026-04-12' })]
    expect(sameContent(of([weekly(), ...over]), of([weekly()]), today)).toBe(true)
    expect(current(of(over), today).schedules[0]?.lines).toEqual([])
    expect(sameContent(of([off('', '')]), of([]), today)).toBe(false)
  })

  it('an earlier version leaves doctors who have come since as they are, and those who have left out', () => {
    const live: Content = { ...of([weekly()]), schedules: [...of([weekly()]).schedules, ...of([], 'new').schedules] }
    const earlier: Content = { ...of([]), schedules: [...of([]).schedules, ...of([weekly()], 'gone').schedules] }
    expect(
      withDoctorsOf(earlier, live).schedules.map(({ practitioner, lines }) => [practitioner, lines.length]),
    ).toEqual([
      ['ada', 0],
      ['new', 0],
    ])
  })

  const lines = fc.subarray([weekly(), weekly({ days: [5] }), off('2026-07-01', '2026-07-31'), extra('2026-06-06')])
  it('brought up to date, keeps what I added, and what others did where I changed nothing', () => {
    fc.assert(
      fc.property(lines, lines, lines, (base, mine, theirs) => {
        expect(sameContent(rebase(of(base), of(base), of(theirs)), of(theirs), today)).toBe(true)
        expect(sameContent(rebase(of(base), of(mine), of(base)), of(mine), today)).toBe(true)
        const merged = rebase(of(base), of(mine), of(theirs)).schedules[0]?.lines ?? []
        for (const line of mine) if (!base.includes(line)) expect(merged).toContainEqual(line)
        expect(new Set(merged.map((line) => JSON.stringify(line))).size).toBe(merged.length)
      }),
    )
  })
})

describe('how far ahead', () => {
  const date = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-01-01', days))

  it('is a Sunday, at least twelve whole weeks away', () => {
    fc.assert(
      fc.property(date, (day) => {
        expect(weekdayOf(horizonOf(day))).toBe(7)
        expect(daysBetween(day, horizonOf(day))).toBeGreaterThanOrEqual(weeksAhead * 7)
      }),
    )
  })

  it('is cut into parts that hold every day once', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 120 }), (from, length) => {
        const days = spansOf(from, addDays(from, length)).flatMap((span) =>
          Array.from({ length: daysBetween(span.from, span.to) + 1 }, (_, at) => addDays(span.from, at)),
        )
        expect(days).toEqual(Array.from({ length: length + 1 }, (_, at) => addDays(from, at)))
      }),
    )
  })
})
