import type { Bundle, OperationOutcome, Patient } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccessLog, readLog } from '../../access/index.ts'
import { type Refusal, refuse } from '../../errors/index.ts'
import { accessFacts } from '../../registers/index.ts'
import { type TestWorld, testWorld } from '../../testing/index.ts'
import { createFhirDoor } from './index.ts'

const tokens: Record<string, readonly string[]> = {
  all: ['system/*.cruds'],
  reader: ['system/Patient.rs'],
  writer: ['system/Observation.c'],
}

let world: TestWorld
let door: ReturnType<typeof createFhirDoor>

beforeAll(async () => {
  world = await testWorld()
  const { deps } = world
  door = createFhirDoor({
    ...deps,
    facts: accessFacts(deps.registers),
    log: createAccessLog(deps.db),
    base: 'http://lomma.test/fhir/R4',
    tokenUrl: 'http://lomma.test/oauth/token',
    verifyToken: async (authorization) => {
      const scopes = tokens[authorization?.replace('Bearer ', '') ?? '']
      return scopes
        ? { kind: 'system', client: 'test', name: 'Test', scopes }
        : (refuse('token-missing', 401) as Refusal)
    },
  })
})
afterAll(() => world.close())

interface Answer<T> {
  status: number
  headers: Headers
  body: T
}

async function ask<T = Bundle>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  token = 'all',
): Promise<Answer<T>> {
  const response = await door.request(path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
}

const weight = (patient: string, value = 70) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: patient },
  valueQuantity: { value, unit: 'kg' },
})

const entry = (fullUrl: string, resource: { resourceType: string }) => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType },
})

const newPatient = async (family = 'Fjell'): Promise<string> =>
  (await ask<Patient>('POST', '/Patient', { resourceType: 'Patient', name: [{ family }] })).body.id ?? ''

describe('H1: one resource', () => {
  test('is created, read, changed with If-Match, and deleted, each version kept', async () => {
    const made = await ask<Patient>('POST', '/Patient', { resourceType: 'Patient', name: [{ family: 'Nordlys' }] })
    expect(made.status).toBe(201)
    expect(made.headers.get('ETag')).toBe('W/"1"')
    const path = `/Patient/${made.body.id}`
    expect(made.headers.get('Location')).toBe(`http://lomma.test/fhir/R4${path}/_history/1`)

    const changed = { ...made.body, name: [{ family: 'Sørlys' }] }
    expect((await ask('PUT', path, changed, { 'If-Match': 'W/"1"' })).headers.get('ETag')).toBe('W/"2"')
    expect((await ask('PUT', path, changed, { 'If-Match': 'W/"1"' })).status).toBe(412)
    expect((await ask<Patient>('GET', `${path}/_history/1`)).body.name?.[0]?.family).toBe('Nordlys')

    expect((await ask('DELETE', path)).status).toBe(204)
    expect((await ask('GET', path)).status).toBe(410)
    const history = await ask('GET', `${path}/_history`)
    expect(history.body.entry?.map((item) => item.request?.method)).toEqual(['DELETE', 'PUT', 'POST'])
  })

  test('that is not there is 404, of an unknown type too', async () => {
    expect((await ask('GET', '/Patient/nobody')).status).toBe(404)
    expect((await ask('GET', '/Dragon/1')).status).toBe(404)
  })

  test.each([
    ['an unknown element', { resourceType: 'Patient', shoeSize: 42 }, 'shoeSize'],
    ['a bad date', { resourceType: 'Patient', birthDate: '1990-13-01' }, 'Patient.birthDate'],
    ['a bad code', { resourceType: 'Patient', gender: 'kvinne' }, 'Patient.gender'],
    ['a missing element', { resourceType: 'Observation', status: 'final' }, 'Observation'],
  ])('with %s is refused with an outcome that names the element', async (_what, resource, expression) => {
    const answer = await ask<OperationOutcome>('POST', `/${resource.resourceType}`, resource)
    expect(answer.status).toBe(422)
    const [issue] = answer.body.issue
    expect(`${issue?.expression?.[0]} ${issue?.diagnostics}`).toContain(expression)
  })

  test('of a patient nobody knows is refused', async () => {
    expect((await ask('POST', '/Observation', weight('Patient/nobody'))).status).toBe(422)
  })

  test('is made once with If-None-Exist', async () => {
    const organization = {
      resourceType: 'Organization',
      name: 'Lab',
      identifier: [{ system: 'urn:x', value: 'lab-1' }],
    }
    const header = { 'If-None-Exist': 'identifier=urn:x|lab-1' }
    const first = await ask<Patient>('POST', '/Organization', organization, header)
    const second = await ask<Patient>('POST', '/Organization', organization, header)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.id).toBe(first.body.id)
  })

  test('is refused when the JSON is broken or the body is of another type', async () => {
    expect((await ask('POST', '/Patient', '{"resourceType":')).status).toBe(400)
    expect((await ask('POST', '/Patient', '[]')).status).toBe(400)
    expect((await ask('POST', '/Patient', { resourceType: 'Group' })).status).toBe(400)
  })
})

