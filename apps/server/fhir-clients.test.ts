import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { persona } from '@lomma/platform/demo'
import { demoPrivateKey, signingKey } from '@lomma/platform/identity'
import { type TestDatabase, testDatabase } from '@lomma/platform/testing'
import { MedplumClient, OperationOutcomeError } from '@medplum/core'
import type { Bundle, Observation, Patient } from '@medplum/fhirtypes'
import { Client } from 'fhir-kit-client'
import smart from 'fhirclient'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ServerProcess } from './server-process.fixture.ts'

/** Clients that others have written, unchanged, against the server as it runs. */
const me = persona('everyday').citizen
const other = persona('elder').citizen

let database: TestDatabase
let server: ServerProcess
let base: string
let system: string
let app: string

beforeAll(async () => {
  database = await testDatabase()
  server = await ServerProcess.on(database.url)
  await server.start()
  base = `${server.origin}/fhir/R4`
  system = await token('--client', 'demo-system')
  app = await token('--client', 'demo-app', '--patient', me, '--scope', 'patient/*.cruds')
}, 120_000)

afterAll(async () => {
  await server?.kill()
  await database?.drop()
})

async function token(...args: string[]): Promise<string> {
  const command = path.join(import.meta.dirname, 'token.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...args, '--origin', server.origin], {
    env: { ...process.env, DATABASE_URL: database.url },
  })
  return stdout.trim()
}

const weight = (value: number, mark: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: `Patient/${me}` },
  identifier: [{ system: 'urn:mark', value: mark }],
  valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
})

const bundleOf = (mark: string): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [1, 2, 3].map((value) => ({ resource: weight(value, mark), request: { method: 'POST', url: 'Observation' } })),
})

/** The values of the Observations in a search, or in pages of one. */
const valuesOf = (bundles: readonly unknown[]): unknown[] =>
  bundles.flatMap((bundle) =>
    JSON.parse(JSON.stringify(bundle)).entry.map(
      (entry: { resource: Observation }) => entry.resource.valueQuantity?.value,
    ),
  )

describe('fhirclient', () => {
  const client = (access: string) =>
    smartApi().client({
      serverUrl: base,
      tokenResponse: { access_token: access, token_type: 'Bearer', patient: me },
    })

  /** What an Express handler would give it. */
  function smartApi() {
    const request = Object.assign(Object.create(null), { headers: { host: 'app.example' }, url: '/' })
    const storage = { get: async () => undefined, set: async () => undefined, unset: async () => true }
    return smart(request, Object.create(null), storage as never) // its types want Node's request, of which it uses the url
  }

  test('reads the patient of the launch, and pages through a search', async () => {
    const fhir = client(app)
    expect(await fhir.patient.read()).toMatchObject({ resourceType: 'Patient', id: me })
    expect(await fhir.getFhirRelease()).toBe(4)
    await client(system).request({
      url: '/',
      method: 'POST',
      body: JSON.stringify(bundleOf('fhirclient')),
      headers: json,
    })
    const pages: unknown[] = []
    const found = 'Observation?identifier=urn:mark|fhirclient&_count=2&_sort=value-quantity'
    await fhir.patient.request(found, { pageLimit: 0, onPage: (page: unknown) => void pages.push(page) })
    expect(valuesOf(pages)).toEqual([1, 2, 3])
  })

  test('creates, updates with a version, deletes', async () => {
    const fhir = client(system)
    const made = await fhir.create<Observation>(weight(70, 'fhirclient-2') as never)
    const changed = { ...made, valueQuantity: { ...made.valueQuantity, value: 71 } }
    const ifMatch = (version: string) => ({ headers: { ...json, 'If-Match': `W/"${version}"` } })
    expect(await fhir.update(changed as never, ifMatch('1'))).toMatchObject({ meta: { versionId: '2' } })
    await expect(fhir.update(changed as never, ifMatch('1'))).rejects.toMatchObject({ status: 412 })
    await fhir.patch(`Observation/${made.id}`, [{ op: 'replace', path: '/status', value: 'amended' }])
    await fhir.delete(`Observation/${made.id}`)
    await expect(fhir.request(`Observation/${made.id}`)).rejects.toMatchObject({ status: 410 })
  })

  test('tells of errors', async () => {
    await expect(client(app).request(`Patient/${other}`)).rejects.toMatchObject({ status: 404 })
    await expect(client('made-up').request(`Patient/${me}`)).rejects.toMatchObject({ status: 401 })
  })
})

const json = { 'Content-Type': 'application/fhir+json' }

