import type { CapabilityStatement, Patient } from '@medplum/fhirtypes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../operations/index.ts'
import { validateResource } from '../validation/index.ts'
import { type DoorWorld, doorWorld } from './door.fixture.ts'

/** Each thing the CapabilityStatement lists is asked for, and must answer as something that is served. */
let fhir: DoorWorld
let statement: CapabilityStatement
let id: string

beforeAll(async () => {
  fhir = await doorWorld()
  statement = (await fhir.ask<CapabilityStatement>('GET', '/metadata')).body
  id = (await fhir.ask<Patient>('POST', '/Patient', { resourceType: 'Patient' })).body.id ?? ''
})
afterAll(() => fhir.world.close())

/** How each interaction is asked for; what is not there is an answer too, if it is about the resource. */
const asking: Record<string, (type: string) => readonly [method: string, path: string, body?: unknown]> = {
  read: (type) => ['GET', `/${type}/none`],
  vread: (type) => ['GET', `/${type}/none/_history/1`],
  update: (type) => ['PUT', `/${type}/none`, {}],
  patch: (type) => ['PATCH', `/${type}/none`, []],
  delete: (type) => ['DELETE', `/${type}/none`],
  'history-instance': (type) => ['GET', `/${type}/none/_history`],
  'history-type': (type) => ['GET', `/${type}/_history?_count=1`],
  create: (type) => ['POST', `/${type}`, {}],
  'search-type': (type) => ['GET', `/${type}?_count=1`],
}

test('is valid FHIR', () => {
  expect(validateResource(statement).filter(({ severity }) => severity === 'error')).toEqual([])
})

test('lists interactions that all answer, for every type', async () => {
  const resources = statement.rest?.[0]?.resource ?? []
  expect(resources.length).toBeGreaterThan(100)
  for (const { type = '', interaction = [] } of resources) {
    // Subscriptions are served by a room of their own, with fewer interactions.
    if (type !== 'Subscription') expect(interaction.length).toBe(Object.keys(asking).length)
    for (const { code = '' } of interaction) {
      const [method, path, body] = asking[code]?.(type) ?? ['GET', '/nowhere']
      const { status, text } = await fhir.ask(method, path, body)
      expect([200, 204, 400, 404, 422], `${code} ${type}: ${text}`).toContain(status)
      if (status === 404) expect(text).toContain('"not-found"')
    }
  }
}, 60_000)

test('lists interactions with the whole system that all answer', async () => {
  const empty = { resourceType: 'Bundle', entry: [] }
  const asked: Record<string, readonly [string, string, unknown?]> = {
    transaction: ['POST', '/', { ...empty, type: 'transaction' }],
    batch: ['POST', '/', { ...empty, type: 'batch' }],
    'history-system': ['GET', '/_history?_count=1'],
  }
  const codes = (statement.rest?.[0]?.interaction ?? []).map(({ code }) => code ?? '')
  expect(codes.sort()).toEqual(Object.keys(asked).sort())
  for (const code of codes) {
    const [method, path, body] = asked[code] ?? ['GET', '/nowhere']
    const { status, text } = await fhir.ask(method, path, body)
    // An empty Bundle is malformed, and said to be so by what serves it.
    expect([200, 422], `${code}: ${text}`).toContain(status)
  }
})

test('lists operations that all answer, and all there are', async () => {
  const listed = new Set<string>()
  const [rest] = statement.rest ?? []
  for (const { name } of rest?.operation ?? []) {
    listed.add(name ?? '')
    expect((await fhir.ask('GET', `/$${name}`, undefined)).text).not.toContain('"not-supported"')
  }
  for (const { type, operation = [] } of rest?.resource ?? []) {
    for (const { name = '' } of operation.filter((one) => operations.some(({ name: own }) => own === one.name))) {
      listed.add(name)
      if (type !== 'Patient' && name === 'validate' && type !== 'Observation') continue
      const answers = await Promise.all(
        [`/${type}/$${name}`, `/${type}/${id}/$${name}`].map((path) => fhir.ask('GET', path)),
      )
      expect(
        answers.some(({ text }) => !text.includes('"not-supported"')),
        `${name} ${type}`,
      ).toBe(true)
    }
  }
  expect(listed).toEqual(new Set(operations.map(({ name }) => name)))
})

test('what it does not list is not served', async () => {
  for (const path of [
    '/$everything',
    '/Patient/$everything',
    '/Observation/1/$everything',
    '/Patient/$lookup',
    '/$spam',
  ])
    expect([path, (await fhir.ask('GET', path)).status]).toEqual([path, 404])
  expect((await fhir.ask('POST', '/Patient/$export', { resourceType: 'Parameters' })).status).toBe(405)
})

test('includes that are listed are taken', async () => {
  const resources = statement.rest?.[0]?.resource ?? []
  for (const type of ['Observation', 'MedicationRequest', 'Encounter']) {
    const listed = resources.find((resource) => resource.type === type)?.searchInclude ?? []
    expect(listed.length).toBeGreaterThan(0)
    for (const include of listed) {
      const strict = { headers: { Prefer: 'handling=strict' } }
      expect((await fhir.ask('GET', `/${type}?_include=${include}&patient=${id}`, undefined, strict)).status).toBe(200)
    }
  }
})
