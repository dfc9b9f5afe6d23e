import { osloInstant } from '@lomma/platform/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionsOf, type FlagCode, flagCodes, gpFlags, type Standing } from './actions.ts'
import { cancellationFee, feeRule, freeUntil, isLateNotice } from './cancellation.ts'
import { dateAfterKey, monthWeeks, weekNumber } from './grid.ts'
import { consultationPrice } from './price.ts'
import { foldSeries } from './series.ts'
import { mayBegin, mayMove } from './state.ts'
import { videoIsOpen, videoOpens } from './video.ts'
import { dayPartOf, firstInLine, fitsWish, offerUntil, type Wish } from './waiting.ts'

describe('cancelling', () => {
  it.each([
    ['a second more than 24 hours before', '2026-04-14T07:59:59Z', 0],
    ['24 hours before to the second', '2026-04-14T08:00:00Z', 0],
    ['a second less', '2026-04-14T08:00:01Z', 168],
    ['when it begins', '2026-04-15T08:00:00Z', 168],
  ])('%s costs', (_when, now, fee) => {
    expect(cancellationFee(new Date('2026-04-15T08:00:00Z'), new Date(now))).toBe(fee)
  })

  it.each([
    ['to summer time: 23 hours by the clock on the wall', '2026-03-29', '08:00', '2026-03-28', '07:00'],
    ['to winter time: 25 hours by the clock on the wall', '2026-10-25', '08:00', '2026-10-24', '09:00'],
    ['not changed', '2026-06-10', '08:00', '2026-06-09', '08:00'],
  ])('is free until 24 whole hours before, over the clock %s', (_what, date, time, freeDate, freeTime) => {
    const start = osloInstant(date, time)
    const last = osloInstant(freeDate, freeTime)
    expect(freeUntil(start)).toEqual(last)
    expect(isLateNotice(start, last)).toBe(false)
    expect(isLateNotice(start, new Date(last.getTime() + 1000))).toBe(true)
  })

  it('has a dated tariff, and the first line for what lies before it', () => {
    expect(feeRule('2026-04-13')).toEqual({ hours: 24, fee: 168, validFrom: '2021-07-01' })
    expect(feeRule('2019-01-01').validFrom).toBe('2021-07-01')
  })
})

describe('the price', () => {
  it.each([
    ['an adult', '2026-04-13', '1980-01-01', undefined, { amount: 170, free: null, validFrom: '2023-07-01' }],
    ['before the tariff changed', '2023-06-30', '1980-01-01', undefined, { amount: 160, free: null }],
    ['the day before sixteen', '2026-04-13', '2010-04-14', undefined, { amount: 0, free: 'under-16' }],
    ['sixteen', '2026-04-14', '2010-04-14', undefined, { amount: 170, free: null }],
    ['of the office', '2026-04-13', null, 250, { amount: 250, free: null, validFrom: null }],
    ['nothing by the office', '2026-04-13', null, 0, { amount: 0, free: 'office' }],
  ])('%s', (_who, on, birth, office, price) => expect(consultationPrice(on, birth, office)).toMatchObject(price))
})

describe('what the citizen may do', () => {
  const now = new Date('2026-04-13T08:00:00Z')
  const standing = (more: Partial<Standing> = {}): Standing => ({
    state: 'booked',
    start: new Date('2026-04-20T08:00:00Z'),
    flags: gpFlags(true),
    mode: 'attendance',
    modes: ['attendance', 'video'],
    ...more,
  })

  it('is what the Flags say, one by one', () => {
    fc.assert(
      fc.property(fc.subarray<FlagCode>([...flagCodes]), (flags) => {
        const actions = actionsOf(standing({ flags }), now)
        expect(actions.cancel.allowed).toBe(flags.includes('cancel') || flags.includes('cancelWithComment'))
        expect(actions.move.allowed).toBe(flags.includes('canChangeAppointment'))
        expect(actions.changeMode).toEqual(flags.includes('canChangeConferenceType') ? ['video'] : [])
        expect(actions.shortNotice).toBe(flags.includes('canUseShortNotice'))
      }),
    )
  })

  it.each([
    ['cancelled', { state: 'cancelled' as const }],
    ['over', { start: new Date('2026-04-13T07:59:00Z') }],
    ['without a time', { start: null }],
    ['missed', { state: 'missed' as const }],
  ])('is nothing when it is %s', (_what, more) => {
    const { cancel, move, changeMode, shortNotice } = actionsOf(standing(more), now)
    expect([cancel.allowed, move.allowed, changeMode.length, shortNotice]).toEqual([false, false, 0, false])
  })

  it('within 24 hours is to cancel, with the fee, and no more', () => {
    const actions = actionsOf(standing({ start: new Date('2026-04-14T07:00:00Z') }), now)
    expect(actions).toMatchObject({ cancel: { allowed: true, fee: 168 }, move: { allowed: false }, changeMode: [] })
  })

  it('has at most the four Flags that the profile lets', () => {
    expect(gpFlags(true)).toHaveLength(4)
    expect(gpFlags(false)).not.toContain('canChangeConferenceType')
  })
})

describe('states', () => {
  it.each([
    ['citizen', 'booked', 'cancelled', true],
    ['citizen', 'booked', 'missed', false],
    ['citizen', 'cancelled', 'booked', false],
    ['citizen', 'waiting', 'booked', true],
    ['office', 'booked', 'missed', true],
    ['office', 'missed', 'booked', true],
    ['office', 'done', 'booked', false],
    ['system', 'proposed', 'booked', true],
  ] as const)('%s: %s → %s is %s', (mover, from, to, allowed) => expect(mayMove(mover, from, to)).toBe(allowed))

  it('begin as the mover may', () => {
    expect(mayBegin('citizen', 'done')).toBe(false)
    expect(mayBegin('citizen', 'waiting')).toBe(true)
    expect(mayBegin('system', 'proposed')).toBe(true)
  })
})

