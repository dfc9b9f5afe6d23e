import { describe, expect, test } from 'vitest'
import type { ClinicRules } from '../contract/index.ts'
import { type AttemptState, afterStep, type StepOutcome } from './attempt.ts'
import { type Considered, mayDo } from './may.ts'
import { worthALine } from './standing.ts'
import { freedBefore, timesFor } from './times.ts'

const now = new Date('2026-04-13T08:00:00Z')
const rules: ClinicRules = { moveHours: 48, cancelHours: 24, maxMoves: 2, types: ['attendance', 'video'] }
const booked: Considered = {
  status: 'booked',
  type: 'attendance',
  starts: '2026-04-20T08:00:00.000Z',
  chooseUntil: null,
  moves: 0,
  flags: ['canChangeAppointment', 'cancel'],
  asking: false,
}
const proposed: Considered = { ...booked, status: 'proposed', starts: null, chooseUntil: '2026-04-20T21:59:59.999Z' }

describe('what the citizen may do (C2)', () => {
  test.each<
    [string, 'choose' | 'move' | 'cancel', Partial<Considered>, ClinicRules | null, string | null, string | null]
  >([
    ['choose, opened and in time', 'choose', proposed, rules, null, '2026-04-20T21:59:59.999Z'],
    ['choose without a last day', 'choose', { ...proposed, chooseUntil: null }, rules, null, null],
    [
      'choose after the last day',
      'choose',
      { ...proposed, chooseUntil: '2026-04-12T21:59:59Z' },
      rules,
      'too-late',
      '2026-04-12T21:59:59Z',
    ],
    ['choose without the flag', 'choose', { ...proposed, flags: ['cancel'] }, rules, 'not-opened', null],
    ['choose at a clinic whose rules nobody knows', 'choose', proposed, null, 'not-opened', null],
    [
      'choose for a way of meeting the clinic books itself',
      'choose',
      { ...proposed, type: 'phone' },
      rules,
      'wrong-type',
      null,
    ],
    ['choose where the way of meeting is not said', 'choose', { ...proposed, type: null }, rules, 'wrong-type', null],
    ['choose while an outcome is not known', 'choose', { ...proposed, asking: true }, rules, 'still-asking', null],
    ['choose what is booked', 'choose', booked, rules, 'over', null],
    ['move in time', 'move', booked, rules, null, '2026-04-18T08:00:00.000Z'],
    [
      'move at the very hour',
      'move',
      { ...booked, starts: '2026-04-15T08:00:00.000Z' },
      rules,
      null,
      '2026-04-13T08:00:00.000Z',
    ],
    [
      'move a millisecond late',
      'move',
      { ...booked, starts: '2026-04-15T07:59:59.999Z' },
      rules,
      'too-late',
      '2026-04-13T07:59:59.999Z',
    ],
    ['move the last time', 'move', { ...booked, moves: 1 }, rules, null, '2026-04-18T08:00:00.000Z'],
    ['move once too often', 'move', { ...booked, moves: 2 }, rules, 'moved-enough', null],
    ['move where it is never allowed', 'move', booked, { ...rules, maxMoves: 0 }, 'moved-enough', null],
    ['move without the flag', 'move', { ...booked, flags: ['cancel'] }, rules, 'not-opened', null],
    [
      'move what has begun',
      'move',
      { ...booked, starts: '2026-04-13T08:00:00Z' },
      { ...rules, moveHours: 0 },
      'over',
      null,
    ],
    ['move what is only proposed', 'move', proposed, rules, 'over', null],
    ['cancel in time', 'cancel', booked, rules, null, '2026-04-19T08:00:00.000Z'],
    [
      'cancel too late',
      'cancel',
      { ...booked, starts: '2026-04-14T07:00:00.000Z' },
      rules,
      'too-late',
      '2026-04-13T07:00:00.000Z',
    ],
    ['cancel without the flag', 'cancel', { ...booked, flags: ['canChangeAppointment'] }, rules, 'not-opened', null],
    ['cancel an offer', 'cancel', proposed, rules, null, null],
    ['cancel by phone only type', 'cancel', { ...booked, type: 'phone' }, rules, null, '2026-04-19T08:00:00.000Z'],
    ['cancel what is cancelled', 'cancel', { ...booked, status: 'cancelled' }, rules, 'over', null],
  ])('%s', (_what, act, one, clinic, why, until) => {
    expect(mayDo({ ...booked, ...one }, clinic, now)[act]).toEqual({ allowed: why === null, why, until })
  })
})

