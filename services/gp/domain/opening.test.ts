import { describe, expect, it } from 'vitest'
import type { OpeningHours } from '../contract/index.ts'
import { phoneStateAt, weekOf } from './opening.ts'

const weekdays: OpeningHours[] = [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:30' }]
const lunch: OpeningHours[] = [
  { days: [1], opens: '12:30', closes: '15:00' },
  { days: [1], opens: '09:00', closes: '11:30' },
]

describe('does somebody answer the phone', () => {
  it.each<[string, OpeningHours[], string, ReturnType<typeof phoneStateAt>]>([
    ['a Monday at ten', weekdays, '2026-04-13T08:00:00Z', { open: true, closes: '15:30' }],
    ['the first minute', weekdays, '2026-04-13T06:00:00Z', { open: true, closes: '15:30' }],
    ['the minute it closes', weekdays, '2026-04-13T13:30:00Z', { open: false, opens: '2026-04-14T06:00:00.000Z' }],
    ['before it opens', weekdays, '2026-04-13T05:59:00Z', { open: false, opens: '2026-04-13T06:00:00.000Z' }],
    ['a Friday evening', weekdays, '2026-04-17T16:00:00Z', { open: false, opens: '2026-04-20T06:00:00.000Z' }],
    [
      'over the change to winter time',
      weekdays,
      '2026-10-23T16:00:00Z',
      { open: false, opens: '2026-10-26T07:00:00.000Z' },
    ],
    ['before Easter', weekdays, '2026-04-01T16:00:00Z', { open: false, opens: '2026-04-07T06:00:00.000Z' }],
    [
      'Constitution Day on a Sunday, then Monday',
      weekdays,
      '2026-05-17T09:00:00Z',
      { open: false, opens: '2026-05-18T06:00:00.000Z' },
    ],
    ['New Year’s Eve', weekdays, '2026-12-31T15:00:00Z', { open: false, opens: '2027-01-04T07:00:00.000Z' }],
    ['lunch', lunch, '2026-04-13T09:45:00Z', { open: false, opens: '2026-04-13T10:30:00.000Z' }],
    ['an office that has not said its hours', [], '2026-04-13T08:00:00Z', { open: false, opens: null }],
  ])('%s', (_when, hours, now, state) => expect(phoneStateAt(hours, new Date(now))).toEqual(state))
})

describe('the week in lines', () => {
  it.each<[string, OpeningHours[], ReturnType<typeof weekOf>]>([
    ['one line for equal days', weekdays, [{ first: 1, last: 5, opens: '08:00', closes: '15:30' }]],
    [
      'Friday by itself',
      [
        { days: [5], opens: '08:00', closes: '14:00' },
        { days: [1, 2, 3, 4], opens: '08:00', closes: '16:00' },
      ],
      [
        { first: 1, last: 4, opens: '08:00', closes: '16:00' },
        { first: 5, last: 5, opens: '08:00', closes: '14:00' },
      ],
    ],
    [
      'a day in between is a gap',
      [{ days: [1, 3], opens: '09:00', closes: '12:00' }],
      [
        { first: 1, last: 1, opens: '09:00', closes: '12:00' },
        { first: 3, last: 3, opens: '09:00', closes: '12:00' },
      ],
    ],
  ])('%s', (_what, hours, lines) => expect(weekOf(hours)).toEqual(lines))
})
