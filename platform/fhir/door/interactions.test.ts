import type { Bundle, Observation, OperationOutcome, Patient } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '../../access/index.ts'
import { type DoorWorld, doorWorld, weight } from './door.fixture.ts'

let fhir: DoorWorld

beforeAll(async () => {
  fhir = await doorWorld()
})
afterAll(() => fhir.world.close())

const newPatient = async (more: object = {}): Promise<string> =>
  (await fhir.ask<Patient>('POST', '/Patient', { resourceType: 'Patient', ...more })).body.id ?? ''
const newWeight = async (patient: string, value = 70): Promise<string> =>
  (await fhir.ask<Observation>('POST', '/Observation', weight(`Patient/${patient}`, value))).body.id ?? ''
const codeOf = (outcome: OperationOutcome) => outcome.issue[0]?.details?.coding?.[0]?.code

describe('conditional read', () => {
  test('answers 304 without a body while the copy is good', async () => {
    const path = `/Patient/${await newPatient()}`
    const fresh = await fhir.ask('GET', path, undefined, { headers: { 'If-None-Match': 'W/"1"' } })
    expect([fresh.status, fresh.text, fresh.headers.get('ETag')]).toEqual([304, '', 'W/"1"'])
    expect((await fhir.ask('GET', path, undefined, { headers: { 'If-None-Match': 'W/"2"' } })).status).toBe(200)
    const modified = (await fhir.ask('GET', path)).headers.get('Last-Modified') ?? ''
    expect((await fhir.ask('GET', path, undefined, { headers: { 'If-Modified-Since': modified } })).status).toBe(304)
    const earlier = 'Mon, 01 Jan 2024 00:00:00 GMT'
    expect((await fhir.ask('GET', path, undefined, { headers: { 'If-Modified-Since': earlier } })).status).toBe(200)
  })
})

test('a read may ask for a part, which is marked as such', async () => {
  const id = await newPatient({ gender: 'female', birthDate: '1990-01-01' })
  const part = await fhir.ask<Patient>('GET', `/Patient/${id}?_elements=gender`)
  expect(part.body).toMatchObject({ id, gender: 'female', meta: { tag: [{ code: 'SUBSETTED' }] } })
  expect(part.body).not.toHaveProperty('birthDate')
})

describe('conditional update and delete', () => {
  const organization = (name: string, value: string) => ({
    resourceType: 'Organization',
    name,
    identifier: [{ system: 'urn:x', value }],
  })

  test('none → create, one → update, several → 412', async () => {
    const path = '/Organization?identifier=urn:x|one'
    const made = await fhir.ask<Patient>('PUT', path, organization('Lab', 'one'))
    const changed = await fhir.ask<Patient>('PUT', path, organization('Laboratorium', 'one'))
    expect([made.status, changed.status, changed.body.id]).toEqual([201, 200, made.body.id])
    expect(changed.headers.get('ETag')).toBe('W/"2"')
    await fhir.ask('POST', '/Organization', organization('Lab 2', 'one'))
    expect((await fhir.ask('PUT', path, organization('Lab', 'one'))).status).toBe(412)
    expect((await fhir.ask('DELETE', path)).status).toBe(412)
  })

  test('deletes the one that matches, and nothing without criteria', async () => {
    const { id } = (await fhir.ask<Patient>('POST', '/Organization', organization('Kort', 'two'))).body
    for (const path of ['/Organization', '/Organization?_count=1', '/Organization?shoe=42'])
      expect((await fhir.ask('DELETE', path)).status).toBeGreaterThanOrEqual(400)
    expect((await fhir.ask('DELETE', '/Organization?identifier=urn:x|two')).status).toBe(204)
    expect((await fhir.ask('GET', `/Organization/${id}`)).status).toBe(410)
    expect((await fhir.ask('DELETE', '/Organization?identifier=urn:x|two')).status).toBe(204)
  })

  test('made at the same time by two makes one', async () => {
    const header = { headers: { 'If-None-Exist': 'identifier=urn:x|race' } }
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => fhir.ask<Patient>('POST', '/Organization', organization('Kappløp', 'race'), header)),
    )
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1)
    expect(made.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
  })

  test('an identity number does not stand in the address', async () => {
    const path = '/Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|01810012345'
    expect((await fhir.ask('PUT', path, { resourceType: 'Patient' })).status).toBe(400)
    expect((await fhir.ask('DELETE', path)).status).toBe(400)
  })
})

describe('If-Match', () => {
  test('guards update, patch and delete', async () => {
    const id = await newPatient()
    const old = { headers: { 'If-Match': 'W/"7"' } }
    const patch = [{ op: 'add', path: '/gender', value: 'female' }]
    expect((await fhir.ask('PUT', `/Patient/${id}`, { resourceType: 'Patient', id }, old)).status).toBe(412)
    expect((await fhir.ask('PATCH', `/Patient/${id}`, patch, old)).status).toBe(412)
    expect((await fhir.ask('DELETE', `/Patient/${id}`, undefined, old)).status).toBe(412)
    expect((await fhir.ask('DELETE', `/Patient/${id}`, undefined, { headers: { 'If-Match': 'W/"1"' } })).status).toBe(
      204,
    )
  })
})

