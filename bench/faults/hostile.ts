import fc from 'fast-check'
import { body, poison, raw, spoilt } from './hostile-bodies.ts'

/** One request as an attacker, or a broken system, would send it. */
export interface Case {
  readonly door: 'fhir' | 'portal'
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const types = [
  'Patient',
  'Observation',
  'MedicationRequest',
  'Task',
  'Organization',
  'Bundle',
  'Subscription',
  'Nothing',
  'patient',
]
const type = fc.constantFrom(...types)
const names = [
  '_id',
  '_lastUpdated',
  '_sort',
  '_count',
  '_total',
  '_include',
  '_revinclude',
  '_has',
  '_elements',
  '_summary',
  '_cursor',
]
const more = [
  '_tag',
  '_profile',
  '_text',
  '_filter',
  'patient',
  'subject',
  'identifier',
  'code',
  'date',
  'birthdate',
  'name',
  'value-quantity',
]
const modifiers = [
  '',
  ':missing',
  ':exact',
  ':contains',
  ':not',
  ':identifier',
  ':of-type',
  ':in',
  ':above',
  ':iterate',
  ':Patient',
  '.name',
  ':x:y',
]
const word = fc.oneof(
  fc.constantFrom(
    ...[
      '1',
      '-1',
      '1e99',
      'NaN',
      'ge2026',
      'sa2026-13',
      'x|y|z',
      '|',
      ',',
      '\\,',
      '$',
      'a,b'.repeat(200),
      'true',
      'Patient/fuzz',
    ],
  ),
  fc.constantFrom(
    ...[
      'Observation:patient',
      'Observation:patient:',
      '*',
      '%',
      '\u0000',
      '\ud800',
      '9'.repeat(500),
      'Patient:link:Patient',
      "'",
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const query = fc
  .array(fc.tuple(fc.constantFrom(...names, ...more), fc.constantFrom(...modifiers), word), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, modifier, value]) => `${encode(name + modifier)}=${encode(value)}`).join('&'))

/** Lone surrogates cannot be written in UTF-8: they become what a careless client sends. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

const segment = fc.oneof(
  fc.constantFrom(
    ...[
      'fuzz',
      '_history',
      '_search',
      '$everything',
      '$validate',
      '$export',
      '$summary',
      '$status',
      '%',
      '%E0%A4%A',
      '%00',
    ],
  ),
  fc.constantFrom(
    ...['..', '.', '%2e%2e', 'a'.repeat(65), '%F0', '*', '1', '0', '-1', '99999999999999999999', '\\', ';', '%2F'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(encode),
)
const fhirPath = fc
  .tuple(fc.oneof(type, segment), fc.array(segment, { maxLength: 4 }), query)
  .map(([first, rest, asked]) => `/fhir/R4/${[first, ...rest].join('/')}${asked ? `?${asked}` : ''}`)

const headerNames = [
  'If-Match',
  'If-None-Match',
  'If-None-Exist',
  'If-Modified-Since',
  'Prefer',
  'Accept',
  'Content-Type',
  'X-Request-Id',
]
const headerValue = fc.oneof(
  fc.constantFrom(
    ...[
      'W/"1"',
      '*',
      '"',
      'W/"99999999999999999999"',
      'return=minimal',
      'handling=strict',
      'application/fhir+xml',
      '*/*;q=2',
    ],
  ),
  fc.constantFrom(
    ...[
      'application/json-patch+json',
      'application/fhir+json',
      'identifier=a|b',
      '_id=',
      'x=',
      'Thu, 99 Foo 2026',
      'respond-async',
    ],
  ),
  fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[^\x21-\x7e]/g, '')),
)
const headers = fc.dictionary(fc.constantFrom(...headerNames), headerValue, { maxKeys: 3 })

const fhir = fc.record({
  door: fc.constant('fhir' as const),
  method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  path: fc.oneof(
    fhirPath,
    fc.tuple(type, query).map(([one, asked]) => `/fhir/R4/${one}?${asked}`),
    fc.constant('/fhir/R4/'),
  ),
  headers,
  body,
})
/** Written to the place that fits, so that it gets as far as the store. */
const fitting = body.map((text) => {
  const named = /"resourceType":"(\w+)"/.exec(text)?.[1] ?? 'Patient'
  const path = named === 'Bundle' ? '/fhir/R4/' : `/fhir/R4/${named === 'Parameters' ? 'Patient/$validate' : named}`
  const sent = { 'Content-Type': 'application/fhir+json' }
  return { door: 'fhir' as const, method: 'POST', path, headers: sent, body: text }
})

/** The portal's door: its own routes, with anything where an id, a query or a body belongs. */
export function portalCases(routes: readonly { method: string; path: string }[]): fc.Arbitrary<Case> {
  const choice = fc.constantFrom(...routes)
  const given = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    raw,
    spoilt,
  )
  const known = fc
    .record(
      { medicines: poison, version: poison, decision: poison, language: poison, to: poison, renewals: poison },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value))
  return fc.tuple(choice, segment, query, fc.oneof(known, given), word).map(([route, id, asked, text, key]) => ({
    door: 'portal' as const,
    method: route.method.toUpperCase(),
    path: `/api${route.path.replaceAll(/\{\w+\}/g, () => id)}${asked ? `?${asked}` : ''}`,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key.replaceAll(/[^\w-]/g, 'k').padEnd(8, 'k') },
    body: text,
  }))
}

export const fhirCases: fc.Arbitrary<Case> = fc.oneof(fhir, fitting)
