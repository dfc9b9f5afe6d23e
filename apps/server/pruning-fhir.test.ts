import path from 'node:path'
import { type Actor, createAccessLog } from '@lomma/platform/access'
import { fixedClock } from '@lomma/platform/clock'
import { readConfig } from '@lomma/platform/config'
import { connect, type Db, type Distribution, readDistribution } from '@lomma/platform/db'
import { createFhirDoor } from '@lomma/platform/fhir'
import { storyMorning, type TestDatabase, testDatabase } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { discoverPlugins } from './discovery.ts'
import { joinsApart, partitionsOf, type Statement, strays, touches } from './pruning.fixture.ts'
import { composeStore } from './stores.ts'

/**
 * The FHIR door about one citizen, as a system and as the citizen's app: every statement looks into one partition of what is spread.
 * Of a database spread over machines (LOMMA_DISTRIBUTED=citus) none touches two tables that lie apart; one PostgreSQL is asked where an
 * id belongs and what it holds at once.
 */
const base = 'http://lomma.test/fhir/R4'
const root = path.join(import.meta.dirname, '../..')

const observation = (id: string | undefined, value: number, citizen = 'kari') => ({
  resourceType: 'Observation',
  ...(id === undefined ? {} : { id }),
  status: 'final',
  code: { text: 'weight' },
  subject: { reference: `Patient/${citizen}` },
  valueInteger: value,
})
const office = { resourceType: 'Organization', id: 'office', name: 'Legekontor' }
const entry = (method: string, url: string, resource?: object) => ({ request: { method, url }, resource })
const bundle = (type: string, ...entries: object[]) => ({ resourceType: 'Bundle', type, entry: entries })

interface Said {
  readonly id: string
}

/** Every interaction that names one citizen or one id. */
async function walk(
  call: (method: string, path: string, body?: object, token?: string) => Promise<Said>,
): Promise<void> {
  await call('PUT', '/Organization/office', office)
  for (const id of ['kari', 'ola'])
    await call('PUT', `/Patient/${id}`, { resourceType: 'Patient', id, gender: 'unknown' })
  const { id } = await call('POST', '/Observation', observation(undefined, 1))
  await call('PUT', `/Observation/${id}`, observation(id, 2))
  await call('PATCH', `/Observation/${id}`, [{ op: 'replace', path: '/valueInteger', value: 3 }] as object)
  await call(
    'POST',
    '/',
    bundle(
      'transaction',
      entry('POST', 'Observation', observation(undefined, 4)),
      entry('PUT', 'Observation/mine', observation('mine', 5)),
    ),
  )
  for (const token of ['system', 'app']) {
    for (const url of [
      `/Observation/${id}`,
      `/Observation/${id}/_history`,
      `/Observation/${id}/_history/1`,
      '/Observation/nobody',
    ])
      await call('GET', url, undefined, token)
    await call('GET', '/Organization/office', undefined, token)
    await call('GET', '/Observation?patient=kari&_sort=-date', undefined, token)
    await call('GET', '/Appointment?patient=kari', undefined, token)
    await call('GET', '/Patient/kari/$everything', undefined, token)
    const searches = ['Observation?patient=kari', 'Appointment?patient=kari', 'Condition?patient=kari']
    await call('POST', '/', bundle('batch', ...searches.map((url) => entry('GET', url))), token)
  }
  await call('DELETE', `/Observation/${id}`)
  await call('PUT', `/Observation/${id}`, observation(id, 6))
}

/** As many other records as make the planner choose as it does in earnest: a handful of rows it would sooner read through. */
async function fill(owner: Db): Promise<void> {
  await owner.unsafe(`
    insert into fhir.locator select 'Observation', 'o' || n, 'c' || n % 1000 from generate_series(1, 20000) as n;
    insert into fhir.resource (citizen, type, id, version, updated, body, idx)
    select 'c' || n % 1000, 'Observation', 'o' || n, 1, now(), '{}', array['patient=Patient/c' || n % 1000]
    from generate_series(1, 20000) as n`)
  await owner.unsafe('analyze')
}

describe.each([
  { name: 'one PostgreSQL', distributed: false },
  { name: 'a database spread over machines', distributed: true },
])('on $name', ({ distributed }) => {
  let database: TestDatabase
  let db: Db
  let distribution: Distribution
  const statements: Statement[] = []
  const statuses: string[] = []

  beforeAll(async () => {
    database = await testDatabase()
    distribution = await readDistribution(root)
    const clock = fixedClock(storyMorning)
    let by = ''
    db = connect({
      url: database.url,
      role: 'lomma_app',
      max: 4,
      distributed,
      onStatement: (text, parameters) => {
        if (/^\s*(select|insert|update|delete|with|merge)\b/i.test(text))
          statements.push({ text, parameters: [...parameters], by })
      },
    })
    await fill(database.owner)
    const config = readConfig({ LOMMA_MODE: 'test', DATABASE_URL: database.url })
    const { store, facts } = composeStore(config, db, clock, await discoverPlugins())
    const app = { client: 'app', name: 'App', scopes: ['patient/*.cruds'] }
    const actors: Record<string, Actor> = {
      system: { kind: 'system', client: 'c', name: 'C', scopes: ['system/*.cruds'] },
      app: { kind: 'citizen', citizen: 'kari', name: 'Kari', app },
    }
    const door = createFhirDoor({
      ...{ db, store, clock, facts, base, log: createAccessLog(db), tokenUrl: `${base}/token` },
      verifyToken: async (token = '') => actors[token] ?? { kind: 'service', service: 'nobody' },
    })
    await walk(async (method, url, body, token = 'system') => {
      by = `${token} ${method} ${url}`
      const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json'
      const answer = await door.request(url, {
        method,
        headers: { Authorization: token, 'Content-Type': type },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      statuses.push(`${answer.status} ${by.replace(/[0-9a-f-]{36}/g, 'ID')}`)
      return JSON.parse((await answer.text()) || '{}')
    })
  }, 60_000)
  afterAll(async () => {
    await db?.end({ timeout: 1 })
    await database?.drop()
  })

  test('all is answered', () => {
    expect(statuses.filter((one) => !/^2/.test(one))).toEqual([
      '404 system GET /Observation/nobody',
      '404 app GET /Observation/nobody',
    ])
    expect(statements.length).toBeGreaterThan(50)
  })

  test('each statement looks into one partition', async () => {
    const partitions = await partitionsOf(database.owner)
    const wrong = new Set<string>()
    for (const statement of statements)
      for (const why of strays(await touches(database.owner, statement, partitions), statement, distribution))
        wrong.add(`${statement.by}: ${why}\n${statement.text}`)
    expect([...wrong]).toEqual([])
  }, 60_000)

  test(distributed
    ? 'none touches tables that lie apart'
    : 'the place of an id is asked with what it holds', async () => {
    const partitions = await partitionsOf(database.owner)
    const apart = new Set<string>()
    for (const statement of statements)
      if (joinsApart(await touches(database.owner, statement, partitions), distribution)) apart.add(statement.text)
    if (distributed) expect([...apart]).toEqual([])
    else {
      expect(apart.size).toBeGreaterThan(0)
      for (const text of apart) expect(text).toContain('fhir.locator')
    }
  }, 60_000)
})
