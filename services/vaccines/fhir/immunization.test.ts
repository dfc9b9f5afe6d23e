import type { ResourceOf, Stored } from '@lomma/platform/fhir'
import { describe, expect, it } from 'vitest'
import { sysvakSystem } from '../contract/index.ts'
import { dayOf, firstDayOf, protectsAgainst, toCounted, toDose } from './immunization.ts'

type Immunization = ResourceOf<'Immunization'>

const cvx = 'http://hl7.org/fhir/sid/cvx'
const atc = 'http://www.whocc.no/atc'

function immunization(parts: Partial<Immunization>): Stored<Immunization> {
  return {
    resourceType: 'Immunization',
    id: 'v1',
    status: 'completed',
    vaccineCode: { coding: [{ system: cvx, code: '140', display: 'Influenza, seasonal' }] },
    patient: { reference: 'Patient/p1' },
    occurrenceDateTime: '2025-10-05',
    ...parts,
    meta: { versionId: '1', lastUpdated: '2026-01-02T03:04:05.000Z' },
  }
}

describe('what a code protects against', () => {
  it.each([
    [cvx, '140', ['influenza']],
    [cvx, '113', ['diphtheria', 'tetanus']],
    [cvx, '115', ['diphtheria', 'tetanus', 'pertussis']],
    [cvx, '133', ['pneumococcal']],
    [cvx, '33', ['pneumococcal']],
    [cvx, '62', ['hpv']],
    [cvx, '165', ['hpv']],
    [cvx, '08', ['hepatitis-b']],
    [cvx, '8', ['hepatitis-b']],
    [cvx, '10', ['polio']],
    [cvx, '49', ['hib']],
    [cvx, '03', ['measles', 'mumps', 'rubella']],
    [cvx, '52', ['hepatitis-a']],
    [cvx, '114', ['meningococcal']],
    [cvx, '119', ['rotavirus']],
    [cvx, '121', ['zoster']],
    [cvx, '208', ['covid-19']],
    [atc, 'J07CA02', ['diphtheria', 'tetanus', 'pertussis', 'polio']],
    [atc, 'J07BB02', ['influenza']],
    [atc, 'J07BX03', ['covid-19']],
    [atc, 'J07BX99', []],
    [sysvakSystem, 'BNT03', ['covid-19']],
    [sysvakSystem, 'AII02', ['influenza']],
    [sysvakSystem, 'DT51', ['diphtheria', 'tetanus']],
    [sysvakSystem, 'MMR52', ['measles', 'mumps', 'rubella']],
    [sysvakSystem, 'XYZ99', []],
    ['urn:oid:1.2.36.1.2001.1005.17', 'FLUVAX', []],
  ])('%s %s', (system, code, expected) => {
    expect(protectsAgainst({ vaccineCode: { coding: [{ system, code }] } })).toEqual(expected)
  })

  it('takes the first coding it knows', () => {
    const coding = [
      { system: sysvakSystem, code: 'QQQ01' },
      { system: atc, code: 'J07BM03' },
    ]
    expect(protectsAgainst({ vaccineCode: { coding } })).toEqual(['hpv'])
  })
})

describe('a vaccine as the citizen reads it', () => {
  it('shows an unknown code by its text, and counts it for nothing', () => {
    const dose = toDose(immunization({ vaccineCode: { coding: [{ system: 'urn:x', code: '1' }], text: 'Fluvax' } }))
    expect(dose).toMatchObject({ name: 'Fluvax', protectsAgainst: [], outcome: 'given' })
    expect(dose && toCounted(dose)).toBeUndefined()
  })

  it('hides what was registered by mistake', () => {
    expect(toDose(immunization({ status: 'entered-in-error' }))).toBeUndefined()
  })

  it.each([
    [{ status: 'not-done' }, 'not-given'],
    [{ isSubpotent: true }, 'weak'],
  ] as const)('shows %o and counts it for nothing', (parts, outcome) => {
    const dose = toDose(immunization(parts))
    expect(dose?.outcome).toBe(outcome)
    expect(dose && toCounted(dose)).toBeUndefined()
  })

  it('turns an instant into an Oslo date', () => {
    expect(dayOf({ occurrenceDateTime: '2025-10-04T23:30:00Z' })).toBe('2025-10-05')
    expect(dayOf({ occurrenceDateTime: '2011-05' })).toBe('2011-05')
  })

  it('keeps the words of a source that has no date, and counts the dose without one', () => {
    const { occurrenceDateTime: _, ...undated } = immunization({ primarySource: false })
    const dose = toDose({ ...undated, occurrenceString: 'January 2012', reportOrigin: { text: 'Written record' } })
    expect(dose).toMatchObject({
      on: null,
      onInWords: 'January 2012',
      source: { kind: 'reported', name: 'Written record' },
    })
    expect(dose && toCounted(dose)).toEqual({ on: null, diseases: ['influenza'] })
  })

  it('says when the fact was written: by the source, else by the store', () => {
    expect(toDose(immunization({ recorded: '2025-10-06' }))?.source.at).toBe('2025-10-06T12:00:00.000Z')
    expect(toDose(immunization({}))?.source.at).toBe('2026-01-02T03:04:05.000Z')
  })

  it('counts a partial date from its first day', () => {
    expect([firstDayOf('2011'), firstDayOf('2011-05'), firstDayOf('2011-05-29')]).toEqual([
      '2011-01-01',
      '2011-05-01',
      '2011-05-29',
    ])
  })
})
