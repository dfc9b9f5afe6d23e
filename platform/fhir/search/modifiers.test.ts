import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsed, query } from './fixtures.testing.ts'
import {
  citizenOfSearch,
  comparePositions,
  entriesDecide,
  indexEntries,
  matches,
  parseSearch,
  positionOf,
  requiredEntries,
  sortResources,
  viewOf,
} from './index.ts'

const base = 'https://lomma.no/fhir/R4'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const encounter = {
  resourceType: 'Encounter',
  status: 'finished',
  class: { system: actCode, code: 'ACUTE' },
  subject: { reference: 'Patient/1' },
}
const patient = {
  resourceType: 'Patient',
  gender: 'female',
  identifier: [
    {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
      value: '446053',
    },
    { system: 'urn:x', value: '12' },
  ],
}

/** Matches, and that the index lets it through when it does. */
function holds(resource: { resourceType: string }, text: string, citizen?: string): boolean {
  const search = parsed(resource.resourceType, text)
  expect(search.unsupported).toEqual([])
  const expected = matches(resource, search, citizen)
  for (const options of [{ base }, {}]) {
    const own = new Set(indexEntries(resource, { ...options, citizen }))
    const passes = requiredEntries(search).every((any) => any.some((entry) => own.has(entry)))
    if (expected) expect(passes).toBe(true)
    if (entriesDecide(search)) expect(passes).toBe(expected)
  }
  return expected
}

describe('modifiers of tokens', () => {
  it.each([
    ['class:in=http://terminology.hl7.org/ValueSet/v3-ActEncounterCode', true],
    ['class:not-in=http://terminology.hl7.org/ValueSet/v3-ActEncounterCode', false],
    [`class:below=${actCode}|IMP`, true],
    [`class:below=${actCode}|ACUTE`, true],
    [`class:below=${actCode}|AMB`, false],
    [`class:above=${actCode}|ACUTE`, true],
    [`class:above=${actCode}|IMP`, false],
    [`class:not=${actCode}|IMP`, true],
    ['status:in=http://hl7.org/fhir/ValueSet/encounter-status', true],
    ['status:in=http://hl7.org/fhir/ValueSet/encounter-status|4.0.1', true],
    ['status:below=finished', true],
    ['status:not-in=http://hl7.org/fhir/ValueSet/encounter-status', false],
    ['type:not-in=http://hl7.org/fhir/ValueSet/encounter-status', true],
    ['type:missing=true', true],
  ])('Encounter?%s is %s', (text, expected) => {
    expect(holds(encounter, text)).toBe(expected)
  })

  it.each([
    ['identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|446053', true],
    ['identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|446054', false],
    ['identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|SS|446053', false],
    ['identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|12', false],
    ['gender:in=http://hl7.org/fhir/ValueSet/administrative-gender', true],
    ['gender:not=male', true],
  ])('Patient?%s is %s', (text, expected) => {
    expect(holds(patient, text)).toBe(expected)
  })

  it.each(['class:in=http://nobody.no/ValueSet/x', 'class:below=http://snomed.info/sct|1', 'status:below=nothing'])(
    '%s is not supported',
    (text) => {
      expect(parsed('Encounter', text).unsupported).toEqual([text.slice(0, text.indexOf('='))])
    },
  )

  it.each([
    'class:of-type=a|b|c',
    'class:in=',
    'identifier:of-type=a|b',
    'date:not=2020',
    'subject:in=x',
    'class:nothing=x',
  ])('Encounter?%s is refused', (text) => {
    expect(parseSearch('Encounter', query(text))).toEqual([expect.objectContaining({ severity: 'error' })])
  })
})

