import { describe, expect, test } from 'vitest'
import { type Ending, isOpenOn, isRelated, mayWriteIn, type Opening, refuseClosing, refuseOpening } from './contact.ts'

const today = '2026-04-13'
const opening: Opening = {
  from: 'sorost',
  organization: 'sorost',
  unitOf: 'sorost',
  relations: [{ organization: 'sorost', on: today }],
  alreadyOpen: false,
  until: null,
  today,
}

describe('a unit becomes a health contact (C5)', () => {
  test.each<[string, Partial<Opening>, string | undefined]>([
    ['of a patient with an appointment', {}, undefined],
    ['when another system says so', { from: null }, undefined],
    ['with today as the last day', { until: today }, undefined],
    ['with a last day in two years', { until: '2028-04-13' }, undefined],
    ['with a last day in more than two years', { until: '2028-04-14' }, 'end-out-of-range'],
    ['with a last day that is past', { until: '2026-04-12' }, 'end-out-of-range'],
    ['by somebody at another hospital', { from: 'nord' }, 'not-your-unit'],
    ['as another hospital’s unit', { unitOf: 'nord' }, 'not-your-unit'],
    ['as no unit that is known', { unitOf: null }, 'not-your-unit'],
    ['of somebody who has nothing to do with it', { relations: [] }, 'no-relation'],
    ['of another hospital’s patient', { relations: [{ organization: 'nord', on: today }] }, 'no-relation'],
    ['twice', { alreadyOpen: true }, 'already-open'],
  ])('%s: %s', (_when, change, refused) => {
    expect(refuseOpening({ ...opening, ...change })).toBe(refused)
  })
})

describe('a hospital has to do with a patient', () => {
  test.each([
    ['a year ago to the day', '2025-04-13', true],
    ['longer ago', '2025-04-12', false],
    ['in a month', '2026-05-13', true],
  ])('who came %s: %s', (_when, on, related) => {
    expect(isRelated([{ organization: 'sorost', on }], 'sorost', today)).toBe(related)
  })
})

describe('a unit closes', () => {
  const ending: Ending = {
    ...{ active: true, from: 'sorost', organization: 'sorost', waiting: 0 },
    ...{ reason: 'to-gp', words: '' },
  }
  test.each<[string, Partial<Ending>, string | undefined]>([
    ['with a reason', {}, undefined],
    ['with another reason, in words', { reason: 'other', words: 'Du flytter.' }, undefined],
    ['with another reason, without words', { reason: 'other', words: '  ' }, 'reason-missing'],
    ['without a reason', { reason: null }, 'reason-missing'],
    ['while the patient waits for an answer', { waiting: 1 }, 'answer-owed'],
    ['by another hospital', { from: 'nord' }, 'not-your-unit'],
    ['twice', { active: false }, 'contact-closed'],
  ])('%s: %s', (_when, change, refused) => {
    expect(refuseClosing({ ...ending, ...change })).toBe(refused)
  })
})

test.each([
  [true, null, true],
  [true, today, true],
  [true, '2026-04-12', false],
  [false, null, false],
  [false, '2026-05-01', false],
])('active %s, last day %s: open %s; what waits is answered all the same', (active, until, open) => {
  expect(isOpenOn({ active, until }, today)).toBe(open)
  expect(mayWriteIn({ active, until }, false, today)).toBe(open)
  expect(mayWriteIn({ active, until }, true, today)).toBe(true)
})