describe('an attempt after a step', () => {
  test.each<[AttemptState, StepOutcome, boolean, AttemptState]>([
    ['holding', 'yes', false, 'confirming'],
    ['holding', 'no', false, 'none'],
    ['holding', 'not-sent', false, 'none'],
    // A kept time books nothing: without an answer it is let go by itself.
    ['holding', 'unknown', false, 'none'],
    ['confirming', 'yes', true, 'done'],
    ['confirming', 'no', true, 'none'],
    ['confirming', 'not-sent', false, 'none'],
    ['confirming', 'not-sent', true, 'confirming'],
    ['confirming', 'unknown', false, 'confirming'],
    ['cancelling', 'yes', false, 'done'],
    ['cancelling', 'unknown', false, 'cancelling'],
    ['cancelling', 'not-sent', false, 'none'],
    ['cancelling', 'not-sent', true, 'cancelling'],
    ['done', 'no', true, 'done'],
    ['none', 'yes', true, 'none'],
  ])('%s, %s, doubt %s: %s', (state, outcome, doubt, next) => {
    expect(afterStep(state, outcome, doubt)).toBe(next)
  })

  test('is never said to be nothing while a yes may have come through', () => {
    for (const state of ['confirming', 'cancelling'] as const)
      for (const outcome of ['not-sent', 'unknown'] as const) expect(afterStep(state, outcome, true)).toBe(state)
  })
})

describe('times to choose among', () => {
  const time = (slot: string, starts: string, clinic = 'a') => ({
    slot,
    starts,
    ends: starts,
    clinic,
    freed: slot === 'early',
  })
  const free = [
    time('late', '2026-04-22T08:00:00.000Z'),
    time('early', '2026-04-14T08:00:00.000Z'),
    time('gone', '2026-04-13T07:00:00.000Z'),
    time('other', '2026-04-15T08:00:00.000Z', 'b'),
    time('mine', '2026-04-20T08:00:00.000Z'),
  ]

  test('are those of the clinic that lie ahead, soonest first, without the one I have', () => {
    const wanted = { clinic: 'a', offered: [], starts: '2026-04-20T08:00:00.000Z' }
    expect(timesFor(free, wanted, now).map(({ slot }) => slot)).toEqual(['early', 'late'])
  })

  test('are only the offered ones where some were offered', () => {
    const wanted = { clinic: 'a', offered: ['late', 'other', 'unknown'], starts: null }
    expect(timesFor(free, wanted, now).map(({ slot }) => slot)).toEqual(['late'])
  })

  test('freed ones before mine are told', () => {
    const times = timesFor(free, { clinic: 'a', offered: [], starts: '2026-04-20T08:00:00.000Z' }, now)
    expect(freedBefore(times, free, '2026-04-20T08:00:00.000Z').map(({ slot }) => slot)).toEqual(['early'])
    expect(freedBefore(times, [], '2026-04-20T08:00:00.000Z')).toEqual([])
    expect(freedBefore(times, free, null)).toEqual([])
  })
})

describe('a silent source is worth a line', () => {
  const hours = (count: number) => new Date(now.getTime() - count * 3_600_000).toISOString()
  test.each([
    ['answers', null, hours(1), 3, false],
    ['silent, something of it is shown', hours(1), hours(1), 1, true],
    ['silent, nobody knows whether it has anything', hours(1), null, 0, true],
    ['silent, had nothing an hour ago', hours(1), hours(1), 0, false],
    ['silent, had nothing two days ago', hours(30), hours(48), 0, true],
  ])('%s: %s', (_what, failedSince, takenAt, known, line) => {
    expect(worthALine({ failedSince, takenAt, known }, now)).toBe(line)
  })
})
