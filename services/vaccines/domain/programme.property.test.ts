import { addDays } from '@lomma/platform/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Disease, diseases, type ProgrammeItem, ruleIds } from '../contract/index.ts'
import type { CountedDose } from './counting.ts'
import { type Person, programmeFor, requiredOf } from './programme.ts'
import { rules } from './rules.ts'

const today = fc
  .integer({ min: Date.parse('2015-01-01') / 86_400_000, max: Date.parse('2030-12-31') / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))

/** A person and a life of doses, seen from one day. */
const life = today.chain((day) =>
  fc.record({
    today: fc.constant(day),
    person: fc.record({ age: fc.integer({ min: 0, max: 36_500 }), pregnancy: fc.option(term(day)) }).map(
      ({ age, pregnancy }): Person => ({
        birthDate: addDays(day, -age),
        ...(pregnancy ? { pregnancy } : {}),
      }),
    ),
    doses: fc.array(dose(day), { maxLength: 12 }),
    more: dose(day),
  }),
)

function term(day: string) {
  return fc.record({ term: fc.option(fc.integer({ min: -30, max: 280 }).map((days) => addDays(day, days))) })
}

function dose(day: string): fc.Arbitrary<CountedDose> {
  return fc.record({
    on: fc.option(fc.integer({ min: 0, max: 30_000 }).map((days) => addDays(day, -days))),
    diseases: fc.oneof(
      fc.constantFrom<Disease[]>(...rules.map((rule) => requiredOf(rule, { birthDate: '2020-01-01' }))),
      fc.subarray([...diseases], { minLength: 1, maxLength: 6 }),
    ),
  })
}

const pressing = (items: readonly ProgrammeItem[]) =>
  new Set(items.filter((item) => item.status === 'due' || item.status === 'overdue').map((item) => item.rule))

describe('the programme, for any life', () => {
  it('answers each rule exactly once, so that nothing is both due and done', () => {
    fc.assert(
      fc.property(life, ({ person, doses, today }) => {
        const answered = programmeFor(person, doses, today).map((item) => item.rule)
        expect([...answered].sort()).toEqual([...ruleIds].sort())
      }),
    )
  })

  it('never calls done what lacks a dose, nor due what has them all', () => {
    fc.assert(
      fc.property(life, ({ person, doses, today }) => {
        for (const item of programmeFor(person, doses, today)) {
          if (item.needed === null) continue
          if (item.status === 'done') expect(item.taken).toBeGreaterThanOrEqual(item.needed)
          if (item.status === 'due' || item.status === 'overdue') expect(item.taken).toBeLessThan(item.needed)
        }
      }),
    )
  })

  it('asks for no more after one more dose', () => {
    // A first dose in time opens the second one: the one rule where a dose may rightly bring a new one with it.
    const opening = new Set(
      rules.filter((rule) => rule.kind === 'series' && rule.steps.some((step) => step.until)).map((rule) => rule.id),
    )
    expect([...opening]).toEqual(['rotavirus'])
    fc.assert(
      fc.property(life, ({ person, doses, more, today }) => {
        const before = pressing(programmeFor(person, doses, today))
        const after = pressing(programmeFor(person, [...doses, more], today))
        for (const rule of after) if (!opening.has(rule)) expect(before).toContain(rule)
      }),
      { numRuns: 3000 },
    )
  })

  it('does not depend on the order of the doses', () => {
    fc.assert(
      fc.property(life, ({ person, doses, today }) => {
        expect(programmeFor(person, [...doses].reverse(), today)).toEqual(programmeFor(person, doses, today))
      }),
    )
  })

  it('puts what presses most first, and dates every due one', () => {
    fc.assert(
      fc.property(life, ({ person, doses, today }) => {
        const order = ['overdue', 'due', 'coming', 'done', 'not-for-you']
        const found = programmeFor(person, doses, today)
        expect(found.map((item) => order.indexOf(item.status))).toEqual(
          found.map((item) => order.indexOf(item.status)).sort(),
        )
        for (const { status, dueFrom } of found) {
          if (status === 'coming') expect(dueFrom !== null && dueFrom > today).toBe(true)
          if (status === 'overdue') expect(dueFrom !== null && dueFrom < today).toBe(true)
        }
      }),
    )
  })
})
