/** Slicing, fixed values, patterns and types, on small profiles made for the purpose. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProfileCheck } from './check.ts'
import { contains, equals } from './match.ts'
import type { Profile, Rule, Slicing } from './rule.ts'

const profile = (children: Record<string, Rule>): Profile => ({
  url: 'http://example.org/p',
  version: undefined,
  type: 'Patient',
  rule: { children },
})
const faults = (children: Record<string, Rule>, patient: object): string[] => {
  const walk = new ProfileCheck()
  walk.profile(profile(children), {
    value: { resourceType: 'Patient', ...patient },
    companion: undefined,
    type: 'Patient',
    path: 'Patient',
  })
  return walk.issues.map(({ diagnostics }) => diagnostics.replace(' (p)', ''))
}
const ofSystem = (system: string, more: Rule = {}): Rule => ({ ...more, children: { system: { fixed: [system] } } })
const sliced = (slicing: Partial<Slicing>, slices: Record<string, Rule>): Record<string, Rule> => ({
  identifier: { slicing: { by: [{ type: 'value', path: 'system' }], rules: 'open', ...slicing }, slices },
})
const identifiers = (...systems: string[]) => ({ identifier: systems.map((system) => ({ system, value: '1' })) })

describe('cardinality', () => {
  it('counts values, and extensions in their place', () => {
    expect(faults({ birthDate: { min: 1 } }, {})).toEqual(['Patient.birthDate: at least 1 needed'])
    expect(faults({ birthDate: { min: 1 } }, { _birthDate: { extension: [] } })).toEqual([])
    expect(faults({ photo: { max: 0 } }, { photo: [{ title: 'x' }] })).toEqual(['Patient.photo: not allowed'])
    expect(faults({ name: { max: 1 } }, { name: [{ text: 'a' }, { text: 'b' }] })).toEqual([
      'Patient.name: at most 1 allowed',
    ])
  })
  it('asks for children only where the parent is', () => {
    const rule: Record<string, Rule> = { contact: { children: { name: { min: 1 } } } }
    expect(faults(rule, {})).toEqual([])
    expect(faults(rule, { contact: [{ gender: 'male' }] })).toEqual(['Patient.contact[0].name: at least 1 needed'])
  })
})

describe('values', () => {
  it('fixed: the whole value', () => {
    const rule: Record<string, Rule> = { maritalStatus: { fixed: [{ text: 'gift' }] } }
    expect(faults(rule, { maritalStatus: { text: 'gift' } })).toEqual([])
    expect(faults(rule, { maritalStatus: { text: 'gift', id: '1' } })).toHaveLength(1)
  })
  it('pattern: at least this', () => {
    const rule: Record<string, Rule> = { maritalStatus: { pattern: { coding: [{ code: 'M' }] } } }
    expect(faults(rule, { maritalStatus: { coding: [{ code: 'U' }, { code: 'M', system: 's' }], text: 'x' } })).toEqual(
      [],
    )
    expect(faults(rule, { maritalStatus: { coding: [{ code: 'U' }] } })).toHaveLength(1)
  })
  it('one type of a choice', () => {
    const rule: Record<string, Rule> = { 'deceased[x]': { types: [{ code: 'dateTime' }] } }
    expect(faults(rule, { deceasedDateTime: '2024' })).toEqual([])
    expect(faults(rule, { deceasedBoolean: true })).toEqual(['Patient.deceasedBoolean: expected the type dateTime'])
  })
  it('targets of a reference, by what it says or by its type', () => {
    const rule: Record<string, Rule> = {
      managingOrganization: { types: [{ code: 'Reference', targets: ['Organization'] }] },
    }
    expect(faults(rule, { managingOrganization: { reference: 'Organization/1' } })).toEqual([])
    expect(faults(rule, { managingOrganization: { identifier: { value: '1' } } })).toEqual([])
    expect(faults(rule, { managingOrganization: { reference: 'Patient/1' } })).toHaveLength(1)
    expect(faults(rule, { managingOrganization: { type: 'Patient' } })).toHaveLength(1)
  })
})

describe('slicing', () => {
  it('by value: counts in each slice', () => {
    const rule = sliced({}, { A: ofSystem('a', { min: 1, max: 1 }) })
    expect(faults(rule, identifiers('a', 'x'))).toEqual([])
    expect(faults(rule, identifiers('x'))).toEqual(['Patient.identifier: at least 1 needed in slice A'])
    expect(faults(rule, identifiers('a', 'a'))).toEqual(['Patient.identifier: at most 1 allowed in slice A'])
  })
  it('closed: nothing else', () => {
    const rule = sliced({ rules: 'closed' }, { A: ofSystem('a') })
    expect(faults(rule, identifiers('a'))).toEqual([])
    expect(faults(rule, identifiers('a', 'b'))).toEqual([
      'Patient.identifier[1]: the profile allows only its own slices here',
    ])
  })
  it('openAtEnd: others come last', () => {
    const rule = sliced({ rules: 'openAtEnd' }, { A: ofSystem('a') })
    expect(faults(rule, identifiers('a', 'b'))).toEqual([])
    expect(faults(rule, identifiers('b', 'a'))).toHaveLength(1)
  })
  it('ordered: in the order of the profile', () => {
    const rule = sliced({ ordered: true }, { A: ofSystem('a'), B: ofSystem('b') })
    expect(faults(rule, identifiers('a', 'a', 'b'))).toEqual([])
    expect(faults(rule, identifiers('b', 'a'))).toEqual(['Patient.identifier: expected the order A, B'])
  })
  it('by pattern', () => {
    const rule = sliced(
      { by: [{ type: 'pattern', path: 'type' }] },
      { A: { max: 0, children: { type: { pattern: { coding: [{ code: 'A' }] } } } } },
    )
    expect(faults(rule, { identifier: [{ type: { coding: [{ code: 'B' }] } }] })).toEqual([])
    expect(faults(rule, { identifier: [{ type: { coding: [{ code: 'A', system: 's' }] } }] })).toHaveLength(1)
  })
  it('by existence', () => {
    const rule = sliced(
      { by: [{ type: 'exists', path: 'period' }] },
      { dated: { max: 1, children: { period: { min: 1 } } }, undated: { max: 0, children: { period: { max: 0 } } } },
    )
    expect(faults(rule, { identifier: [{ period: { start: '2024' } }] })).toEqual([])
    expect(faults(rule, { identifier: [{ value: '1' }] })).toEqual(['Patient.identifier: not allowed in slice undated'])
  })
  it('by type', () => {
    const rule: Record<string, Rule> = {
      'deceased[x]': {
        slicing: { by: [{ type: 'type', path: '$this' }], rules: 'open' },
        slices: { flag: { max: 0, types: [{ code: 'boolean' }] } },
      },
    }
    expect(faults(rule, { deceasedDateTime: '2024' })).toEqual([])
    expect(faults(rule, { deceasedBoolean: true })).toHaveLength(1)
  })
  it('by profile', () => {
    const address = 'http://hl7.no/fhir/StructureDefinition/no-basis-Address'
    const rule: Record<string, Rule> = {
      address: {
        slicing: { by: [{ type: 'profile', path: '$this' }], rules: 'closed' },
        slices: { norwegian: { types: [{ code: 'Address', profiles: [address] }] } },
      },
    }
    const district = {
      url: 'http://hl7.no/fhir/ig/StructureDefinition/no-basis-urban-district',
      valueCoding: { code: '1' },
    }
    expect(faults(rule, { address: [{ city: 'OSLO' }] })).toEqual([])
    expect(faults(rule, { address: [{ city: 'OSLO', extension: [district, district] }] })).toEqual([
      'Patient.address[0]: the profile allows only its own slices here',
    ])
  })
})

describe('matching', () => {
  const anyValue = fc.jsonValue({ maxDepth: 4 })
  it('every value equals and contains itself, in any order of members', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, one]) => [key, reversed(one)]),
            )
          : value
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(equals(value, reversed(value))).toBe(true)
        expect(contains(value, value)).toBe(true)
      }),
    )
  })
  it('more of a value still contains it, but is not equal', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyValue), (value) => {
        expect(contains({ ...value, more: 1 }, value)).toBe(true)
        expect(equals({ ...value, more: 1 }, value)).toBe(false)
      }),
    )
  })
  it('the order of the values does not matter to counting in open slices', () => {
    const rule = sliced({}, { A: ofSystem('a', { min: 1, max: 2 }), B: ofSystem('b', { max: 1 }) })
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), (systems) => {
        const given = faults(rule, identifiers(...systems)).sort()
        expect(faults(rule, identifiers(...[...systems].reverse())).sort()).toEqual(given)
        const [a, b] = ['a', 'b'].map((one) => systems.filter((system) => system === one).length)
        expect(given.length === 0).toBe((a ?? 0) >= 1 && (a ?? 0) <= 2 && (b ?? 0) <= 1)
      }),
    )
  })
})
