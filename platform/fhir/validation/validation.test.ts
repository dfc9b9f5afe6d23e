import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operationOutcome, validateResource } from './index.ts'

const patient = (more: object): object => ({ resourceType: 'Patient', ...more })
const observation = (more: object): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8302-2' }] },
  ...more,
})
const extension = (value: object): object => patient({ extension: [{ url: 'http://example.org/x', ...value }] })
const parse = (json: string): unknown => JSON.parse(json)
const deep = (levels: number): object => {
  let item: object = { linkId: 'last', type: 'display', text: 'x' }
  for (let level = 0; level < levels; level++) item = { linkId: `g${level}`, type: 'group', item: [item] }
  return { resourceType: 'Questionnaire', status: 'draft', item: [item] }
}

const valid: [string, unknown][] = [
  ['a resource with nothing but its type', patient({})],
  [
    'primitive extensions',
    patient({ birthDate: '1970-03', _birthDate: { extension: [{ url: 'http://x.no/y', valueCode: 'a' }] } }),
  ],
  ['an id beside a primitive value', patient({ gender: 'male', _gender: { id: 'g' } })],
  [
    'an extension instead of a required value',
    { ...observation({}), status: undefined, _status: { extension: [{ url: 'u:x', valueCode: 'unknown' }] } },
  ],
  [
    'null-padded arrays',
    patient({ name: [{ given: ['Ola', null], _given: [null, { extension: [{ url: 'u:x', valueString: 'v' }] }] }] }),
  ],
  ['nested extensions', extension({ extension: [{ url: 'a', valueString: 'b' }] })],
  [
    'a used contained resource',
    patient({
      contained: [{ resourceType: 'Organization', id: 'o', name: 'O' }],
      managingOrganization: { reference: '#o' },
    }),
  ],
  [
    'a contained resource that refers to its container',
    patient({
      contained: [
        { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'c' }, subject: { reference: '#' } },
      ],
    }),
  ],
  [
    'references in a transaction',
    observation({ subject: { reference: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520' } }),
  ],
  ['a conditional reference', observation({ subject: { reference: 'Patient?identifier=a|b' } })],
  ['an absolute reference', observation({ subject: { reference: 'https://x.no/fhir/Patient/1/_history/2' } })],
  [
    'a reference by identifier only',
    observation({ subject: { type: 'Patient', identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '1' } } }),
  ],
  ['a media type with a parameter', { resourceType: 'Binary', contentType: 'text/plain; charset=utf-8', data: 'aGVp' }],
  ['dates with time', observation({ effectiveDateTime: '2024-02-29T23:59:60.123456789+14:00' })],
  ['a deep questionnaire', deep(50)],
]

const invalid: [string, unknown, string, string][] = [
  ['no resource', 'text', 'structure', ''],
  ['null', null, 'structure', ''],
  ['an array', [], 'structure', ''],
  ['no type', {}, 'structure', ''],
  ['a type that is none', { resourceType: 'Patent' }, 'structure', ''],
  ['an abstract type', { resourceType: 'DomainResource' }, 'structure', ''],
  ['a data type', { resourceType: 'HumanName' }, 'structure', ''],
  ['a type of another version', { resourceType: 'SubscriptionStatus' }, 'structure', ''],
  ['a type from the prototype', { resourceType: 'constructor' }, 'structure', ''],
  ['an unknown element', patient({ nmae: [] }), 'structure', 'Patient'],
  ['a prototype key', parse('{"resourceType":"Patient","__proto__":{"a":1}}'), 'structure', 'Patient'],
  ['an element that the packager added', patient({ meta: { project: 'x' } }), 'structure', 'Patient.meta'],
  ['a missing element', { resourceType: 'Observation', status: 'final' }, 'required', 'Observation.code'],
  [
    'a missing choice',
    { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject: { reference: 'Patient/1' } },
    'required',
    'MedicationRequest.medication[x]',
  ],
  ['a single value for a list', patient({ name: { family: 'A' } }), 'structure', 'Patient.name'],
  ['a list for a single value', patient({ gender: ['male'] }), 'structure', 'Patient.gender'],
  ['an empty list', patient({ name: [] }), 'structure', 'Patient.name'],
  ['an empty object', patient({ name: [{}] }), 'structure', 'Patient.name[0]'],
  ['null in a list', patient({ name: [null] }), 'structure', 'Patient.name[0]'],
  [
    'null on both sides',
    patient({ name: [{ given: [null], _given: [null] }] }),
    'structure',
    'Patient.name[0].given[0]',
  ],
  ['null for a value', patient({ gender: null }), 'structure', 'Patient.gender'],
  ['only an id', patient({ name: [{ id: 'a' }] }), 'invariant', 'Patient.name[0]'],
  ['two values', observation({ valueString: 'a', valueBoolean: true }), 'structure', 'Observation.valueBoolean'],
  ['a choice of a wrong type', observation({ valueUri: 'a:b' }), 'structure', 'Observation'],
  ['a code outside the binding', patient({ gender: 'M' }), 'code-invalid', 'Patient.gender'],
  [
    'a nested code outside the binding',
    patient({ contact: [{ name: { use: 'x' } }] }),
    'code-invalid',
    'Patient.contact[0].name.use',
  ],
  [
    'a concept outside the binding',
    {
      resourceType: 'Condition',
      subject: { reference: 'Patient/1' },
      clinicalStatus: { coding: [{ system: 'http://x', code: 'active' }] },
    },
    'code-invalid',
    'Condition.clinicalStatus',
  ],
  [
    'a wrong target',
    observation({ subject: { reference: 'Practitioner/1' } }),
    'value',
    'Observation.subject.reference',
  ],
  [
    'a wrong target by type',
    observation({ subject: { type: 'Practitioner', identifier: { value: '1' } } }),
    'value',
    'Observation.subject.type',
  ],
  [
    'a type that is not that of the reference',
    observation({ subject: { type: 'Group', reference: 'Patient/1' } }),
    'value',
    'Observation.subject.type',
  ],
  [
    'a reference to nothing known',
    observation({ subject: { reference: 'Patent/1' } }),
    'value',
    'Observation.subject.reference',
  ],
  [
    'a local reference to nothing',
    observation({ subject: { reference: '#p' } }),
    'invariant',
    'Observation.subject.reference',
  ],
  [
    'an unused contained resource',
    patient({ contained: [{ resourceType: 'Organization', id: 'o', name: 'O' }] }),
    'invariant',
    'Patient.contained[0]',
  ],
  [
    'contained in contained',
    patient({
      managingOrganization: { reference: '#o' },
      contained: [
        { resourceType: 'Organization', id: 'o', name: 'O', contained: [{ resourceType: 'Patient', id: 'p' }] },
      ],
    }),
    'invariant',
    'Patient.contained[0]',
  ],
  [
    'a contained resource with a version',
    patient({
      managingOrganization: { reference: '#o' },
      contained: [{ resourceType: 'Organization', id: 'o', name: 'O', meta: { versionId: '1' } }],
    }),
    'invariant',
    'Patient.contained[0]',
  ],
  [
    'a contained resource with a label',
    patient({
      managingOrganization: { reference: '#o' },
      contained: [{ resourceType: 'Organization', id: 'o', name: 'O', meta: { security: [{ code: 'R' }] } }],
    }),
    'invariant',
    'Patient.contained[0]',
  ],
  [
    'an invalid entry of a Bundle',
    { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient({ gender: 'M' }) }] },
    'code-invalid',
    'Bundle.entry[0].resource.gender',
  ],
  [
    'a list of companions that is none',
    patient({ name: [{ given: ['a'], _given: {} }] }),
    'structure',
    'Patient.name[0].given',
  ],
  ['a companion of an object', patient({ _name: [{}] }), 'structure', 'Patient'],
  ['too deep', deep(70), 'too-long', ''],
  [
    'per-1',
    patient({ name: [{ family: 'A', period: { start: '2024-02', end: '2024-01' } }] }),
    'invariant',
    'Patient.name[0].period',
  ],
  ['qty-3', observation({ valueQuantity: { value: 1, code: 'cm' } }), 'invariant', 'Observation.valueQuantity'],
  ['cpt-2', patient({ telecom: [{ value: '1' }] }), 'invariant', 'Patient.telecom[0]'],
  ['obs-6', observation({ valueString: 'a', dataAbsentReason: { text: 'b' } }), 'invariant', 'Observation'],
  [
    'obs-7',
    observation({
      valueString: 'a',
      component: [{ code: { coding: [{ system: 'http://loinc.org', code: '8302-2' }] } }],
    }),
    'invariant',
    'Observation',
  ],
  ['ext-1 with neither', extension({}), 'invariant', 'Patient.extension[0]'],
  [
    'ext-1 with both',
    extension({ valueString: 'a', extension: [{ url: 'a', valueString: 'b' }] }),
    'invariant',
    'Patient.extension[0]',
  ],
  [
    'con-4',
    { resourceType: 'Condition', subject: { reference: 'Patient/1' }, abatementString: 'x' },
    'invariant',
    'Condition',
  ],
  ['pat-1', patient({ contact: [{ gender: 'male' }] }), 'invariant', 'Patient.contact[0]'],
  ['bdl-3', { resourceType: 'Bundle', type: 'transaction', entry: [{ resource: patient({}) }] }, 'invariant', 'Bundle'],
  [
    'a script in the narrative',
    patient({
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>' },
    }),
    'invariant',
    'Patient.text.div',
  ],
  [
    'a handler behind a quoted >',
    patient({ text: { status: 'generated', div: '<div><a title=">" onclick="x()">a</a></div>' } }),
    'invariant',
    'Patient.text.div',
  ],
  [
    'a narrative without content',
    patient({ text: { status: 'generated', div: '<div><p> </p></div>' } }),
    'invariant',
    'Patient.text.div',
  ],
  [
    'a hidden scheme',
    patient({ text: { status: 'generated', div: '<div><a href="java&#115;cript:x">a</a></div>' } }),
    'invariant',
    'Patient.text.div',
  ],
]

