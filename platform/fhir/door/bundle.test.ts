import type { Bundle, BundleEntry, OperationOutcome, Patient } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asking, type DoorWorld, doorWorld, weight } from './door.fixture.ts'

let fhir: DoorWorld

beforeAll(async () => {
  fhir = await doorWorld()
})
afterAll(() => fhir.world.close())

const entry = (method: string, url: string, resource?: object, more: object = {}) => ({
  ...(resource ? { resource } : {}),
  request: { method, url, ...more },
})
const send = <T = Bundle>(type: 'transaction' | 'batch', entries: object[], more: Asking = {}) =>
  fhir.ask<T>('POST', '/', { resourceType: 'Bundle', type, entry: entries }, more)
const statuses = (bundle: Bundle) => bundle.entry?.map((item: BundleEntry) => item.response?.status)
const newPatient = async (more: object = {}): Promise<string> =>
  (await fhir.ask<Patient>('POST', '/Patient', { resourceType: 'Patient', ...more })).body.id ?? ''

const binary = (patch: object[]) => ({
  resourceType: 'Binary',
  contentType: 'application/json-patch+json',
  data: Buffer.from(JSON.stringify(patch)).toString('base64'),
})
const organization = (name: string, value: string) => ({
  resourceType: 'Organization',
  name,
  identifier: [{ system: 'urn:bundle', value }],
})

describe('a transaction', () => {
  test('deletes, creates, changes and reads, in that order whatever the order of its entries', async () => {
    const [patched, removed] = [await newPatient(), await newPatient()]
    const answer = await send('transaction', [
      entry('GET', `Patient/${patched}`),
      entry('PATCH', `Patient/${patched}`, binary([{ op: 'add', path: '/gender', value: 'female' }])),
      entry('POST', 'Observation', weight(`Patient/${patched}`)),
      entry('DELETE', `Patient/${removed}`),
      entry('GET', `Observation?patient=${patched}`),
    ])
    expect(statuses(answer.body)).toEqual(['200', '200', '201', '204', '200'])
    expect(answer.body.entry?.[0]?.resource).toMatchObject({ gender: 'female' })
    expect(answer.body.entry?.[4]?.resource).toMatchObject({ resourceType: 'Bundle', total: 1 })
  })

  test('takes a FHIRPath Patch as Parameters', async () => {
    const id = await newPatient({ gender: 'male' })
    const part = [
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'Patient.gender' },
      { name: 'value', valueCode: 'other' },
    ]
    const parameters = { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] }
    expect(statuses((await send('transaction', [entry('PATCH', `Patient/${id}`, parameters)])).body)).toEqual(['200'])
    expect((await fhir.ask<Patient>('GET', `/Patient/${id}`)).body.gender).toBe('other')
  })

  test('that ends in what is invalid is refused, and the patch with it', async () => {
    const id = await newPatient()
    const answer = await send<OperationOutcome>('transaction', [
      entry('PUT', 'Organization?identifier=urn:bundle|never', organization('Aldri', 'never')),
      entry('PATCH', `Patient/${id}`, binary([{ op: 'add', path: '/gender', value: 'kvinne' }])),
    ])
    expect([answer.status, answer.body.issue[0]?.expression?.[0]]).toEqual([422, 'Bundle.entry[1].resource'])
    expect((await fhir.ask('GET', '/Organization?identifier=urn:bundle|never')).body.total).toBe(0)
  })

  test('finds what conditional entries and references mean', async () => {
    const made = await fhir.ask<Patient>('POST', '/Organization', organization('Lab', 'lab'))
    const url = 'urn:uuid:00000000-0000-4000-8000-000000000011'
    const same = { ifNoneExist: 'identifier=urn:bundle|twin' }
    const answer = await send('transaction', [
      { fullUrl: url, ...entry('PUT', 'Organization?identifier=urn:bundle|lab', organization('Laben', 'lab')) },
      entry('POST', 'Patient', { resourceType: 'Patient', managingOrganization: { reference: url } }),
      entry('POST', 'Patient', {
        resourceType: 'Patient',
        managingOrganization: { reference: 'Organization?identifier=urn:bundle|lab' },
      }),
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000012',
        ...entry('POST', 'Organization', organization('Tvilling', 'twin'), same),
      },
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000013',
        ...entry('POST', 'Organization', organization('Tvilling', 'twin'), same),
      },
      entry('POST', 'Patient', {
        resourceType: 'Patient',
        managingOrganization: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000013' },
      }),
    ])
    expect(statuses(answer.body)).toEqual(['200', '201', '201', '201', '200', '201'])
    for (const index of [1, 2])
      expect(answer.body.entry?.[index]?.resource).toMatchObject({
        managingOrganization: { reference: `Organization/${made.body.id}` },
      })
    const twin = answer.body.entry?.[3]?.resource?.id
    expect(answer.body.entry?.[5]?.resource).toMatchObject({
      managingOrganization: { reference: `Organization/${twin}` },
    })
  })

  test('refuses two writes of one resource, also when one is conditional', async () => {
    const id = await newPatient({ identifier: [{ system: 'urn:bundle', value: 'double' }] })
    const put = entry('PUT', `Patient/${id}`, { resourceType: 'Patient', id })
    for (const other of [
      put,
      entry('DELETE', `Patient/${id}`),
      entry('DELETE', 'Patient?identifier=urn:bundle|double'),
    ]) {
      const answer = await send<OperationOutcome>('transaction', [put, other])
      expect(answer.status).toBe(400)
      expect(answer.body.issue[0]?.details?.coding?.[0]?.code).toBe('duplicate-write')
    }
  })

  test('is bounded', async () => {
    const many = Array.from({ length: 10_001 }, () => entry('GET', 'Patient/x'))
    expect((await send('transaction', many)).status).toBe(413)
    expect((await send('batch', many)).status).toBe(413)
  })
})