describe('history', () => {
  test('of one resource, in pages and since an instant', async () => {
    const id = await newPatient()
    for (const gender of ['female', 'male', 'other']) {
      fhir.world.clock.advance(1000)
      await fhir.ask('PUT', `/Patient/${id}`, { resourceType: 'Patient', id, gender })
    }
    const first = await fhir.ask('GET', `/Patient/${id}/_history?_count=3`)
    expect(first.body.entry?.map((entry) => entry.response?.etag)).toEqual(['W/"4"', 'W/"3"', 'W/"2"'])
    const next = first.body.link?.find(({ relation }) => relation === 'next')?.url ?? ''
    const second = await fhir.ask('GET', next)
    expect(second.body.entry?.map((entry) => entry.request?.method)).toEqual(['POST'])
    expect(second.body.link?.some(({ relation }) => relation === 'next')).toBe(false)
    const since = encodeURIComponent(fhir.world.clock.now().toISOString())
    expect((await fhir.ask('GET', `/Patient/${id}/_history?_since=${since}`)).body.entry).toHaveLength(1)
    expect((await fhir.ask('GET', `/Patient/${id}/_history?_since=yesterday`)).status).toBe(400)
  })

  test('of a type, newest first over all records, deletions among them; pages stay while data change', async () => {
    const patient = await newPatient()
    fhir.world.clock.advance(1000)
    const since = encodeURIComponent(fhir.world.clock.now().toISOString())
    const ids: string[] = []
    for (const value of [1, 2, 3]) {
      fhir.world.clock.advance(1000)
      ids.push(await newWeight(patient, value))
    }
    fhir.world.clock.advance(1000)
    await fhir.ask('DELETE', `/Observation/${ids[0]}`)
    const first = await fhir.ask('GET', `/Observation/_history?_since=${since}&_count=2`)
    expect(first.body.entry?.map((entry) => entry.request?.method)).toEqual(['DELETE', 'POST'])
    fhir.world.clock.advance(1000)
    await newWeight(patient, 4)
    const second = await fhir.ask('GET', first.body.link?.find(({ relation }) => relation === 'next')?.url ?? '')
    expect(second.body.entry?.map((entry) => entry.fullUrl?.split('/').at(-1))).toEqual([ids[1], ids[0]])
    expect(second.body.link?.some(({ relation }) => relation === 'next')).toBe(false)
  })

  test('of a type is for systems whose scope covers it', async () => {
    const patient = await newPatient()
    const refusedTo = (token: string) => fhir.ask('GET', '/Observation/_history', undefined, { token })
    expect((await refusedTo('system/Patient.rs')).status).toBe(403)
    expect((await refusedTo(`app:${patient} patient/*.rs`)).status).toBe(403)
  })
})

describe('history of the whole system', () => {
  const kinds = (answer: { body: Bundle }) =>
    answer.body.entry?.map(({ request, fullUrl }) => `${request?.method} ${fullUrl?.split('/').at(-2)}`)

  test('is newest first over all types and records, in pages that lose none', async () => {
    const patient = await newPatient()
    fhir.world.clock.advance(1000)
    const since = encodeURIComponent(fhir.world.clock.now().toISOString())
    // All in one instant: what comes first is then a question of id, version and type.
    await newWeight(patient, 1)
    await fhir.ask('PUT', '/Organization/same-id', { resourceType: 'Organization', id: 'same-id', name: 'A' })
    await fhir.ask('PUT', '/Location/same-id', { resourceType: 'Location', id: 'same-id', name: 'A' })
    const gone = await newWeight(patient, 2)
    await fhir.ask('DELETE', `/Observation/${gone}`)
    const all = await fhir.ask('GET', `/_history?_since=${since}`)
    expect(kinds(all)?.sort()).toEqual(
      ['DELETE Observation', 'POST Location', 'POST Observation', 'POST Observation', 'POST Organization'].sort(),
    )
    const paged: string[] = []
    for (let url: string | undefined = `/_history?_since=${since}&_count=1`; url; ) {
      const page: { body: Bundle } = await fhir.ask('GET', url)
      paged.push(...(page.body.entry ?? []).map(({ fullUrl, response }) => `${fullUrl} ${response?.etag}`))
      url = page.body.link?.find(({ relation }) => relation === 'next')?.url
    }
    expect(paged).toEqual(all.body.entry?.map(({ fullUrl, response }) => `${fullUrl} ${response?.etag}`))
  })

  test('shows the types of the token’s scopes, and is for systems alone', async () => {
    const patient = await newPatient()
    await newWeight(patient, 1)
    const ask = (token: string) => fhir.ask('GET', '/_history', undefined, { token })
    const types = new Set((await ask('system/Patient.rs')).body.entry?.map(({ resource }) => resource?.resourceType))
    expect([...types].filter((type) => type !== undefined)).toEqual(['Patient'])
    expect((await ask('system/Patient.r')).status).toBe(403)
    expect((await ask(`app:${patient} patient/*.rs`)).status).toBe(403)
  })

  test('is a line in the log of each citizen it shows', async () => {
    fhir.world.clock.advance(1000)
    const patient = await newPatient()
    await newWeight(patient, 1)
    fhir.world.clock.advance(1000)
    const before = (await readLog(fhir.world.deps.db, patient, { limit: 50 })).length
    await fhir.ask('GET', '/_history?_count=2')
    const [line, ...rest] = await readLog(fhir.world.deps.db, patient, { limit: 50 })
    expect(rest.length + 1 - before).toBe(1)
    expect(line).toMatchObject({ action: 'search' })
    expect([...(line?.types ?? [])].sort()).toEqual(['Observation', 'Patient'])
  })
})

