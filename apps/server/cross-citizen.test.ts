import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { persona } from '@lomma/platform/demo'
import { type TestDatabase, testDatabase } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PortalUser, ServerProcess } from './server-process.fixture.ts'

/**
 * No route of either door shows one citizen's record to another person, whatever ids are put into it. The routes are read
 * from the OpenAPI description, so that a new one is in the table from its first day.
 */
interface Described {
  paths: Record<string, Record<string, { summary: string }>>
}

const victim = persona('everyday')
let database: TestDatabase
let server: ServerProcess
let routes: { method: string; path: string }[]
let ids: string[]
let types: string[]
const people = new Map<string, PortalUser>()

beforeAll(async () => {
  database = await testDatabase()
  server = await ServerProcess.on(database.url)
  await server.start()
  const self = await server.signIn('everyday')
  people.set('another citizen', await server.signIn('elder'))
  people.set('a doctor at another office', await server.signIn('gp-elvebakken', 'personnel'))
  people.set('a secretary at another office', await server.signIn('secretary-elvebakken', 'personnel'))

  const described = (await (await fetch(`${server.origin}/api/openapi.json`)).json()) as Described
  routes = Object.entries(described.paths).flatMap(([route, methods]) =>
    Object.keys(methods).map((method) => ({ method, path: route })),
  )
  const rows = await database.owner<{ type: string; id: string }[]>`
    select type, id from fhir.resource where citizen = ${victim.citizen}`
  const receipts = await database.owner<{ receipt: string }[]>`
    select distinct receipt from prescriptions.worklist where citizen = ${victim.citizen}`
  types = [...new Set(rows.map(({ type }) => type))]
  ids = [...rows.map(({ id }) => id), ...receipts.map(({ receipt }) => receipt)]
  // What the table forbids to others works for the person: otherwise it would prove nothing.
  expect((await self.get('/prescriptions/medicines')).text).toContain('"id"')
}, 120_000)

afterAll(async () => {
  await server?.kill()
  await database?.drop()
})

/** Words that would give the record away: the name and every id of it. */
function leaks(text: string): string[] {
  return [victim.family, ...ids].filter((word) => text.includes(word))
}

const fill = (route: string, id: string) => route.replaceAll(/\{\w+\}/g, encodeURIComponent(id))

describe('the portal’s own door', () => {
  test('has routes with and without ids, and a record to protect', () => {
    expect(routes.filter(({ path: route }) => route.includes('{')).length).toBeGreaterThan(5)
    expect(routes.length).toBeGreaterThan(12)
    expect(ids.length).toBeGreaterThan(20)
  })

  test.each(['another citizen', 'a doctor at another office', 'a secretary at another office'])(
    '%s gets nothing of the record by any GET route with any id of it',
    async (who) => {
      const caller = people.get(who)
      for (const { method, path: route } of routes.filter((one) => one.method === 'get')) {
        const filled = route.includes('{') ? ids.map((id) => fill(route, id)) : [route]
        for (const url of filled) {
          const answer = await caller?.get(url)
          expect(leaks(answer?.text ?? ''), `${method} ${route}`).toEqual([])
          if (!route.includes('{') || [400, 401, 403, 404].includes(answer?.status ?? 0)) continue
          // A route that answers what nobody has too: then the very same answer.
          const nobodys = await caller?.get(fill(route, randomUUID()))
          expect(answer?.text, `${method} ${route}`).toBe(nobodys?.text)
        }
      }
    },
    60_000,
  )

  test.each(['another citizen', 'a doctor at another office', 'a secretary at another office'])(
    '%s changes nothing in the record by any writing route',
    async (who) => {
      const caller = people.get(who)
      const before = await fingerprint()
      for (const { path: route } of routes.filter((one) => one.method !== 'get')) {
        const targets = route.includes('{') ? ids.map((id) => fill(route, id)) : [route]
        for (const [at, url] of targets.entries()) {
          for (const body of bodies(ids[at] ?? '')) {
            const answer = await caller?.post(url, body, `try-${who.length}-${crypto.randomUUID()}`.slice(0, 60))
            expect(leaks(answer?.text ?? ''), `post ${route}`).toEqual([])
          }
        }
      }
      expect(await fingerprint()).toEqual(before)
    },
    120_000,
  )

  test('nobody without a session gets an answer', async () => {
    for (const { method, path: route } of routes) {
      const answer = await fetch(`${server.origin}/api${fill(route, victim.citizen)}`, {
        method: method.toUpperCase(),
        headers: { 'X-Lomma': 'innbygger', 'Idempotency-Key': crypto.randomUUID() },
      })
      expect(answer.status, `${method} ${route}`).toBe(401)
    }
  })

  test('a write without the portal’s header, or from another site, is refused', async () => {
    for (const headers of [{}, { 'X-Lomma': 'innbygger', Origin: 'https://evil.example' }]) {
      const answer = await fetch(`${server.origin}/api/prescriptions/renewals`, { method: 'POST', headers })
      expect(answer.status).toBe(403)
    }
  })
})

