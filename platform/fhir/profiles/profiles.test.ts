/** Which profiles are checked, where, and how gravely. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSynthetic } from '../../registers/identity-number.ts'
import { claimedProfiles, type Issue, knownProfiles, validateProfiles, validateResource } from '../validation/index.ts'
import { compileProfiles, type ProfileDefinition } from './compile.ts'

const root = 'http://hl7.no/fhir/StructureDefinition/'
const published = 'http://hl7.no/fhir/ig/StructureDefinition/'
const fnr = 'urn:oid:2.16.578.1.12.4.1.4.1'
const dnr = 'urn:oid:2.16.578.1.12.4.1.4.2'

const claiming = (profile: string | string[], more: object = {}): object => ({
  resourceType: 'Patient',
  meta: { profile: [profile].flat() },
  ...more,
})
/** A Patient whose fødselsnummer has no value. */
const broken = { identifier: [{ system: fnr }] }
const told = (issues: readonly Issue[]): string[] =>
  issues.map(({ severity, expression }) => `${severity} ${expression}`)

describe('what a resource claims', () => {
  it('is checked under either root, with or without version', () => {
    for (const url of [`${root}no-basis-Patient`, `${published}no-basis-Patient`, `${root}no-basis-Patient|2.0.10`]) {
      expect(told(validateResource(claiming(url, broken)))).toEqual(['error Patient.identifier[0].value'])
      expect(validateResource(claiming(url))).toEqual([])
    }
  })
  it('is checked once when claimed twice', () => {
    const both = claiming([`${root}no-basis-Patient`, `${published}no-basis-Patient`], broken)
    expect(told(validateResource(both))).toEqual(['error Patient.identifier[0].value'])
  })
  it('is not checked where nothing is claimed, or the caller says so', () => {
    expect(validateResource({ resourceType: 'Patient', ...broken })).toEqual([])
    expect(validateResource(claiming(`${root}no-basis-Patient`, broken), { profiles: [] })).toEqual([])
  })
  it('warns of a profile that is not known', () => {
    expect(validateResource(claiming('http://example.org/p'))).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'not-found', expression: ['Patient.meta.profile[0]'] }),
    ])
  })
  it('must be a profile of its type', () => {
    expect(told(validateResource(claiming(`${root}no-basis-Person`)))).toEqual(['error Patient'])
    expect(told(validateResource(claiming('http://hl7.org/fhir/StructureDefinition/Person')))).toEqual([
      'error Patient',
    ])
    expect(validateResource(claiming('http://hl7.org/fhir/StructureDefinition/Patient'))).toEqual([])
    expect(validateResource(claiming('http://hl7.org/fhir/StructureDefinition/DomainResource'))).toEqual([])
  })
  it('is checked in Bundles, Parameters and contained resources, by its place', () => {
    const resource = claiming(`${root}no-basis-Patient`, broken)
    expect(told(validateResource({ resourceType: 'Bundle', type: 'collection', entry: [{ resource }] }))).toEqual([
      'error Bundle.entry[0].resource.identifier[0].value',
    ])
    expect(told(validateResource({ resourceType: 'Parameters', parameter: [{ name: 'x', resource }] }))).toEqual([
      'error Parameters.parameter[0].resource.identifier[0].value',
    ])
    const holder = { resourceType: 'Basic', code: { text: 'x' }, subject: { reference: '#p' } }
    expect(told(validateResource({ ...holder, contained: [{ ...resource, id: 'p' }] }))).toEqual([
      'error Basic.contained[0].identifier[0].value',
    ])
  })
})

describe('what a caller names', () => {
  it('is checked whatever the resource claims', () => {
    const patient = { resourceType: 'Patient', ...broken }
    expect(told(validateProfiles(patient, [`${root}no-basis-Patient`]))).toEqual(['error Patient.identifier[0].value'])
    expect(told(validateResource(patient, { profiles: [`${root}no-basis-Patient`] }))).toEqual([
      'error Patient.identifier[0].value',
    ])
  })
  it('is an error when not known: nothing can be promised', () => {
    expect(validateProfiles({ resourceType: 'Patient' }, ['http://example.org/p'])).toEqual([
      expect.objectContaining({ severity: 'error', code: 'not-found' }),
    ])
  })
  it('comes from the resource where the caller wants so', () => {
    expect(claimedProfiles(claiming(['a:1', 'a:2']))).toEqual(['a:1', 'a:2'])
    expect(claimedProfiles({ meta: { profile: 'a' } })).toEqual([])
    expect(claimedProfiles(null)).toEqual([])
  })
})

