import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkItem } from '../contract/index.ts'
import { byDeadline, type Waiting } from './order.ts'
import { filters, itemAt, nextToAnswer, selected } from './selection.ts'

const day = fc.integer({ min: 1, max: 28 }).map((on) => `2026-03-${String(on).padStart(2, '0')}`)
const waiting = fc.record({
  id: fc.uuid(),
  answerBy: fc.option(day),
  sent: day.map((on) => `${on}T09:00:00Z`),
  late: fc.boolean(),
})

describe('the order of the queue', () => {
  it('is the same however the services answered', () => {
    fc.assert(
      fc.property(fc.uniqueArray(waiting, { selector: ({ id }) => id }), fc.func(fc.nat()), (items, mix) => {
        const mixed = items.toSorted((a, b) => mix(a.id) - mix(b.id))
        expect(mixed.toSorted(byDeadline)).toEqual(items.toSorted(byDeadline))
      }),
    )
  })

  it('has late first, then the nearest deadline, and what has none last', () => {
    fc.assert(
      fc.property(fc.array(waiting), (items) => {
        const sorted = items.toSorted(byDeadline)
        const rank = ({ late, answerBy }: Waiting) => `${late ? 0 : 1} ${answerBy ?? '9999'}`
        const ranks = sorted.map(rank)
        expect(ranks).toEqual(ranks.toSorted())
      }),
    )
  })

  it('compares both ways alike, and nothing with itself', () => {
    fc.assert(
      fc.property(waiting, waiting, (a, b) => {
        expect(Math.sign(byDeadline(a, b)) + Math.sign(byDeadline(b, a))).toBe(0)
        expect(byDeadline(a, a)).toBe(0)
      }),
    )
  })
})

const person = fc.constantFrom(null, { practitioner: 'p', name: 'P' })
const row: fc.Arbitrary<Pick<WorkItem, 'id' | 'kind' | 'mine' | 'late' | 'handedTo' | 'unreadByPatient'>> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('fornyelse', 'melding', 'time'),
  mine: fc.boolean(),
  late: fc.boolean(),
  handedTo: person,
  unreadByPatient: fc.boolean(),
})
const rows = fc.uniqueArray(row, { selector: ({ id }) => id })
const selection = fc.record({
  filter: fc.constantFrom(...filters),
  kind: fc.constantFrom(null, 'fornyelse', 'melding'),
})

describe('what is shown', () => {
  it('is a part of the queue in its own order', () => {
    fc.assert(
      fc.property(rows, selection, (all, choice) => {
        const shown = selected(all, choice)
        expect(all.filter((one) => shown.includes(one))).toEqual(shown)
      }),
    )
  })

  it('is everything under "all" and all kinds, and chosen twice is chosen once', () => {
    fc.assert(
      fc.property(rows, selection, (all, choice) => {
        expect(selected(all, { filter: 'all', kind: null })).toEqual(all)
        expect(selected(selected(all, choice), choice)).toEqual(selected(all, choice))
      }),
    )
  })

  it('has in every filter only what fits it', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const of = (filter: (typeof filters)[number]) => selected(all, { filter, kind: null })
        expect(of('mine').every(({ mine }) => mine)).toBe(true)
        expect(of('late').every(({ late }) => late)).toBe(true)
        expect(of('handed').every(({ handedTo, mine }) => handedTo !== null && mine)).toBe(true)
        expect(of('unread').every(({ unreadByPatient }) => unreadByPatient)).toBe(true)
      }),
    )
  })
})

describe('moving in the queue', () => {
  it('never leaves it, and stops at the ends', () => {
    fc.assert(
      fc.property(rows, fc.nat(50), fc.integer({ min: -60, max: 60 }), (all, from, steps) => {
        const start = all[from]?.id
        const found = itemAt(all, start, steps)
        if (all.length === 0) expect(found).toBeUndefined()
        else expect(all).toContain(found)
        const index = all.findIndex(({ id }) => id === start)
        if (index >= 0) expect(found).toBe(all[Math.min(all.length - 1, Math.max(0, index + steps))])
      }),
    )
  })

  it('goes on to something that is not answered, forward before back', () => {
    fc.assert(
      fc.property(rows, fc.nat(50), fc.func(fc.boolean()), (all, from, isAnswered) => {
        const start = all[from % Math.max(1, all.length)]?.id ?? 'nobody'
        const answered = new Set(all.filter(({ id }) => isAnswered(id)).map(({ id }) => id))
        const next = nextToAnswer(all, start, answered)
        const left = all.filter(({ id }) => id !== start && !answered.has(id))
        const after = all.slice(all.findIndex(({ id }) => id === start) + 1)
        if (left.length === 0) expect(next).toBeUndefined()
        else expect(left).toContain(next)
        if (after.some((one) => left.includes(one))) expect(after).toContain(next)
      }),
    )
  })
})