describe('the FHIR door', () => {
  const token = async (scope: string): Promise<string> => {
    const command = path.join(import.meta.dirname, 'token.ts')
    const args = [command, '--client', 'demo-system', '--scope', scope, '--origin', server.origin]
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { ...process.env, DATABASE_URL: database.url },
    })
    return stdout.trim()
  }

  test('answers nobody without a token, and no browser session', async () => {
    const session = people.get('another citizen')
    for (const type of types) {
      expect((await fetch(`${server.origin}/fhir/R4/${type}`)).status, type).toBe(401)
      expect((await session?.get(`/../fhir/R4/${type}`))?.status, type).toBe(401)
    }
  })

  test('shows a machine the types of its scope and no other, by id, search, history and batch', async () => {
    const bearer = { Authorization: `Bearer ${await token('system/Organization.rs')}` }
    const rows = await database.owner<{ type: string; id: string }[]>`
      select distinct on (type) type, id from fhir.resource where citizen = ${victim.citizen}`
    for (const { type, id } of rows) {
      const urls = [`${type}/${id}`, `${type}/${id}/_history`, `${type}/${id}/_history/1`, type, `${type}?_id=${id}`]
      for (const url of urls) {
        const answer = await fetch(`${server.origin}/fhir/R4/${url}`, { headers: bearer })
        expect(answer.status, url).toBe(403)
        expect(
          leaks(await answer.text()).filter((word) => word !== id),
          url,
        ).toEqual([])
      }
      const batch = await fetch(`${server.origin}/fhir/R4/`, {
        method: 'POST',
        headers: { ...bearer, 'Content-Type': 'application/fhir+json' },
        body: JSON.stringify({
          resourceType: 'Bundle',
          type: 'batch',
          entry: [{ request: { method: 'GET', url: `${type}/${id}` } }],
        }),
      })
      expect(await batch.text(), type).toContain('"status":"403"')
    }
  })

  test('lets no identity number into an answer of a person’s page', async () => {
    for (const [who, caller] of people)
      for (const { path: route } of routes.filter((one) => one.method === 'get' && !one.path.includes('{')))
        expect(identityNumbers((await caller.get(route)).text), `${who} ${route}`).toEqual([])
  })
})

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g
const identityNumbers = (text: string): string[] => text.replaceAll(uuid, '').match(/(?<!\d)\d{11}(?!\d)/g) ?? []

/** Bodies that would mean something to one route or another. */
function bodies(id: string): unknown[] {
  return [
    { medicines: [id] },
    { version: '1' },
    { version: '1', decision: { kind: 'approve' } },
    { version: '1', to: null },
    { renewals: [{ task: id, version: '1' }] },
  ]
}

/** Every version of every resource in the record. */
async function fingerprint(): Promise<unknown[]> {
  const rows = await database.owner`
    select type, id, version from fhir.resource where citizen = ${victim.citizen} order by type, id`
  return [...rows]
}