describe('extensions with a definition', () => {
  const middle = (more: object) => ({
    name: [{ family: 'A', extension: [{ url: `${root}no-basis-middlename`, ...more }] }],
  })
  it('hold what it says: an error where the profile is claimed, else a warning', () => {
    const wrong = middle({ valueBoolean: true })
    expect(told(validateResource(claiming(`${root}no-basis-Patient`, wrong)))).toEqual([
      'error Patient.name[0].extension[0].valueBoolean',
    ])
    expect(told(validateResource({ resourceType: 'Patient', ...wrong }))).toEqual([
      'warning Patient.name[0].extension[0].valueBoolean',
    ])
    expect(validateResource({ resourceType: 'Patient', ...middle({ valueString: 'B' }) })).toEqual([])
  })
  it('stand where it says', () => {
    const lost = { extension: [{ url: `${root}no-basis-middlename`, valueString: 'B' }] }
    expect(told(validateResource(claiming(`${root}no-basis-Patient`, lost)))).toEqual(['error Patient.extension[0]'])
    const code = {
      url: `${root}no-basis-municipalitycode`,
      valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', code: '0301' },
    }
    const at = (name: string) =>
      claiming(`${root}no-basis-Patient`, { address: [{ [name]: 'Oslo', [`_${name}`]: { extension: [code] } }] })
    expect(validateResource(at('district'))).toEqual([])
    expect(told(validateResource(at('city')))).toEqual(['error Patient.address[0].city.extension[0]'])
  })
  it('stand on elements of a resource', () => {
    const reference = {
      extension: [{ url: `${root}no-basis-relatedperson-person-reference`, valueReference: { display: 'x' } }],
      display: 'x',
    }
    const related = { resourceType: 'RelatedPerson', meta: { profile: [`${root}no-basis-RelatedPerson`] } }
    expect(validateResource({ ...related, patient: reference })).toEqual([])
    expect(
      told(
        validateResource({ ...related, patient: { display: 'x' }, identifier: [{ value: '1', assigner: reference }] }),
      ),
    ).toEqual(['error RelatedPerson.identifier[0].assigner.extension[0]'])
  })
})

describe('numbers of people and organisations', () => {
  const numbered = (system: string, value: string) =>
    claiming(`${root}no-basis-Patient`, { identifier: [{ system, value }] })
  const right = makeSynthetic('1980-05-06', 'female', 0)
  it('are advised on, or demanded', () => {
    expect(validateResource(numbered(fnr, right))).toEqual([])
    expect(told(validateResource(numbered(fnr, '13057444850')))).toEqual(['warning Patient.identifier[0].value'])
    expect(told(validateResource(numbered(fnr, '13057444850'), { numbers: 'error' }))).toEqual([
      'error Patient.identifier[0].value',
    ])
    expect(told(validateResource(numbered(dnr, right)))).toEqual(['warning Patient.identifier[0].value'])
  })
  it('one wrong digit is seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(right[at]) + by) % 10
        const wrong = `${right.slice(0, at)}${digit}${right.slice(at + 1)}`
        // The rule of 2032 takes four rests of the first check digit, so a change may stay possible – but not of the last.
        const issues = validateResource(numbered(fnr, wrong))
        expect(issues.length).toBe(at === 10 ? 1 : issues.length)
        expect(JSON.stringify(issues)).not.toContain(wrong)
      }),
    )
  })
  it.each([
    ['urn:oid:2.16.578.1.12.4.1.4.3', '812345', '81234567890'],
    ['urn:oid:2.16.578.1.12.4.1.4.4', 'x', '9144889'],
    ['urn:oid:2.16.578.1.12.4.1.4.5', '1', '123456789012'],
    ['urn:oid:2.16.578.1.12.4.1.4.101', '915933148', '915933149'],
  ])('of %s: not %s, but %s', (system, wrong, possible) => {
    expect(told(validateResource(numbered(system, wrong)))).toEqual(['warning Patient.identifier[0].value'])
    expect(validateResource(numbered(system, possible))).toEqual([])
  })
})

describe('hostile claims', () => {
  it('never throw, whatever the resource is', () => {
    const url = fc.constantFrom(...knownProfiles, '__proto__', 'constructor', 'http://example.org/p')
    const types = ['Patient', 'Organization', 'AllergyIntolerance', 'RelatedPerson', 'Endpoint', 'Medication']
    const keys = ['identifier', 'name', 'address', 'extension', 'type', 'code', 'reaction', 'coding', 'url', 'system']
    const value = fc.letrec((tie) => ({
      value: fc.oneof(fc.constantFrom(null, 1, '', fnr), tie('object'), fc.array(tie('value'), { maxLength: 3 })),
      object: fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
    })).object
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.array(url), value, (resourceType, profile, more) => {
        const resource = { ...(typeof more === 'object' ? more : {}), resourceType, meta: { profile } }
        expect(validateResource(resource).length).toBeLessThanOrEqual(100)
        validateProfiles(resource, profile)
      }),
      { numRuns: 3000 },
    )
  })
  it('are answered at once', () => {
    const identifier = Array.from({ length: 20_000 }, () => ({ system: fnr }))
    const start = performance.now()
    expect(validateResource(claiming(`${root}no-basis-Patient`, { identifier }))).toHaveLength(100)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

const folder = new URL('../../../../shared/data/norway-profiles/', import.meta.url)
describe.skipIf(!existsSync(folder))('the committed table', () => {
  it('is what the publication compiles to', () => {
    const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8'))
    const definitions: ProfileDefinition[] = readdirSync(folder)
      .filter((name) => name.startsWith('StructureDefinition-'))
      .map((name) => read(new URL(name, folder)))
    const table: { profiles: { url: string }[] } = read(new URL('no-basis.generated.json', import.meta.url))
    const compiled = JSON.parse(JSON.stringify(compileProfiles(definitions)))
    expect(compiled).toHaveLength(34)
    for (const profile of compiled) expect(table.profiles).toContainEqual(profile)
  })
})