describe('validateResource', () => {
  it.each(valid)('accepts %s', (_, resource) => {
    expect(validateResource(resource)).toEqual([])
  })

  it.each(invalid)('refuses %s', (_, resource, code, expression) => {
    const issues = validateResource(resource)
    expect(issues).toContainEqual(
      expect.objectContaining({ severity: 'error', code, ...(expression ? { expression: [expression] } : {}) }),
    )
  })

  it('never echoes what it was given', () => {
    const secret = '13077612345'
    const issues = validateResource(
      patient({ [secret]: 1, gender: secret, birthDate: secret, name: [{ use: secret }], id: `${secret} ` }),
    )
    expect(issues).toHaveLength(5)
    expect(JSON.stringify(issues)).not.toContain(secret)
  })

  it('stops at a hundred issues', () => {
    expect(validateResource(patient({ name: Array.from({ length: 5000 }, () => ({})) }))).toHaveLength(100)
  })

  it('makes an OperationOutcome, never an empty one', () => {
    expect(operationOutcome([]).issue).toHaveLength(1)
    expect(operationOutcome(validateResource(patient({ gender: 1 })))).toEqual({
      resourceType: 'OperationOutcome',
      issue: [expect.objectContaining({ severity: 'error', expression: ['Patient.gender'] })],
    })
  })
})

