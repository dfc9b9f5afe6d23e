import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renewalReasons } from '../contract/index.ts'
import { dispensing, prescription, record } from './examples.fixture.ts'
import type { Prescription } from './prescription.ts'
import { type GpOffice, isAddictive, type RenewalQuestion, renewability } from './renewability.ts'

const today = '2026-11-23'
const gp: GpOffice = { name: 'Fjordgløtt legekontor', phone: '22 00 00 00', offersRenewal: true, closed: null }
const nearlyEmpty = [dispensing({ on: '2026-10-10', days: 50 })]

function ask(change: Partial<Prescription> = {}, question: Partial<RenewalQuestion> = {}) {
  const medicine = record(prescription({ dispensings: 1, ...change }), nearlyEmpty)
  return renewability({ today, medicine, openReceipt: null, gp, ...question })
}

describe('may a medicine be renewed', () => {
  it('yes: a regular medicine, six days left, nothing more to collect', () => {
    expect(ask()).toEqual({ allowed: true })
  })

  it.each([
    ['never had', {}, { medicine: undefined }, 'never-ordered'],
    ['stopped by the doctor', { standing: 'stopped' }, {}, 'stopped'],
    ['short course', { course: 'short' }, {}, 'short-course'],
    ['finished, not known as regular', { standing: 'done', course: 'unknown' }, {}, 'short-course'],
    ['group A', { group: 'A' }, {}, 'addictive'],
    ['group B', { group: 'B' }, {}, 'addictive'],
    ['asked and open', {}, { openReceipt: 'R-7K3M-92' }, 'already-asked'],
    ['expired 13 months ago', { validUntil: '2025-10-20' }, {}, 'expired-long-ago'],
    ['written 25 months ago, without an end', { validUntil: null, prescribedOn: '2024-10-20' }, {}, 'expired-long-ago'],
    ['three packages left', { dispensings: 4 }, {}, 'too-early'],
    ['no GP', {}, { gp: null }, 'no-gp'],
    ['the GP register does not answer', {}, { gp: 'unknown' }, 'gp-unknown'],
    ['GP takes no renewals online', {}, { gp: { ...gp, offersRenewal: false } }, 'office-not-offering'],
    ['the doctor is away', {}, { gp: { ...gp, closed: { until: '2026-11-27', standIn: null } } }, 'closed-until'],
  ] satisfies [string, Partial<Prescription>, Partial<RenewalQuestion>, string][])(
    'no: %s',
    (_what, change, question, reason) => expect(ask(change, question)).toMatchObject({ allowed: false, reason }),
  )

  it.each([
    ['finished, but taken on', { standing: 'done', course: 'regular' }],
    ['season medicine', { course: 'regular' }],
    ['expired 11 months ago', { validUntil: '2025-12-24' }],
    ['exactly 12 months since it expired', { validUntil: '2025-11-23' }],
    ['expires in 30 days though packages are left', { dispensings: 4, validUntil: '2026-12-23' }],
    ['written 23 months ago, without an end', { validUntil: null, prescribedOn: '2024-12-24' }],
    ['nothing known of supply', { dispensings: null, validUntil: null }],
  ] satisfies [string, Partial<Prescription>][])('yes: %s', (_what, change) =>
    expect(ask(change)).toEqual({ allowed: true }),
  )

  it('says from which date when it is too early', () => {
    const answer = renewability({
      today,
      medicine: record(prescription({ dispensings: 1 }), [dispensing({ on: '2026-11-20', days: 50 })]),
      openReceipt: null,
      gp,
    })
    expect(answer).toEqual({ allowed: false, reason: 'too-early', params: { from: '2026-12-10' } })
  })

  it.each([
    [null, 'N02AA05', 'Oksykodon', true],
    [null, 'N05CF01', 'Zopiklon', true],
    [null, null, 'Acetaminophen 300 MG / Hydrocodone Bitartrate 5 MG Oral Tablet', true],
    [null, 'A10BA02', 'Metformin', false],
    ['C', 'N02AA05', 'group wins', false],
  ])('addictive: group %s, ATC %s, %s', (group, atc, name, expected) =>
    expect(isAddictive(group, { name, strength: null, form: null, atc, codes: [] })).toBe(expected),
  )

  it('groups A and B are never renewed, whatever else holds', () => {
    const anything = fc.record({
      group: fc.constantFrom('A', 'B'),
      standing: fc.constantFrom('active', 'stopped', 'done'),
      course: fc.constantFrom('regular', 'short', 'unknown'),
      dispensings: fc.option(fc.integer({ min: 0, max: 9 })),
      validUntil: fc.option(fc.constantFrom('2024-01-01', '2026-12-01', '2027-10-01')),
    })
    fc.assert(
      fc.property(anything, fc.boolean(), (change, hasGp) => {
        const answer = ask(change, { gp: hasGp ? gp : null })
        expect(answer.allowed).toBe(false)
      }),
    )
  })

  it('every reason is one of the contract, and each can be reached', () => {
    const reached = new Set<string>()
    const medicine = fc.record({
      standing: fc.constantFrom('active', 'stopped', 'done'),
      course: fc.constantFrom('regular', 'short', 'unknown'),
      group: fc.constantFrom('A', 'C', null),
      dispensings: fc.constantFrom(1, 4, null),
      validUntil: fc.constantFrom('2025-01-01', '2027-06-01', null),
    })
    fc.assert(
      fc.property(
        fc.option(medicine),
        fc.constantFrom(null, 'R-7K3M-92'),
        fc.constantFrom(
          null,
          'unknown' as const,
          gp,
          { ...gp, offersRenewal: false },
          { ...gp, closed: { until: '2026-11-27', standIn: 'X' } },
        ),
        (change, openReceipt, office) => {
          const answer = ask(change ?? {}, {
            openReceipt,
            gp: office,
            ...(change ? {} : { medicine: undefined }),
          })
          if (!answer.allowed) reached.add(answer.reason)
        },
      ),
      { numRuns: 3000, seed: 7 },
    )
    expect([...reached].sort()).toEqual([...renewalReasons].sort())
  })
})