describe('the waiting list', () => {
  const wish: Wish = { mode: 'attendance', from: '2026-04-13', to: '2026-04-30', weekdays: [], dayParts: [] }
  const time = { start: new Date('2026-04-14T07:30:00Z'), modes: ['attendance' as const] }

  it.each([
    ['fits', {}, true],
    ['another day', { weekdays: [1] }, false],
    ['the day', { weekdays: [2] }, true],
    ['early', { dayParts: ['early' as const] }, true],
    ['late', { dayParts: ['late' as const] }, false],
    ['too late', { to: '2026-04-13' }, false],
    ['video', { mode: 'video' as const }, false],
  ])('a wish: %s', (_what, more, fits) => expect(fitsWish({ ...wish, ...more }, time)).toBe(fits))

  it('knows the parts of the day by the clock in Oslo', () => {
    expect(dayPartOf(new Date('2026-04-14T07:59:00Z'))).toBe('early')
    expect(dayPartOf(new Date('2026-04-14T08:00:00Z'))).toBe('midday')
    expect(dayPartOf(new Date('2026-01-14T12:00:00Z'))).toBe('late')
  })

  it.each([
    ['by day: two hours', '2026-04-13', '10:00', '2026-04-20', '10:00', '2026-04-13', '12:00'],
    ['in the evening: until nine the next day', '2026-04-13', '20:30', '2026-04-20', '10:00', '2026-04-14', '09:00'],
    ['at night: until nine', '2026-04-14', '03:00', '2026-04-20', '10:00', '2026-04-14', '09:00'],
    ['near the time: two hours before it', '2026-04-14', '08:00', '2026-04-14', '11:30', '2026-04-14', '09:30'],
    ['the evening before summer time', '2026-03-28', '22:00', '2026-03-30', '10:00', '2026-03-29', '09:00'],
  ])('an offer stands %s', (_when, day, at, startDay, startAt, untilDay, untilAt) => {
    expect(offerUntil(osloInstant(day, at), osloInstant(startDay, startAt))).toEqual(osloInstant(untilDay, untilAt))
  })

  it('offers nothing that is too near', () => {
    expect(offerUntil(osloInstant('2026-04-14', '08:00'), osloInstant('2026-04-14', '10:59'))).toBeUndefined()
  })

  it('asks the one who has waited longest, and nobody twice about one time', () => {
    const line = ['c', 'a', 'b'].map((id, at) => ({
      id,
      since: new Date(Date.UTC(2026, 3, id === 'a' ? 1 : 5 + at)),
      wish,
      asked: id === 'a' ? ['s1'] : [],
    }))
    expect(firstInLine(line, 's2', time)?.id).toBe('a')
    expect(firstInLine(line, 's1', time)?.id).toBe('c')
    expect(firstInLine([], 's1', time)).toBeUndefined()
  })
})

describe('regular series', () => {
  const item = (id: string, series: string | null) => ({ id, series })
  it('are one line from three on; what lies between keeps its place', () => {
    const lines = foldSeries([
      item('1', 'a'),
      item('x', null),
      item('2', 'a'),
      item('3', 'a'),
      item('b1', 'b'),
      item('b2', 'b'),
    ])
    expect(lines.map(({ next, later }) => [next.id, later.map(({ id }) => id)])).toEqual([
      ['1', ['2', '3']],
      ['x', []],
      ['b1', []],
      ['b2', []],
    ])
  })
})

describe('the video room', () => {
  const [start, end] = [new Date('2026-04-14T08:00:00Z'), new Date('2026-04-14T08:30:00Z')]
  it.each([
    ['2026-04-14T07:44:59Z', false],
    ['2026-04-14T07:45:00Z', true],
    ['2026-04-14T09:00:00Z', true],
    ['2026-04-14T09:00:01Z', false],
  ])('at %s: %s', (now, open) => expect(videoIsOpen(start, end, new Date(now))).toBe(open))
  it('opens a quarter before', () => expect(videoOpens(start).toISOString()).toBe('2026-04-14T07:45:00.000Z'))
})

describe('the grid of days', () => {
  it.each([
    ['2026-04-15', 'ArrowLeft', 'month', '2026-04-14'],
    ['2026-04-15', 'ArrowDown', 'month', '2026-04-22'],
    ['2026-04-15', 'Home', 'month', '2026-04-13'],
    ['2026-04-15', 'End', 'month', '2026-04-19'],
    ['2026-03-31', 'PageUp', 'month', '2026-02-28'],
    ['2026-04-15', 'PageDown', 'week', '2026-04-22'],
    ['2026-04-15', 'x', 'month', undefined],
  ] as const)('%s %s in a %s leads to %s', (date, key, view, to) => expect(dateAfterKey(date, key, view)).toBe(to))

  it('has whole weeks that hold the month', () => {
    const weeks = monthWeeks('2026-02-10')
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect(weeks[0]?.[0]).toBe('2026-01-26')
    expect(weeks.at(-1)?.[6]).toBe('2026-03-01')
  })

  it.each([
    ['2026-01-01', 1],
    ['2027-01-01', 53],
    ['2026-12-31', 53],
    ['2028-01-03', 1],
  ])('%s is in week %i', (date, week) => expect(weekNumber(date)).toBe(week))
})