describe('a batch', () => {
  test('searches, reads versions and histories, runs operations, and tells each entry its own', async () => {
    const id = await newPatient({ name: [{ family: 'Bunt' }] })
    const answer = await send('batch', [
      entry('GET', 'Patient?name=bunt'),
      entry('GET', `Patient/${id}/_history/1`),
      entry('GET', `Patient/${id}/_history`),
      entry('GET', `Patient/${id}/$everything`),
      entry('GET', `Patient/${id}`, undefined, { ifNoneMatch: 'W/"1"' }),
      entry('DELETE', `Patient/${id}`, undefined, { ifMatch: 'W/"9"' }),
      entry('GET', 'Dragon/1'),
      entry('POST', `Patient/${id}/$everything`),
    ])
    expect(statuses(answer.body)).toEqual(['200', '200', '200', '200', '304', '412', '400', '400'])
    expect(answer.body.entry?.[0]?.resource).toMatchObject({ total: 1 })
    expect(answer.body.entry?.[4]?.resource).toBeUndefined()
  })

  test('keeps what a token may not see from it, entry by entry', async () => {
    const id = await newPatient()
    const token = 'system/Patient.r'
    const answer = await send(
      'batch',
      [entry('GET', `Patient/${id}`), entry('GET', 'Observation'), entry('DELETE', `Patient/${id}`)],
      { token },
    )
    expect(statuses(answer.body)).toEqual(['200', '403', '403'])
  })

  test('leaves bodies of writes out when so preferred', async () => {
    const prefer = { headers: { Prefer: 'return=minimal' } }
    const answer = await send('batch', [entry('POST', 'Patient', { resourceType: 'Patient' })], prefer)
    expect(answer.body.entry?.[0]?.resource).toBeUndefined()
    expect(answer.body.entry?.[0]?.response?.location).toContain('/Patient/')
  })
})