describe('references', () => {
  const byNumber = {
    resourceType: 'Observation',
    subject: { type: 'Patient', identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '13077612345' } },
    performer: [{ identifier: { system: 'urn:hpr', value: '7' } }],
  }

  it('by identity number alone lead to the patient whose record it is in', () => {
    for (const text of ['patient=kari', 'subject=Patient/kari', 'subject:Patient=kari'])
      expect(holds(byNumber, text, 'kari')).toBe(true)
    expect(holds(byNumber, 'patient=kari')).toBe(false)
    expect(holds(byNumber, 'patient=ola', 'kari')).toBe(false)
    expect(holds(byNumber, 'performer=Patient/kari', 'kari')).toBe(false)
    expect(holds(byNumber, 'performer:identifier=urn:hpr|7', 'kari')).toBe(true)
  })

  it('with this server’s own address are its own', () => {
    const written = { resourceType: 'Observation', subject: { reference: `${base}/Patient/kari` } }
    for (const text of ['patient=kari', 'subject=Patient/kari', `subject=${base}/Patient/kari`])
      expect(holds(written, text)).toBe(true)
    expect(holds(written, 'subject=https://other.no/fhir/Patient/kari')).toBe(false)
  })

  it.each([
    ['Observation', 'patient=kari', 'kari'],
    ['Observation', 'subject=Patient/kari&code=x', 'kari'],
    ['Observation', 'subject=kari', undefined],
    ['Observation', 'patient=kari,ola', undefined],
    ['Observation', 'patient.name=kari', undefined],
    ['Observation', 'performer=Patient/kari', undefined],
    ['Observation', 'patient:identifier=kari', undefined],
    ['Coverage', 'beneficiary=Patient/kari', 'kari'],
    ['Task', 'patient=kari', 'kari'],
    ['Appointment', 'patient=kari', 'kari'],
    ['Account', 'patient=kari', 'kari'],
    ['Patient', 'link=Patient/kari', undefined],
    ['Patient', '_id=kari', 'kari'],
    ['Patient', '_id=kari,ola', undefined],
    ['Patient', '_id:not=kari', undefined],
  ])('%s?%s is about the record of %s', (type, text, citizen) => {
    expect(citizenOfSearch(parsed(type, text))).toBe(citizen)
  })
})

describe('links', () => {
  it('are read, of several levels and types', () => {
    const [chain] = parsed('Observation', 'patient.organization:Organization.name:exact=x').links
    expect(chain).toMatchObject({ kind: 'chain', targets: [{ type: 'Patient', links: [{ kind: 'chain' }] }] })
    const [any] = parsed('Observation', 'subject.name=x').links
    expect(any?.kind === 'chain' && any.targets.map(({ type }) => type)).toEqual(['Patient', 'Location'])
    const [has] = parsed('Patient', '_has:Observation:patient:_has:Provenance:target:agent.name=x').links
    expect(has).toMatchObject({ kind: 'has', source: { type: 'Observation', links: [{ kind: 'has' }] } })
  })

  it.each([
    ['patient.shoe=1', 'unknown'],
    ['code.name=1', 'unknown'],
    ['_has:Observation:code:status=final', 'unknown'],
    ['_has:Nothing:patient:status=final', 'unknown'],
    ['_has:Observation:patient', 'unknown'],
    ['patient._text=x', 'unsupported'],
  ] as const)('Observation?%s is %s', (text, list) => {
    expect(parsed('Observation', text)[list]).toHaveLength(1)
  })

  it.each([
    'patient.birthdate=yesterday',
    'patient.organization.partof.partof.partof.partof.name=x',
    `${'focus.'.repeat(4)}code=x`,
  ])('Observation?%s is refused', (text) => {
    const search = parseSearch('Observation', query(text))
    expect(Array.isArray(search) || search.unknown.length === 1).toBe(true)
  })
})

