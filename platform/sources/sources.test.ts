import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestWorld, testWorld } from '../testing/index.ts'
import {
  type Copier,
  createSources,
  type Source,
  type SourceSettings,
  SourceUnavailable,
  startCopier,
} from './index.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const answers: Record<string, Answer> = {
  well: (_request, response) => response.end('{}'),
  broken: (_request, response) => response.writeHead(503).end(),
  silent: () => {},
  torn: (request) => request.socket.destroy(),
}

let world: TestWorld
let server: Server
let behaves: Answer = answers.well ?? (() => {})
let asked = 0
let address: string
const copied: string[] = []

beforeAll(async () => {
  world = await testWorld()
  server = createServer((request, response) => {
    asked++
    behaves(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  address = typeof at === 'object' && at ? `http://127.0.0.1:${at.port}/fhir/` : ''
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await world.close()
})

beforeEach(async () => {
  behaves = answers.well ?? behaves
  asked = 0
  copied.length = 0
  await world.database.owner`truncate sources.state, sources.copy`
})

const settings = (more: Partial<SourceSettings> = {}): SourceSettings => ({
  id: 'north',
  kind: 'test',
  name: 'The North',
  phone: '00 00 00 01',
  url: address,
  timeoutMs: 500,
  ...more,
})

/** One node: its own memory, the same database. */
const node = (...of: SourceSettings[]) => createSources(world.deps.db, world.clock, of.length > 0 ? of : [settings()])

function copierOf(sources: ReturnType<typeof node>): Copier {
  const copy = async (source: Source, citizen: string) => {
    await source.request(`copy/${citizen}`)
    copied.push(`${source.id} ${citizen}`)
  }
  const contributions = [{ kind: 'test', probe: 'metadata', copy }]
  const { db, clock } = world.deps
  return startCopier({ db, clock, sources, contributions, deps: { ...world.deps, sources } }, 3_600_000)
}

const north = (sources = node()): Source => {
  const found = sources.find('north')
  if (!found) throw new Error('no north')
  return found
}

describe('a source (H7)', () => {
  test.each([
    ['silent', true],
    ['broken', true],
    ['torn', true],
  ])('that is %s is unavailable, and since when is told on every node', async (how, arrived) => {
    behaves = answers[how] ?? behaves
    const failure = await north()
      .request('x')
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SourceUnavailable)
    expect(failure).toMatchObject({ source: 'north', mayHaveArrived: arrived })
    const since = world.clock.now().toISOString()
    world.clock.advance(60_000)
    await north()
      .request('x')
      .catch(() => {})
    expect(await node().state('north')).toEqual({ reachedAt: null, failedSince: since })
  })

  test('that nobody listens for was surely not told', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const at = closed.address()
    const url = typeof at === 'object' && at ? `http://127.0.0.1:${at.port}/` : ''
    closed.close()
    await once(closed, 'close')
    const failure = await north(node(settings({ url })))
      .request('x')
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ mayHaveArrived: false })
  })

  test('that failed three times at one node is spared by the other; one call finds out when it is back', async () => {
    behaves = answers.broken ?? behaves
    for (let time = 0; time < 3; time++)
      await north()
        .request('x')
        .catch(() => {})
    expect(asked).toBe(3)
    behaves = answers.well ?? behaves
    await expect(north().request('x')).rejects.toMatchObject({ mayHaveArrived: false })
    expect(asked).toBe(3)
    await world.database.owner`update sources.state set open_until = now() - interval '1 second'`
    const outcomes = await Promise.allSettled([north().request('x'), north().request('x'), north().request('x')])
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    expect(await node().state('north')).toMatchObject({ failedSince: null })
    expect((await north().request('x')).status).toBe(200)
  })

  test('has room for eight at a time; the ninth is turned away at once', async () => {
    behaves = answers.silent ?? behaves
    const one = north(node(settings({ timeoutMs: 1_500 })))
    const calls = Array.from({ length: 9 }, () => one.request('x').catch((error: unknown) => error))
    const first = await Promise.race(calls)
    expect(first).toMatchObject({ message: expect.stringContaining('at once'), mayHaveArrived: false })
    await Promise.all(calls)
    expect(asked).toBe(8)
  })

  test('gets a token for machines with private_key_jwt, once for many calls', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const seen: string[] = []
    behaves = async (request, response) => {
      if (request.url !== '/token') {
        seen.push(request.headers.authorization ?? '')
        return void response.end('{}')
      }
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const form = new URLSearchParams(body)
      await jwtVerify(form.get('client_assertion') ?? '', publicKey, { issuer: 'lomma', audience: token.url })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ access_token: 't-1', expires_in: 600 }))
    }
    const privateJwk = JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256' })
    const token = { url: new URL('/token', address).href, clientId: 'lomma', privateJwk, scope: 'system/*.rs' }
    const one = north(node(settings({ token, timeoutMs: 5_000 })))
    await Promise.all([one.request('x'), one.request('y')])
    expect(seen).toEqual(['Bearer t-1', 'Bearer t-1'])
    expect(asked).toBe(3)
  })
})