describe('fhir-kit-client', () => {
  const client = (access: string) => new Client({ baseUrl: base, bearerToken: access })

  test('finds the authorisation server', async () => {
    const metadata = await client(app).smartAuthMetadata()
    expect(String(metadata.tokenUrl)).toBe(`${server.origin}/oauth/token`)
  })

  test('reads, searches and pages', async () => {
    await client(system).transaction({ body: bundleOf('kit') as never })
    const kit = client(app)
    expect(await kit.read({ resourceType: 'Patient', id: me })).toMatchObject({ id: me })
    const searchParams = { identifier: 'urn:mark|kit', _count: 2, _sort: 'value-quantity' }
    const first = await kit.resourceSearch({ resourceType: 'Observation', searchParams })
    const second = await kit.nextPage({ bundle: first as never })
    expect(valuesOf([first, second])).toEqual([1, 2, 3])
    const everything = await kit.operation({ name: 'everything', resourceType: 'Patient', id: me, method: 'GET' })
    expect(everything).toMatchObject({ resourceType: 'Bundle', type: 'searchset' })
  })

  test('creates, updates with a version, reads versions, patches, deletes', async () => {
    const kit = client(system)
    const made = await kit.create({ resourceType: 'Observation', body: weight(70, 'kit-2') as never })
    const id = String(made.id)
    const update = (version: string) =>
      kit.update({
        resourceType: 'Observation',
        id,
        body: { ...weight(71, 'kit-2'), id } as never,
        options: { headers: { 'If-Match': `W/"${version}"` } },
      })
    expect(await update('1')).toMatchObject({ meta: { versionId: '2' } })
    await expect(update('1')).rejects.toMatchObject({ response: { status: 412 } })
    expect(await kit.vread({ resourceType: 'Observation', id, version: '1' })).toMatchObject({
      valueQuantity: { value: 70 },
    })
    expect(await kit.history({ resourceType: 'Observation', id })).toMatchObject({ type: 'history' })
    await kit.patch({
      resourceType: 'Observation',
      id,
      jsonPatch: [{ op: 'replace', path: '/status', value: 'amended' }],
    })
    await kit.delete({ resourceType: 'Observation', id })
    await expect(kit.read({ resourceType: 'Observation', id })).rejects.toMatchObject({ response: { status: 410 } })
  })

  test('tells of errors', async () => {
    await expect(client(app).read({ resourceType: 'Patient', id: other })).rejects.toMatchObject({
      response: { status: 404, data: { resourceType: 'OperationOutcome' } },
    })
  })
})

describe('Medplum’s client', () => {
  const client = (access: string) =>
    new MedplumClient({ baseUrl: `${server.origin}/`, fhirUrlPath: 'fhir/R4', accessToken: access, cacheTime: 0 })

  test('reads, searches and pages', async () => {
    await client(system).executeBatch(bundleOf('medplum'))
    const medplum = client(app)
    expect((await medplum.readResource('Patient', me)).id).toBe(me)
    const pages: Observation[] = []
    const query = { identifier: 'urn:mark|medplum', _count: 2, _sort: 'value-quantity' }
    for await (const page of medplum.searchResourcePages('Observation', query)) pages.push(...page)
    expect(pages.map(({ valueQuantity }) => valueQuantity?.value)).toEqual([1, 2, 3])
    const found: Patient[] = await medplum.searchResources('Patient', {})
    expect(found.map(({ id }) => id)).toEqual([me])
    const everything = await medplum.readPatientEverything(me)
    expect(everything.entry?.some(({ resource }) => resource?.resourceType === 'Patient')).toBe(true)
  })

  test('creates, creates once, updates with a version, patches, deletes', async () => {
    const medplum = client(system)
    const made = await medplum.createResource(weight(70, 'medplum-2'))
    expect((await medplum.createResourceIfNoneExist(weight(70, 'x'), 'identifier=urn:mark|medplum-2')).id).toBe(made.id)
    const changed = { ...made, status: 'amended' as const }
    const ifMatch = { headers: { 'If-Match': 'W/"1"' } }
    expect((await medplum.updateResource(changed, ifMatch)).meta?.versionId).toBe('2')
    await expect(medplum.updateResource({ ...changed, status: 'corrected' }, ifMatch)).rejects.toThrow()
    const patched = await medplum.patchResource('Observation', made.id, [
      { op: 'replace', path: '/status', value: 'corrected' },
    ])
    expect(patched.meta?.versionId).toBe('3')
    expect((await medplum.readHistory('Observation', made.id)).entry).toHaveLength(3)
    await medplum.deleteResource('Observation', made.id)
    await expect(medplum.readResource('Observation', made.id)).rejects.toThrow(OperationOutcomeError)
  })

  test('tells of errors: not one’s own, and not allowed', async () => {
    const medplum = client(app)
    await expect(medplum.readResource('Patient', other)).rejects.toThrow(/not yours|No such resource/)
    await expect(medplum.createResource(weight(70, 'mine'))).rejects.toThrow(OperationOutcomeError)
  })
})

