import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DoorWorld, doorWorld } from './door.fixture.ts'

/** What nobody sends by mistake: each is refused, and the server neither breaks nor hangs. */
let fhir: DoorWorld

beforeAll(async () => {
  fhir = await doorWorld()
  await fhir.ask('PUT', '/Patient/kari', { resourceType: 'Patient', id: 'kari' })
})
afterAll(() => fhir.world.close())

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
const parameters = (parameter: unknown) => ({ resourceType: 'Parameters', parameter })
const operation = (...part: object[]) => parameters([{ name: 'operation', part }])
const patchEntry = (resource: unknown) => ({
  resourceType: 'Bundle',
  type: 'batch',
  entry: [{ resource, request: { method: 'PATCH', url: 'Patient/kari' } }],
})

test.each<[string, string, unknown]>([
  ['PATCH', '/Patient/kari', deep(500_000)],
  ['PATCH', '/Patient/kari', [{ op: 'add', path: '/x', value: JSON.parse(deep(2000)) }]],
  ['PATCH', '/Patient/kari', [{ op: 'add', path: '/__proto__/polluted', value: 1 }]],
  ['PATCH', '/Patient/kari', [{ op: 'replace', path: '', value: null }]],
  ['PATCH', '/Patient/kari', [{ op: 'replace', path: '/id', value: 'ola' }]],
  ['PATCH', '/Patient/kari', [{ op: 'replace', path: '/resourceType', value: 'Group' }]],
  ['PATCH', '/Patient/kari', [null, 1, 'x']],
  ['PATCH', '/Patient/kari', 'null'],
  ['PATCH', '/Patient/kari', parameters('x')],
  ['PATCH', '/Patient/kari', parameters([null])],
  [
    'PATCH',
    '/Patient/kari',
    operation({ name: 'type', valueCode: 'delete' }, { name: 'path', valueString: `Patient${'.where('.repeat(2000)}` }),
  ],
  [
    'PATCH',
    '/Patient/kari',
    operation({ name: 'type', valueCode: 'delete' }, { name: 'path', valueString: "Patient.name.where(use = '" }),
  ],
  ['PUT', '/Patient?identifier=a%00b', { resourceType: 'Patient' }],
  ['DELETE', '/Patient/%00', undefined],
  ['GET', '/Patient/%00', undefined],
  ['GET', '/Patient/%E0%A4%A', undefined],
  ['GET', `/Patient/${'a'.repeat(5000)}`, undefined],
  ['GET', '/Patient/kari/_history/%00', undefined],
  ['GET', '/Patient/%00/$everything', undefined],
  ['GET', '/Patient/kari/$everything?_count=-1', undefined],
  ['GET', '/Patient/kari/$everything?_type=%00', undefined],
  ['GET', '/Patient/kari/$everything?start=0000-00-00', undefined],
  ['GET', '/Patient/_history?_cursor=WzEsMiwzXQ', undefined],
  ['GET', `/Patient/_history?_cursor=${Buffer.from('["2026-01-01","a\\u0000",1]').toString('base64url')}`, undefined],
  ['GET', `/Patient/_history?_cursor=${Buffer.from('["+275760-09-13","a",1e30]').toString('base64url')}`, undefined],
  [
    'GET',
    `/Patient/kari/$everything?_cursor=${Buffer.from('["2026-01-01","a\\u0000","b"]').toString('base64url')}`,
    undefined,
  ],
  ['GET', '/export-jobs/%00', undefined],
  ['GET', '/export-jobs/00000000-0000-0000-0000-000000000000/Patient.ndjson', undefined],
  ['GET', '/CodeSystem/$lookup?system=__proto__&code=constructor', undefined],
  ['GET', '/ValueSet/$expand?url=constructor', undefined],
  ['POST', '/CodeSystem/$lookup', parameters([{ name: 'coding', valueCoding: { system: 1, code: {} } }])],
  ['POST', '/CodeSystem/$lookup', parameters({})],
  ['POST', '/Patient/$validate', 'null'],
  ['POST', '/Patient/$validate', parameters([null, 7])],
])('%s %s is refused', async (method, path, body) => {
  const { status } = await fhir.ask(method, path, body)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
})

test.each<[string, unknown]>([
  ['no resource', undefined],
  ['a number for data', { resourceType: 'Binary', contentType: 'application/json-patch+json', data: 7 }],
  ['no content type', { resourceType: 'Binary', data: 'W10=' }],
  ['parameters that are none', parameters([{ name: 1 }])],
])('a PATCH entry with %s is refused by itself', async (_what, resource) => {
  const { status, body } = await fhir.ask('POST', '/', patchEntry(resource))
  expect([status, body.entry?.[0]?.response?.status]).toEqual([200, '400'])
})

test.each([
  deep(5000),
  parameters([{ name: 'resource', resource: JSON.parse(`{"resourceType":"Patient","name":${deep(3000)}}`) }]),
])('$validate answers whatever it is given', async (body) => {
  const { status } = await fhir.ask('POST', '/Parameters/$validate', body)
  expect(status).toBeLessThan(500)
  expect((await fhir.ask('POST', '/Patient/$validate', body)).status).toBeLessThan(500)
})