describe('H1: a transaction', () => {
  test('resolves urn:uuid references in any order', async () => {
    const answer = await ask('POST', '/', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        entry('urn:uuid:00000000-0000-4000-8000-000000000001', weight('urn:uuid:00000000-0000-4000-8000-000000000002')),
        entry('urn:uuid:00000000-0000-4000-8000-000000000002', { resourceType: 'Patient' }),
      ],
    })
    expect(answer.status).toBe(200)
    const [observation, patient] = answer.body.entry ?? []
    expect(observation?.resource).toMatchObject({ subject: { reference: `Patient/${patient?.resource?.id}` } })
  })

  test('is all or nothing, and names the entry at fault', async () => {
    const before = (await ask('GET', '/Patient?_summary=count&_count=0')).body.total
    const answer = await ask<OperationOutcome>('POST', '/', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        entry('urn:uuid:00000000-0000-4000-8000-000000000003', { resourceType: 'Patient' }),
        entry('urn:uuid:00000000-0000-4000-8000-000000000004', weight('Patient/nobody')),
      ],
    })
    expect(answer.status).toBe(422)
    expect(answer.body.issue[0]?.expression?.[0]).toContain('entry[1]')
    expect((await ask('GET', '/Patient?_summary=count&_count=0')).body.total).toBe(before)
  })

  test('as a batch takes what it can', async () => {
    const answer = await ask('POST', '/', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { resource: { resourceType: 'Patient', gender: 'x' }, request: { method: 'POST', url: 'Patient' } },
        { resource: { resourceType: 'Patient' }, request: { method: 'POST', url: 'Patient' } },
        { request: { method: 'GET', url: 'Patient/nobody' } },
      ],
    })
    expect(answer.body.entry?.map((item) => item.response?.status)).toEqual(['422', '201', '404'])
  })
})

describe('H1: search', () => {
  test('within a record, and over all records, by the same rules', async () => {
    const [one, two] = [await newPatient('Aasgård'), await newPatient('Aasheim')]
    for (const [id, value] of [
      [one, 60],
      [one, 61],
      [two, 62],
    ] as const)
      await ask('POST', '/Observation', weight(`Patient/${id}`, value))
    const within = await ask('GET', `/Observation?subject=Patient/${one}&code=http://loinc.org|29463-7&_sort=-date`)
    expect(within.body.total).toBe(2)
    const over = await ask('POST', '/Patient/_search', 'name=aas', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect(over.body.total).toBe(2)
  })

  test('pages stay as they were while data change', async () => {
    const id = await newPatient('Sidemann')
    for (let value = 1; value <= 5; value++) await ask('POST', '/Observation', weight(`Patient/${id}`, value))
    const first = await ask('GET', `/Observation?patient=${id}&_count=2&_sort=value-quantity`)
    world.clock.advance(1000)
    await ask('POST', '/Observation', weight(`Patient/${id}`, 0))
    const next = first.body.link?.find((link) => link.relation === 'next')?.url ?? ''
    const second = await ask('GET', next.replace('http://lomma.test/fhir/R4', ''))
    const values = second.body.entry?.map(
      (item) => item.resource?.resourceType === 'Observation' && item.resource.valueQuantity?.value,
    )
    expect(values).toEqual([3, 4])
  })

  test('with an unknown parameter is an error when strict, reported otherwise', async () => {
    expect((await ask('GET', '/Patient?shoe=42', undefined, { Prefer: 'handling=strict' })).status).toBe(400)
    const lenient = await ask('GET', '/Patient?shoe=42')
    expect(lenient.body.entry?.at(-1)?.search?.mode).toBe('outcome')
  })

  test('refuses identity numbers in the URL', async () => {
    expect((await ask('GET', '/Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|01810012345')).status).toBe(400)
  })
})

describe('H1: who may', () => {
  test('nobody without a token, and with an outcome that says why', async () => {
    const answer = await ask<OperationOutcome>('GET', '/Patient', undefined, {}, 'nothing')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toContain('Bearer')
    expect(answer.body.resourceType).toBe('OperationOutcome')
  })

  test.each([
    ['GET', '/Observation', undefined, 'reader'],
    ['POST', '/Patient', { resourceType: 'Patient' }, 'reader'],
    ['DELETE', '/Patient/kari', undefined, 'reader'],
    ['GET', '/Patient', undefined, 'writer'],
    ['GET', '/Patient/kari/_history', undefined, 'writer'],
  ])('%s %s is 403 without the scope', async (method, path, body, token) => {
    const id = await newPatient()
    const answer = await ask<OperationOutcome>(method, path.replace('kari', id), body, {}, token)
    expect(answer.status).toBe(403)
    expect(answer.body.issue[0]?.details?.coding?.[0]?.code).toBe('scope-missing')
  })

  test('reads by machines are in the citizen’s log', async () => {
    const id = await newPatient()
    world.clock.advance(1000)
    await ask('GET', `/Patient/${id}`, undefined, {}, 'reader')
    const [latest] = await readLog(world.deps.db, id, { limit: 1 })
    expect(latest).toMatchObject({
      actorKind: 'system',
      actorName: 'Test',
      action: 'read',
      types: ['Patient'],
      door: 'fhir',
    })
  })
})

test('metadata tells what is served, without a token', async () => {
  const response = await door.request('/metadata')
  expect(await response.json()).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' })
})
