import { type Ask, base, fnr, type Target, weight } from './patient-attacks.fixture.ts'
import { hidden, type Marks, type Row } from './patient-attacks.rows.fixture.ts'

interface Entry {
  readonly method: string
  readonly url: string
  readonly resource?: unknown
  readonly fullUrl?: string
  readonly more?: object
}

type Make = (target: Target, own: string) => readonly Entry[]

const bundle = (type: string, entries: readonly Entry[]): Ask => ({
  method: 'POST',
  path: '/',
  body: {
    resourceType: 'Bundle',
    type,
    entry: entries.map(({ method, url, resource, fullUrl, more = {} }) => ({
      ...(fullUrl ? { fullUrl } : {}),
      ...(resource ? { resource } : {}),
      request: { method, url, ...more },
    })),
  },
})

const batch = (name: string, make: Make, marks: Marks = {}): Row => ({
  name: `batch: ${name}`,
  ask: (target, own) => bundle('batch', make(target, own)),
  ...marks,
})
const transaction = (name: string, make: Make, marks: Marks = {}): Row => ({
  name: `transaction: ${name}`,
  ask: (target, own) => bundle('transaction', make(target, own)),
  ...marks,
})
const urn = 'urn:uuid:00000000-0000-4000-8000-000000000001'
const other = 'urn:uuid:00000000-0000-4000-8000-000000000002'