describe('copies', () => {
  const wish = { citizen: 'c-1', kind: 'test', maxAgeMinutes: 10 }

  test('are wanted once, taken in the background, and good until they are too old', async () => {
    const sources = node()
    const copier = copierOf(sources)
    expect(await sources.copies(wish)).toMatchObject([{ source: 'north', takenAt: null, underway: true }])
    await sources.copies(wish)
    await copier.drain()
    expect(copied).toEqual(['north c-1'])
    expect(await sources.copies(wish)).toMatchObject([
      { takenAt: world.clock.now().toISOString(), underway: false, failedSince: null, name: 'The North' },
    ])
    await copier.drain()
    expect(copied).toHaveLength(1)
    // A look that finds it new enough writes nothing, not even a lock on the row.
    const rowNow = () => world.database.owner`select xmin::text, xmax::text, ctid::text from sources.copy`
    const before = await rowNow()
    await sources.copies(wish)
    expect(await rowNow()).toEqual(before)
    await world.database.owner`update sources.copy set taken_real = now() - interval '11 minutes'`
    await sources.copies(wish)
    await copier.drain()
    expect(copied).toHaveLength(2)
    await copier.stop()
  })

  test('a silent source costs nobody a wait: what was known stays, with since when', async () => {
    const sources = node()
    const copier = copierOf(sources)
    await sources.copies(wish)
    await copier.drain()
    const known = world.clock.now().toISOString()
    behaves = answers.silent ?? behaves
    world.clock.advance(60_000)
    const since = world.clock.now().toISOString()
    const before = asked
    expect(await sources.copies({ ...wish, maxAgeMinutes: 0 })).toMatchObject([{ takenAt: known, underway: true }])
    expect(asked).toBe(before)
    await copier.drain()
    expect(await sources.standing('c-1', 'test')).toMatchObject([
      { takenAt: known, failedSince: since, underway: true, phone: '00 00 00 01' },
    ])
    await copier.stop()
  })

  test('what hangs on an answer is asked for until it comes; the rest is given up after a day', async () => {
    const sources = node()
    const copier = copierOf(sources)
    behaves = answers.broken ?? behaves
    await sources.copies(wish)
    await sources.copies({ ...wish, citizen: 'c-2', must: true })
    await world.database.owner`update sources.copy set wanted_at = now() - interval '2 days'`
    await copier.drain()
    expect(await sources.standing('c-1', 'test')).toMatchObject([{ underway: false }])
    expect(await sources.standing('c-2', 'test')).toMatchObject([{ underway: true }])
    behaves = answers.well ?? behaves
    await world.database.owner`update sources.copy set due = now() where due is not null`
    await world.database.owner`update sources.state set failures = 0`
    await copier.drain()
    expect(copied).toEqual(['north c-2'])
    await copier.stop()
  })

  test('two nodes take each copy once', async () => {
    const patient = settings({ timeoutMs: 10_000 })
    const [one, other] = [node(patient), node(patient)]
    const copiers = [copierOf(one), copierOf(other)]
    for (let at = 0; at < 20; at++) await one.copies({ ...wish, citizen: `c-${at}` })
    await Promise.all(copiers.map((copier) => copier.drain()))
    expect(new Set(copied).size).toBe(20)
    expect(copied).toHaveLength(20)
    await Promise.all(copiers.map((copier) => copier.stop()))
  })
})