describe('an app on behalf of a citizen, with the services’ own rules behind the door', () => {
  const send = async (method: string, where: string, body?: object, access = app) => {
    const response = await fetch(`${base}/${where}`, {
      method,
      headers: { ...json, Authorization: `Bearer ${access}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  }
  const mine = { subject: { reference: `Patient/${me}` } }
  const enteredInError = {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'entered-in-error' },
    ],
  }

  test.each([
    [
      'a measurement: no service takes them from citizens yet',
      { resourceType: 'Observation', status: 'final', code: { text: 'x' }, ...mine },
    ],
    [
      'a prescription',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: 'x' },
        ...mine,
      },
    ],
    [
      'a vaccine',
      {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: { text: 'x' },
        occurrenceDateTime: '2020-01-01',
        patient: mine.subject,
      },
    ],
    ['an allergy', { resourceType: 'AllergyIntolerance', patient: mine.subject, verificationStatus: enteredInError }],
    [
      'an entry of the log',
      {
        resourceType: 'AuditEvent',
        type: { code: 'rest' },
        recorded: '2026-01-01T00:00:00Z',
        agent: [{ requestor: true, who: mine.subject }],
        source: { observer: mine.subject },
      },
    ],
    ['an organisation', { resourceType: 'Organization', name: 'x' }],
    [
      'a subscription',
      {
        resourceType: 'Subscription',
        status: 'requested',
        reason: 'x',
        criteria: 'Observation',
        channel: { type: 'rest-hook', endpoint: 'https://app.example/hook' },
      },
    ],
  ])('does not write %s', async (_what, resource) => {
    const answer = await send('POST', resource.resourceType, resource)
    expect(answer).toMatchObject({ status: 403, body: { resourceType: 'OperationOutcome' } })
  })

  test('does not write in another’s name: a request for renewal by somebody else is refused', async () => {
    const proposal = (who: string) => ({
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'proposal',
      medicationCodeableConcept: { text: 'x' },
      requester: { reference: who },
      ...mine,
    })
    expect((await send('POST', 'MedicationRequest', proposal(`Patient/${other}`))).status).toBe(403)
    expect((await send('POST', 'MedicationRequest', proposal('Practitioner/nobody'))).status).toBe(403)
  })

  test('is in the citizen’s log as an app, and its granular scope lets through no more than it says', async () => {
    const lab = 'http://terminology.hl7.org/CodeSystem/observation-category|laboratory'
    const narrow = await token(
      '--client',
      'demo-app',
      '--patient',
      me,
      '--scope',
      `patient/Observation.rs?category=${lab}`,
    )
    const category = [{ coding: [{ system: lab.split('|')[0], code: 'laboratory' }] }]
    const made = await send('POST', 'Observation', { ...weight(5, 'lab'), category }, system)
    const seen = await send('GET', 'Observation?_count=500', undefined, narrow)
    const ids = seen.body.entry.map((entry: { resource: { id: string } }) => entry.resource.id)
    expect(ids).toContain(made.body.id)
    const all = await send('GET', 'Observation?_count=500')
    expect(all.body.total).toBeGreaterThan(seen.body.total)
    expect((await send('GET', 'Patient', undefined, narrow)).status).toBe(403)
    const citizen = await server.signIn('everyday')
    const { text } = await citizen.get('/access-log/entries?who=systems')
    expect(JSON.parse(text).entries[0]).toMatchObject({ role: 'your-app', name: 'Demo: app', purpose: 'SELF' })
  })

  test('ends when its token is taken back', async () => {
    const {
      issuer,
      revocation_endpoint: revoke,
      ...told
    } = await (await fetch(`${base}/.well-known/smart-configuration`)).json()
    const served = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()
    for (const name of ['token_endpoint', 'introspection_endpoint', 'jwks_uri']) expect(told[name]).toBe(served[name])
    expect(served.revocation_endpoint).toBe(revoke)

    const given = await token('--client', 'demo-app', '--patient', me)
    expect((await send('GET', `Patient/${me}`, undefined, given)).status).toBe(200)
    const jwk = (await demoPrivateKey(database.db, 'demo-app'))?.jwk ?? {}
    const assertion = await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: jwk.alg ?? '', kid: jwk.kid ?? '' })
      .setIssuer('demo-app')
      .setSubject('demo-app')
      .setAudience(issuer)
      .setExpirationTime('60s')
      .sign(await signingKey(jwk))
    const form = {
      token: given,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }
    expect((await fetch(revoke, { method: 'POST', body: new URLSearchParams(form) })).status).toBe(200)
    expect((await send('GET', `Patient/${me}`, undefined, given)).status).toBe(401)
  })
})