export const bundleRows: readonly Row[] = [
  batch('read', (t) => [{ method: 'GET', url: `Observation/${t.observation}` }], hidden),
  batch('vread', (t) => [{ method: 'GET', url: `Observation/${t.observation}/_history/1` }], hidden),
  batch('history', (t) => [{ method: 'GET', url: `Observation/${t.observation}/_history` }], hidden),
  batch(
    'read if changed',
    (t) => [{ method: 'GET', url: `Observation/${t.observation}`, more: { ifNoneMatch: 'W/"2"' } }],
    hidden,
  ),
  batch('read by absolute address', (t) => [{ method: 'GET', url: `${base}/Observation/${t.observation}` }], {
    alike: true,
  }),
  batch('search', (t) => [{ method: 'GET', url: `Observation?patient=${t.patient}` }]),
  batch('_has', (t) => [{ method: 'GET', url: `Practitioner?_has:Observation:performer:code=${t.code}` }], hidden),
  batch('$everything', (t) => [{ method: 'GET', url: `Patient/${t.patient}/$everything` }]),
  batch(
    'update',
    (t, own) => [{ method: 'PUT', url: `Observation/${t.observation}`, resource: weight(own, { id: t.observation }) }],
    hidden,
  ),
  batch(
    'update with a version',
    (t, own) => [
      {
        method: 'PUT',
        url: `Observation/${t.observation}`,
        resource: weight(own, { id: t.observation }),
        more: { ifMatch: 'W/"99"' },
      },
    ],
    hidden,
  ),
  batch(
    'patch',
    (t) => [
      {
        method: 'PATCH',
        url: `Observation/${t.observation}`,
        resource: {
          resourceType: 'Binary',
          contentType: 'application/json-patch+json',
          data: btoa('[{"op":"replace","path":"/status","value":"corrected"}]'),
        },
      },
    ],
    hidden,
  ),
  batch('update by criteria', (t, own) => [
    { method: 'PUT', url: `Observation?identifier=urn:x|${t.mark}`, resource: weight(own), more: { ifMatch: 'W/"2"' } },
  ]),
  batch('$summary', (t) => [{ method: 'GET', url: `Patient/${t.patient}/$summary` }]),
  batch('delete', (t) => [{ method: 'DELETE', url: `Observation/${t.observation}` }], hidden),
  batch('create about the other', (t) => [{ method: 'POST', url: 'Observation', resource: weight(t.patient) }]),
  batch(
    'create if none',
    (t, own) => [
      { method: 'POST', url: 'Observation', resource: weight(own), more: { ifNoneExist: `_id=${t.observation}` } },
    ],
    hidden,
  ),
  batch('one of each', (t, own) => [
    { method: 'GET', url: `Patient/${t.patient}` },
    { method: 'GET', url: `Patient/${own}` },
    { method: 'DELETE', url: `Task/${t.task}` },
    { method: 'GET', url: `Task?_id=${t.task}` },
  ]),
  transaction('read', (t) => [{ method: 'GET', url: `Observation/${t.observation}` }], hidden),
  transaction('search', (t) => [{ method: 'GET', url: `Observation?patient=${t.patient}&_summary=count` }]),
  transaction(
    'update',
    (t, own) => [{ method: 'PUT', url: `Observation/${t.observation}`, resource: weight(own, { id: t.observation }) }],
    hidden,
  ),
  transaction(
    'update with a version',
    (t, own) => [
      {
        method: 'PUT',
        url: `Observation/${t.observation}`,
        resource: weight(own, { id: t.observation }),
        more: { ifMatch: 'W/"1"' },
      },
    ],
    hidden,
  ),
  transaction('delete', (t) => [{ method: 'DELETE', url: `Observation/${t.observation}` }], hidden),
  transaction(
    'delete and create in its place',
    (t, own) => [
      { method: 'DELETE', url: `Observation/${t.observation}` },
      { method: 'PUT', url: `Observation/${t.observation}`, resource: weight(own, { id: t.observation }) },
    ],
    { ...hidden, alike: true },
  ),
  transaction('create about the other', (t) => [{ method: 'POST', url: 'Observation', resource: weight(t.patient) }]),
  transaction(
    'create if none',
    (t, own) => [
      { method: 'POST', url: 'Observation', resource: weight(own), more: { ifNoneExist: `code=${t.code}` } },
    ],
    hidden,
  ),
  transaction('conditional reference by identity number', (t) => [
    {
      method: 'POST',
      url: 'Observation',
      resource: weight('', { subject: { reference: `Patient?identifier=${fnr}|${t.number}` } }),
    },
  ]),
  transaction('conditional reference by name', (t) => [
    {
      method: 'POST',
      url: 'Observation',
      resource: weight('', { subject: { reference: `Patient?family=${t.family}` } }),
    },
  ]),
  transaction(
    'conditional reference to a resource',
    (t, own) => [
      {
        method: 'POST',
        url: 'Observation',
        resource: weight(own, { derivedFrom: [{ reference: `Observation?_id=${t.observation}` }] }),
      },
    ],
    hidden,
  ),
  transaction('a urn that is the other', (t) => [
    { fullUrl: urn, method: 'PUT', url: `Patient/${t.patient}`, resource: { resourceType: 'Patient', id: t.patient } },
    { fullUrl: other, method: 'POST', url: 'Observation', resource: weight('', { subject: { reference: urn } }) },
  ]),
  transaction('a urn that is made to be the other', (t) => [
    {
      fullUrl: urn,
      method: 'POST',
      url: 'Patient',
      resource: { resourceType: 'Patient', id: t.patient },
      more: { ifNoneExist: `_id=${t.patient}` },
    },
    { fullUrl: other, method: 'POST', url: 'Observation', resource: weight('', { subject: { reference: urn } }) },
  ]),
  transaction(
    'an address of the other as one’s own',
    (t, own) => [
      {
        fullUrl: `${base}/Patient/${t.patient}`,
        method: 'PUT',
        url: `Patient/${own}`,
        resource: { resourceType: 'Patient', id: own },
      },
      {
        fullUrl: other,
        method: 'POST',
        url: 'Observation',
        resource: weight('', { subject: { reference: `${base}/Patient/${t.patient}` } }),
      },
    ],
    { alike: true },
  ),
  transaction('own work, and one of the other’s at the end', (t, own) => [
    { fullUrl: urn, method: 'POST', url: 'Observation', resource: weight(own) },
    { method: 'DELETE', url: `Task/${t.task}` },
  ]),
]
