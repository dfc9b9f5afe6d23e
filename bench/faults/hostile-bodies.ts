import fc from 'fast-check'

/** Values that belong nowhere. */
export const poison = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, [], {}, '', ' ', [null], [[]], {}, -0, 1e21, -1e-9, 2 ** 53, '\u0000', 'a\u0000b', '\ud800'],
    ...[
      '__proto__',
      'constructor',
      '2026-02-30',
      '9999-12-31',
      '0000-00-00',
      '+292278994-01-01',
      '2026-11-23T25:61:61Z',
    ],
    ...[
      "'; drop table fhir.resource; --",
      '<script>',
      '{{7*7}}',
      '%00',
      '../../etc/passwd',
      'Patient/',
      '#',
      'urn:uuid:x',
    ],
    ...['Patient/a/b/c', 'http://[::1', '\u202e', '𝒳', 'ß'.repeat(300), 'x'.repeat(70_000), '1'.repeat(400)],
    ...[
      { __proto__: null, toString: 1 },
      { reference: 'Patient/x' },
      { extension: [{ url: 'u' }] },
      { valueString: 1 },
    ],
  ),
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

const subject = { reference: 'Patient/fuzz' }
const code = { coding: [{ system: 'http://loinc.org', code: '8867-4' }], text: 'x' }
const samples: readonly Readonly<Record<string, unknown>>[] = [
  {
    resourceType: 'Patient',
    id: 'fuzz',
    name: [{ family: 'A', given: ['B'] }],
    birthDate: '1980-01-01',
    gender: 'other',
  },
  {
    resourceType: 'Observation',
    status: 'final',
    code,
    subject,
    effectiveDateTime: '2026-01-01',
    valueQuantity: { value: 1 },
  },
  { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject, medicationCodeableConcept: code },
  { resourceType: 'Task', status: 'requested', intent: 'proposal', for: subject, code },
  {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: code,
    patient: subject,
    occurrenceDateTime: '2020-01-01',
  },
  { resourceType: 'Organization', name: 'O', identifier: [{ system: 's', value: 'v' }] },
  { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: { resourceType: 'Patient' } }] },
  {
    resourceType: 'Subscription',
    status: 'requested',
    reason: 'r',
    criteria: 'x',
    channel: { type: 'rest-hook', endpoint: 'http://x' },
  },
  {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Patient' }, request: { method: 'POST', url: 'Patient' } },
      { request: { method: 'GET', url: 'Observation?_id=1' } },
      { request: { method: 'DELETE', url: 'Observation/none' } },
    ],
  },
  { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: 'Patient/fuzz' } }] },
]

/** Puts something hostile somewhere into a valid resource. */
export const spoilt = fc
  .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), poison, fc.nat(3)), { minLength: 1, maxLength: 3 }))
  .map(([sample, wounds]) => {
    const copy: unknown = structuredClone(sample)
    for (const [where, what, how] of wounds) wound(copy, where, structuredClone(what), how)
    return JSON.stringify(copy)
  })

function wound(root: unknown, where: number, what: unknown, how: number): void {
  const places: [Record<string, unknown>, string][] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key])
      visit(value)
    }
  }
  visit(root)
  const place = places[where % places.length]
  if (!place) return
  const [parent, key] = place
  if (how === 0) parent[key] = what
  else if (how === 1) parent[key] = [parent[key], what]
  else if (how === 2) parent[`_${key}`] = what
  else parent[typeof what === 'string' ? what.slice(0, 30) : 'extra'] = what
}

const deep = fc
  .tuple(
    fc.constantFrom(10, 60, 500, 5000, 100_000),
    fc.constantFrom('[', '{"extension":[', '{"a":', '{"entry":[{"resource":'),
  )
  .map(([depth, open]) => open.repeat(depth))
const nested = fc
  .tuple(fc.constantFrom(10, 70, 700, 7000), fc.constantFrom('Patient', 'Bundle'))
  .map(([depth, type]) => {
    const inner = '{"url":"u","extension":['.repeat(depth) + ']}'.repeat(depth)
    return `{"resourceType":"${type}","type":"batch","extension":[${inner}]}`
  })
/** What may not even be JSON, or is far too deep. */
export const raw = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json({ maxDepth: 6 }), deep, nested)
/** Bodies of requests: spoilt resources and worse. */
export const body = fc.oneof({ weight: 4, arbitrary: spoilt }, { weight: 1, arbitrary: raw })
