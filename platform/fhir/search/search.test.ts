import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observation, parsed, patient, query } from './fixtures.testing.ts'
import {
  citizenReferences,
  compartmentPaths,
  indexEntries,
  mapReferences,
  matches,
  parseSearch,
  requiredEntries,
  searchParameter,
  sortResources,
} from './index.ts'

describe('parseSearch', () => {
  it.each([
    'date=yesterday',
    'date=2024-13',
    'date=2024-02-30',
    'date=xx2024',
    'code:foo=1',
    'code:exact=1',
    'value-quantity=abc',
    'patient=',
    'code=a|b|c',
    '_count=-1',
    '_count=x',
    '_sort=foo',
    '_summary=maybe',
    '_include=Observation:nope',
    'code:missing=perhaps',
    'subject:Patient=Group/1',
    'subject=Nope/1',
    'code-value-quantity=8302-2',
    'code=',
  ])('refuses Observation?%s', (text) => {
    expect(parseSearch('Observation', query(text))).toEqual([expect.objectContaining({ severity: 'error' })])
  })

  it('keeps apart what is unknown and what is not supported', () => {
    const search = parsed(
      'Observation',
      'foo=1&patient.name=a&subject:Patient.name=b&_has:X:y:z=1&_text=a&__proto__=1&constructor=2',
    )
    expect(search.unknown).toEqual(['foo', '_has:X:y:z', '__proto__', 'constructor'])
    expect(search.unsupported).toEqual(['_text'])
    expect(search.links).toHaveLength(2)
  })

  it('reads what is about the result', () => {
    const search = parsed(
      'MedicationRequest',
      '_count=0&_sort=-authoredon,status&_summary=count&_elements=id,status&_include=MedicationRequest:medication:Medication&_revinclude:iterate=Provenance:target&_total=none&_format=json&_cursor=abc',
    )
    expect(search).toMatchObject({
      count: 0,
      summary: 'count',
      elements: ['id', 'status'],
      total: 'none',
      format: 'json',
      cursor: 'abc',
    })
    expect(search.sort.map(({ parameter, descending }) => [parameter.code, descending])).toEqual([
      ['authoredon', true],
      ['status', false],
    ])
    expect(search.include).toEqual([
      { source: 'MedicationRequest', parameter: 'medication', target: 'Medication', iterate: false },
    ])
    expect(search.revinclude).toEqual([{ source: 'Provenance', parameter: 'target', target: undefined, iterate: true }])
  })

  it('knows parameters by type', () => {
    expect(searchParameter('Patient', 'phone')?.paths[0]?.steps[0]).toEqual({
      key: 'telecom',
      where: { key: 'system', value: 'phone' },
    })
    expect(searchParameter('Patient', '_id')?.type).toBe('token')
    expect(searchParameter('Patient', 'authoredon')).toBeUndefined()
    expect(searchParameter('__proto__', 'x')).toBeUndefined()
  })

  it('never throws on any query', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'date',
        'code',
        'subject:Patient',
        'value-quantity',
        'code-value-quantity',
        '_sort',
        '_include',
        'identifier',
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), fc.jsonValue(), (params, value) => {
        const search = parseSearch('Observation', params)
        const resource = {
          resourceType: 'Observation',
          code: value,
          subject: value,
          effectiveDateTime: value,
          component: value,
          identifier: [value],
        }
        indexEntries(resource)
        citizenReferences(resource)
        mapReferences(resource, (reference) => reference)
        if (!Array.isArray(search)) {
          matches(resource, search)
          requiredEntries(search)
          sortResources([resource, observation], search.sort)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('entries', () => {
  it('separate name, system and code without doubt', () => {
    const entries = indexEntries(observation)
    expect(entries).toContain('identifier||no-system')
    expect(entries).toContain('identifier|urn:s%7Cx|a,b$c')
    expect(entries).toContain('code=8302-2')
    expect(entries).toContain('subject=Patient/1')
    expect(entries).toContain('patient:identifier|urn:oid:2.16.578.1.12.4.1.4.1|13077612345')
    expect(entries).toContain('_profile=http://x.no/p')
  })

  it('are bounded', () => {
    const long = { resourceType: 'Patient', identifier: [{ system: 'urn:x', value: 'v'.repeat(5000) }] }
    for (const entry of indexEntries(long)) expect(entry.length).toBeLessThan(210)
    const search = parsed('Patient', `identifier=urn:x|${'v'.repeat(5000)}`)
    expect(indexEntries(long)).toEqual(expect.arrayContaining(requiredEntries(search)[0] ?? ['none']))
  })
})

describe('sortResources', () => {
  it('sorts by value, then id, with what has none last', () => {
    const made = (id: string, birthDate?: string): object => ({
      resourceType: 'Patient',
      id,
      ...(birthDate ? { birthDate } : {}),
    })
    const all = [made('d'), made('b', '1980'), made('a', '1980'), made('c', '1970-05-01')]
    const ids = (text: string): unknown[] =>
      sortResources(all, parsed('Patient', text).sort).map((resource) => 'id' in resource && resource.id)
    expect(ids('_sort=birthdate')).toEqual(['c', 'a', 'b', 'd'])
    expect(ids('_sort=-birthdate')).toEqual(['a', 'b', 'c', 'd'])
    expect(ids('_sort=-_id')).toEqual(['d', 'c', 'b', 'a'])
    expect(ids('')).toEqual(['d', 'b', 'a', 'c'])
  })
})

describe('compartments', () => {
  it('name the most specific patient first', () => {
    const message = {
      resourceType: 'Communication',
      sender: { reference: 'Patient/parent' },
      recipient: [{ reference: 'Practitioner/1' }],
      subject: { reference: 'Patient/child' },
    }
    expect(citizenReferences(message)).toEqual([{ reference: 'Patient/child' }, { reference: 'Patient/parent' }])
    expect(compartmentPaths('Coverage')[0]).toBe('beneficiary')
    expect(compartmentPaths('Task')).toEqual(['for', 'focus'])
    expect(compartmentPaths('Organization')).toEqual([])
  })

  it('take identifiers, and the patient itself', () => {
    expect(citizenReferences(patient)[0]).toEqual({ reference: 'Patient/1' })
    const byNumber = {
      resourceType: 'Immunization',
      patient: { type: 'Patient', identifier: { system: 'urn:oid:1', value: '2' } },
    }
    expect(citizenReferences(byNumber)).toEqual([{ identifier: { system: 'urn:oid:1', value: '2' } }])
    expect(citizenReferences({ resourceType: 'Observation', subject: { reference: 'Group/1' } })).toEqual([])
  })
})

describe('mapReferences', () => {
  it('maps references, links and narrative, and nothing else', () => {
    const uuid = 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520'
    const before = {
      resourceType: 'Patient',
      text: { status: 'generated', div: `<div><a href="${uuid}">${uuid}</a></div>` },
      contained: [
        { resourceType: 'Observation', id: 'o', status: 'final', code: { text: uuid }, subject: { reference: uuid } },
      ],
      extension: [
        { url: 'u:x', valueUri: uuid },
        { url: 'u:y', valueCanonical: uuid },
        { url: 'u:z', valueString: uuid },
      ],
      identifier: [{ system: 'urn:ietf:rfc:3986', value: uuid }],
      _birthDate: { extension: [{ url: 'u:x', valueReference: { reference: uuid } }] },
      managingOrganization: { reference: 'Organization/1' },
    }
    const after = mapReferences(before, (reference) => (reference === uuid ? 'Patient/9' : reference))
    expect(after).toEqual({
      ...before,
      text: { status: 'generated', div: `<div><a href="Patient/9">${uuid}</a></div>` },
      contained: [{ ...before.contained[0], subject: { reference: 'Patient/9' } }],
      extension: [{ url: 'u:x', valueUri: 'Patient/9' }, before.extension[1], before.extension[2]],
      _birthDate: { extension: [{ url: 'u:x', valueReference: { reference: 'Patient/9' } }] },
    })
    expect(before._birthDate.extension[0]?.valueReference.reference).toBe(uuid)
  })
})