describe('what HTTP says', () => {
  test.each([
    ['PATCH', '/metadata', 405],
    ['DELETE', '/', 405],
    ['POST', '/Patient/1', 405],
    ['PUT', '/Patient/1/_history', 405],
    ['GET', '/Patient/_search', 405],
  ])('%s %s is %i with Allow', async (method, path, status) => {
    const answer = await fhir.ask<OperationOutcome>(method, path)
    expect([answer.status, answer.body.resourceType]).toEqual([status, 'OperationOutcome'])
    expect(answer.headers.get('Allow')).toBeTruthy()
  })

  test('xml is 406, whether by _format or Accept; JSON by any of its names is served', async () => {
    expect((await fhir.ask('GET', '/Patient?_format=xml')).status).toBe(406)
    expect((await fhir.ask('GET', '/Patient', undefined, { headers: { Accept: 'application/fhir+xml' } })).status).toBe(
      406,
    )
    for (const format of ['json', 'application/json', 'application/fhir+json', 'application/fhir%2Bjson'])
      expect((await fhir.ask('GET', `/Organization?_format=${format}`)).status).toBe(200)
  })

  test('a body of another type is 415', async () => {
    const xml = { headers: { 'Content-Type': 'application/fhir+xml' } }
    expect((await fhir.ask('POST', '/Patient', '<Patient/>', xml)).status).toBe(415)
    expect((await fhir.ask('PATCH', '/Patient/1', '[]', xml)).status).toBe(415)
    const latin = { headers: { 'Content-Type': 'application/fhir+json; charset=iso-8859-1' } }
    expect((await fhir.ask('POST', '/Patient', '{}', latin)).status).toBe(415)
  })

  test('Prefer chooses what comes back from a write', async () => {
    const post = (prefer: string) =>
      fhir.ask<OperationOutcome>('POST', '/Patient', { resourceType: 'Patient' }, { headers: { Prefer: prefer } })
    const minimal = await post('return=minimal')
    expect([minimal.status, minimal.text]).toEqual([201, ''])
    expect(minimal.headers.get('Location')).toMatch(/Patient\/.+\/_history\/1$/)
    expect((await post('return=representation')).body.resourceType).toBe('Patient')
    expect((await post('return=OperationOutcome')).body.issue[0]?.severity).toBe('information')
  })

  test('HEAD answers as GET does, without a body; _pretty breaks lines', async () => {
    const id = await newPatient()
    const head = await fhir.ask('HEAD', `/Patient/${id}`)
    expect([head.status, head.text, head.headers.get('ETag')]).toEqual([200, '', 'W/"1"'])
    expect((await fhir.ask('GET', `/Patient/${id}?_pretty=true`)).text).toContain('\n  "resourceType"')
  })

  test('a delete needs its scope also where nothing is there', async () => {
    const token = 'system/Patient.rs'
    const answer = await fhir.ask<OperationOutcome>('DELETE', '/Patient/nobody', undefined, { token })
    expect([answer.status, codeOf(answer.body)]).toEqual([403, 'scope-missing'])
  })
})

test('to a citizen’s app, another’s, a deleted one and none are the same', async () => {
  const [own, other] = [await newPatient(), await newPatient()]
  const [taken, gone] = [await newWeight(other), await newWeight(own)]
  await fhir.ask('DELETE', `/Observation/${gone}`)
  const app = { token: `app:${own} patient/*.cruds` }
  for (const [method, body] of [
    ['GET', undefined],
    ['PUT', weight(`Patient/${own}`)],
    ['PATCH', [{ op: 'remove', path: '/code' }]],
    ['DELETE', undefined],
  ] as const) {
    const answers = []
    for (const id of [taken, gone, 'nothing-here']) {
      const given = method === 'PUT' ? { ...body, id } : body
      const { status, body: outcome } = await fhir.ask<OperationOutcome>(method, `/Observation/${id}`, given, app)
      answers.push({ method, status, issue: outcome.issue })
    }
    expect(answers[0]?.status).toBe(404)
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  }
  const versions = await Promise.all(
    [taken, gone, 'nothing-here'].map((id) => fhir.ask('GET', `/Observation/${id}/_history/2`, undefined, app)),
  )
  expect(versions.map(({ status }) => status)).toEqual([404, 404, 404])
})