describe('any search', () => {
  const code = fc.constantFrom('a', 'b', 'A|x', 'c%d')
  const system = fc.constantFrom(undefined, 'urn:s', 'urn:t')
  const word = fc.constantFrom('Sørås', 'Sør', 'Čáhppe', 'hansenrud', 'hansen', 'Å')
  const day = fc.constantFrom('1974-12-01', '1974-12', '1974', '2000-01-02')
  const reference = fc.constantFrom(
    'Patient/1',
    `${base}/Patient/1`,
    'https://o.no/fhir/Patient/1',
    'Patient/2',
    'urn:uuid:1',
  )
  const coding = fc.record({ code, system }).map((one) => JSON.parse(JSON.stringify(one)))
  const resource = fc.record({
    resourceType: fc.constant('Patient' as const),
    id: fc.constantFrom('1', '2'),
    name: fc.array(fc.record({ family: word, given: fc.array(word, { maxLength: 2 }) }), { maxLength: 2 }),
    birthDate: day,
    gender: fc.constantFrom('male', 'female'),
    identifier: fc.array(fc.record({ value: code, system: fc.constantFrom('urn:s', 'urn:t') }), { maxLength: 2 }),
    maritalStatus: coding.map((one) => ({ coding: [one] })),
    generalPractitioner: fc.array(
      reference.map((one) => ({ reference: one })),
      { maxLength: 2 },
    ),
    link: fc.array(
      reference.map((one) => ({ other: { reference: one } })),
      { maxLength: 2 },
    ),
  })
  const escaped = (text: string): string => text.replaceAll(/[\\|,$]/g, (letter) => `\\${letter}`)
  const token = fc.tuple(fc.constantFrom('', '|', 'urn:s|', 'urn:t|'), code).map(([of, one]) => of + escaped(one))
  const param = fc.oneof(
    fc.tuple(fc.constantFrom('identifier', 'identifier:not', '_id'), token),
    fc.tuple(fc.constantFrom('gender', 'gender:not'), fc.constantFrom('male', 'female', 'male,female')),
    fc.tuple(fc.constantFrom('name', 'name:exact', 'name:contains', 'family', 'given'), word),
    fc.tuple(
      fc.constant('birthdate'),
      fc.tuple(fc.constantFrom('', 'ne', 'gt', 'le', 'sa', 'ap'), day).map((two) => two.join('')),
    ),
    fc.tuple(
      fc.constantFrom('link', 'general-practitioner', 'link:Patient'),
      fc.constantFrom('Patient/1', '1', 'Patient/2,Patient/1'),
    ),
    fc.tuple(fc.constantFrom('name:missing', 'link:missing', 'identifier:missing'), fc.constantFrom('true', 'false')),
  )

  it('is narrowed by entries without losing anything, and decided by them only where it is', () => {
    fc.assert(
      fc.property(resource, fc.array(param, { minLength: 1, maxLength: 3 }), fc.boolean(), (one, params, known) => {
        const search = parseSearch('Patient', params, { base })
        if (Array.isArray(search)) throw new Error(JSON.stringify(search))
        const own = new Set(indexEntries(one, known ? { base } : {}))
        const passes = requiredEntries(search).every((any) => any.some((entry) => own.has(entry)))
        const expected = matches(one, search)
        if (expected) expect(passes).toBe(true)
        if (entriesDecide(search)) expect(passes).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })

  it('sorts the same by positions that went through JSON', () => {
    const sort = parsed('Patient', '_sort=birthdate,-family,gender').sort
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 8 }), (all) => {
        const through = (one: object) => JSON.parse(JSON.stringify(positionOf(one, sort)))
        const sorted = sortResources(all, sort)
        for (const [at, one] of sorted.entries()) {
          const next = sorted[at + 1]
          if (next) expect(comparePositions(through(one), positionOf(next, sort), sort)).toBeLessThanOrEqual(0)
        }
      }),
    )
  })
})

describe('views', () => {
  const observation = {
    resourceType: 'Observation',
    id: 'o',
    meta: { versionId: '1', tag: [{ code: 'mine' }] },
    text: { status: 'generated', div: '<div/>' },
    status: 'final',
    code: { text: 'x' },
    valueQuantity: { value: 1 },
    note: [{ text: 'hidden' }],
    issued: '2024-01-01T00:00:00Z',
    _issued: { id: 'x' },
  }

  it.each([
    [{ summary: 'true' }, ['status', 'code', 'valueQuantity', 'issued', '_issued']],
    [{ summary: 'text' }, ['text', 'status', 'code']],
    [{ summary: 'data' }, ['status', 'code', 'valueQuantity', 'note', 'issued', '_issued']],
    [{ elements: ['value', 'Observation.note'] }, ['status', 'code', 'valueQuantity', 'note']],
    [{ elements: ['issued'] }, ['status', 'code', 'issued', '_issued']],
    [{ elements: ['nothing'] }, ['status', 'code']],
  ])('%j shows %j', (view, keys) => {
    const shown = viewOf(observation, view)
    expect(Object.keys(shown).sort()).toEqual(['resourceType', 'id', 'meta', ...keys].sort())
    expect(shown.meta.tag.map((tag) => tag.code)).toEqual(['mine', 'SUBSETTED'])
    expect(observation.meta.tag).toHaveLength(1)
  })

  it('without a wish is the resource itself', () => {
    expect(viewOf(observation, { summary: 'false' })).toBe(observation)
    expect(viewOf(observation, {})).toBe(observation)
  })
})