const primitives: [type: string, good: unknown[], bad: unknown[]][] = [
  [
    'Date',
    ['2024', '2024-02', '2024-02-29', '0001-01-01'],
    ['2023-02-29', '2024-13', '24-01-01', '2024-1-1', '0000', '2024-01-01T00:00:00Z', '', 20240101],
  ],
  [
    'DateTime',
    ['2024', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.5+01:00'],
    [
      '2024-01-01T00:00Z',
      '2024-01-01T00:00:00',
      '2024-01-01T24:00:00Z',
      '2024-01-01 00:00:00Z',
      '2024-01-01T00:00:00+15:00',
    ],
  ],
  ['Instant', ['2024-01-01T00:00:00Z'], ['2024-01-01', '2024-01-01T00:00:00']],
  ['Time', ['00:00:00', '23:59:59.9'], ['24:00:00', '12:00', '12:00:00Z']],
  ['Id', ['a-B.9', 'x'.repeat(64)], ['a_b', '', 'x'.repeat(65), 'å']],
  [
    'Uri',
    ['a', 'urn:oid:2.16.578', 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
    ['a b', '', 'urn:oid:3.1', 'urn:oid:1.02', 'urn:uuid:1'],
  ],
  ['Url', ['http://x.no/a?b=c'], ['http://x.no/ a']],
  ['Canonical', ['http://x.no/a|1'], [' ', 1]],
  ['Oid', ['urn:oid:1.2.3'], ['1.2.3']],
  ['Uuid', ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'], ['c757873d-ec9a-4326-a141-556f43239520']],
  ['Code', ['a', 'a b'], [' a', 'a ', 'a  b', '', 1]],
  ['Base64Binary', ['aGVp', 'aGVpIQ==', 'aGVp\naGVp'], ['aGV', 'a===', 'åååå', '', '   ']],
  ['Decimal', [1, -0.5, 1e30], ['1', Infinity, Number.NaN]],
  ['Integer', [0, -2147483648, 2147483647], [0.5, 2147483648, '1']],
  ['UnsignedInt', [0], [-1]],
  ['PositiveInt', [1], [0]],
  ['Boolean', [true, false], ['true', 0]],
  ['String', ['a', ' a\r\n\t'], ['', '  ', 'a\u0000b', 'a\u001fb', 'half \ud800 pair', 1, {}]],
]

describe('primitive types', () => {
  it.each(primitives)('%s', (type, good, bad) => {
    for (const value of good)
      expect(validateResource(extension({ [`value${type}`]: value })), JSON.stringify(value)).toEqual([])
    for (const value of bad)
      expect(validateResource(extension({ [`value${type}`]: value })), JSON.stringify(value)).not.toEqual([])
  })
})

describe('hostile input', () => {
  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.constantFrom('Patient', 'Bundle', 'Observation', 'Questionnaire'),
        (value, resourceType) => {
          validateResource(value)
          const more =
            typeof value === 'object' && value !== null && !Array.isArray(value)
              ? value
              : { name: value, entry: value, value }
          validateResource({
            ...more,
            resourceType,
            contained: value,
            item: value,
            component: [value],
            entry: [{ resource: value }],
          })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['deep arrays', `{"resourceType":"Patient","name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    [
      'deep objects',
      `${'{"resourceType":"Bundle","type":"collection","entry":[{"resource":'.repeat(20_000)}1${'}]}'.repeat(20_000)}`,
    ],
    [
      'an unclosed tag',
      JSON.stringify(patient({ text: { status: 'generated', div: `<div><${'a'.repeat(500_000)}</div>` } })),
    ],
    [
      'many open tags',
      JSON.stringify(patient({ text: { status: 'generated', div: `<div>${'<b '.repeat(200_000)}</div>` } })),
    ],
    [
      'white space in base64',
      JSON.stringify({ resourceType: 'Binary', contentType: 'a/b', data: `a${' '.repeat(500_000)}!` }),
    ],
    [
      'a long reference',
      JSON.stringify(observation({ subject: { reference: `https://x${'/Patient'.repeat(60_000)}/Practitioner/1` } })),
    ],
  ])('answers %s at once', (_, json) => {
    const start = performance.now()
    expect(validateResource(parse(json))).not.toEqual([])
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
