import type { Bundle, Parameters } from '@medplum/fhirtypes'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isRefusal } from '../../errors/index.ts'
import { pauseMs } from './deliver.ts'
import { findDestination } from './endpoint.ts'
import { subscriptionCounts } from './index.ts'
import { post } from './post.ts'
import { numbersOf, Receiver } from './receiver.fixture.ts'
import {
  acts,
  type SubscribersWorld,
  stillWorker,
  subscribersWorld,
  subscriptionTo,
  type Wish,
  weight,
} from './subscribers.fixture.ts'

let subscribers: SubscribersWorld
let act: ReturnType<typeof acts>
const receiver = new Receiver()

beforeAll(async () => {
  subscribers = await subscribersWorld()
  act = acts(subscribers.world)
  await receiver.start()
  subscribers.privateHosts.push(receiver.host)
  await act.patient('kari')
})
afterAll(async () => {
  await receiver.stop()
  await subscribers.world.close()
})
beforeEach(async () => {
  await subscribers.world.database.owner`delete from fhir.subscription`
  await subscribers.world.database.owner`delete from fhir.subscription_change`
  subscribers.clients.clear()
  subscribers.clients.set('hub', { name: 'Hub', scopes: ['system/*.cruds'] })
  subscribers.clients.set('other', { name: 'Other', scopes: ['system/*.cruds'] })
  receiver.take()
  receiver.answer = 'ok'
})

const drain = () => stillWorker(subscribers.parts).drain()

async function subscribe(wish: Partial<Wish> = {}, token = 'hub'): Promise<string> {
  const given = subscriptionTo({ endpoint: receiver.url, ...wish })
  const made = await subscribers.ask('POST', '/Subscription', given, token)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  await drain()
  expect(receiver.take().map(({ type }) => type)).toEqual(['handshake'])
  return made.body.id ?? ''
}

const numbers = () => receiver.take().flatMap((told) => told.numbers)
const stateOf = async (id: string) => (await subscribers.ask('GET', `/Subscription/${id}`)).body

describe('a receiver that fails', () => {
  test('is tried again later and ever more seldom, and gets everything in order once it is up', async () => {
    const id = await subscribe()
    await receiver.stop()
    for (const value of [1, 2]) await act.create(weight('kari', value))
    await drain()
    expect(await stateOf(id)).toMatchObject({ status: 'active', error: 'The endpoint could not be reached.' })
    await act.create(weight('kari', 3))
    await receiver.start()
    await drain()
    expect(numbers()).toEqual([]) // not before its time
    subscribers.machine.advance(5_000)
    await drain()
    expect(numbers()).toEqual([1, 2, 3])
    expect((await stateOf(id)).error).toBeUndefined()
  })

  test('waits 5 s, 10 s, 20 s … an hour, spread in time', () => {
    expect([1, 2, 3, 4].map((tries) => pauseMs(tries, 0.5))).toEqual([5_000, 10_000, 20_000, 40_000])
    expect(pauseMs(30, 0.5)).toBe(3_600_000)
    expect([pauseMs(1, 0), pauseMs(1, 1)]).toEqual([4_000, 6_000])
  })

  test('for good has its mail among the dead letters, which are read by number and sent again', async () => {
    const id = await subscribe()
    receiver.answer = 'fail'
    for (const value of [1, 2]) await act.create(weight('kari', value))
    const calls = receiver.calls
    for (let hour = 0; hour < 6; hour++) {
      await drain()
      subscribers.machine.advance(3_600_000)
    }
    expect(receiver.calls - calls).toBe(4)
    expect(await stateOf(id)).toMatchObject({ status: 'error', error: 'The endpoint answered 503.' })
    // While it is in error events go on being numbered.
    await act.create(weight('kari', 3))
    await drain()
    const dead = await subscribers.ask<Parameters>('GET', `/Subscription/${id}/$dead-letters`)
    expect(dead.body.parameter).toHaveLength(3)
    expect(JSON.stringify(dead.body)).not.toContain('kari')
    expect(await subscriptionCounts(subscribers.world.deps.db)).toContainEqual({
      what: 'event',
      state: 'dead',
      count: 3,
    })
    const missed = await subscribers.ask<Bundle>('GET', `/Subscription/${id}/$events?eventsSinceNumber=2`)
    const first = missed.body.entry?.[0]?.resource
    expect(first?.resourceType === 'Parameters' && numbersOf(first)).toEqual([2, 3])

    receiver.answer = 'ok'
    expect((await subscribers.ask('POST', `/Subscription/${id}/$resend`)).status).toBe(200)
    await act.create(weight('kari', 4))
    await drain()
    const told = receiver.take()
    expect(told.map(({ type }) => type)).toEqual(['handshake', 'event-notification'])
    expect(told.flatMap((one) => one.numbers)).toEqual([1, 2, 3, 4])
    expect((await stateOf(id)).status).toBe('active')
  })

  test.each([
    ['redirects', 'redirect', 'The endpoint answered 307.'],
    ['hangs', 'hang', 'The endpoint did not answer in time.'],
  ] as const)('is one that %s', async (_what, answer, error) => {
    const id = await subscribe({ timeout: 1 })
    receiver.answer = answer
    const calls = receiver.calls
    await act.create(weight('kari', 1))
    await drain()
    expect(receiver.calls - calls).toBe(1)
    expect((await stateOf(id)).error).toBe(error)
  })

  test('holds up nobody by answering without end', async () => {
    const id = await subscribe()
    receiver.answer = 'flood'
    await act.create(weight('kari', 1))
    await drain()
    expect(numbers()).toEqual([1])
    expect((await stateOf(id)).error).toBeUndefined()
  })

  test('is called at the address that was looked at, whatever its name means to the machine', async () => {
    const name = 'hook.nowhere.example'
    const [, port] = receiver.host.split(':')
    subscribers.privateHosts.push(name)
    const parts = { ...subscribers.parts, resolve: async () => ['127.0.0.1'] }
    const destination = await findDestination(`http://${name}:${port}/hook`, parts.rules, parts.resolve)
    if (isRefusal(destination)) throw new Error(destination.diagnostics)
    // The machine itself knows no such name: only the looked-up address can have been used.
    expect(await post(destination, { body: '{}', headers: {}, timeoutMs: 2000 })).toBeUndefined()
    expect(receiver.take()[0]?.headers.host).toBe(`${name}:${port}`)
    subscribers.privateHosts.pop()
  })

  test('whose name has come to mean a private address is not called', async () => {
    const id = await subscribe()
    subscribers.privateHosts.length = 0
    await act.create(weight('kari', 1))
    const calls = receiver.calls
    await drain()
    subscribers.privateHosts.push(receiver.host)
    expect(receiver.calls).toBe(calls)
    expect((await stateOf(id)).error).toMatch(/endpoint/)
  })
})

describe('servers', () => {
  test('that stop and start again lose nothing and tell nothing twice', async () => {
    await subscribe({ maxCount: 1 })
    const first = stillWorker(subscribers.parts)
    await act.create(weight('kari', 1))
    await first.drain()
    await act.create(weight('kari', 2))
    await first.stop()
    await act.create(weight('kari', 3))
    await stillWorker(subscribers.parts).drain()
    expect(numbers()).toEqual([1, 2, 3])
  })

  test('that tell at the same time tell each event once', async () => {
    await Promise.all(
      [1, 2, 3].map((n) =>
        subscribers.ask(
          'POST',
          '/Subscription',
          subscriptionTo({ endpoint: receiver.url, maxCount: 1, filters: [`Observation?value-quantity=ge${n}`] }),
        ),
      ),
    )
    await drain()
    receiver.take()
    for (const value of [1, 2, 3]) await act.create(weight('kari', value))
    await Promise.all([1, 2, 3].map(() => stillWorker(subscribers.parts).drain()))
    await drain()
    const told = receiver.take()
    const each = Map.groupBy(told, ({ bundle }) => bundle.entry?.[0]?.request?.url)
    expect([...each.values()].map((one) => one.flatMap((all) => all.numbers)).sort()).toEqual([[1], [1, 2], [1, 2, 3]])
  })

  test('that died while sending send again under the same number when their time is over', async () => {
    await subscribe()
    await act.create(weight('kari', 1))
    const { owner } = subscribers.world.database
    await owner`update fhir.subscription set lease = gen_random_uuid(), lease_until = now() + interval '1 hour'`
    await drain()
    expect(numbers()).toEqual([])
    await owner`update fhir.subscription set lease_until = now() - interval '1 second'`
    await drain()
    expect(numbers()).toEqual([1])
  })
})

describe('a subscriber that may read less than before', () => {
  test('is told nothing more, not even how much there is', async () => {
    const id = await subscribe()
    await act.create(weight('kari', 1))
    receiver.answer = 'fail'
    await drain() // numbered, and waiting
    receiver.answer = 'ok'
    subscribers.clients.set('hub', { name: 'Hub', scopes: ['system/Subscription.cruds', 'system/Patient.rs'] })
    subscribers.machine.advance(60_000)
    await act.create(weight('kari', 2))
    await drain()
    expect(receiver.take()).toEqual([])
    expect(await stateOf(id)).toMatchObject({ status: 'error' })
    const status = await subscribers.ask<Bundle>('GET', `/Subscription/${id}/$status`)
    expect(JSON.stringify(status.body)).toContain('"valueString":"1"')
    expect((await subscribers.ask('GET', `/Subscription/${id}/$events`)).status).toBe(403)
  })

  test('because the client is gone is told nothing', async () => {
    await subscribe()
    subscribers.clients.delete('hub')
    await act.create(weight('kari', 1))
    await drain()
    expect(receiver.take()).toEqual([])
  })

  test('cannot subscribe to what its token does not cover, or only in part', async () => {
    const ask = (scope: string) =>
      subscribers.ask('POST', '/Subscription', subscriptionTo({ endpoint: receiver.url }), `hub|${scope}`)
    expect((await ask('system/Subscription.c')).status).toBe(403)
    expect((await ask('system/Subscription.c system/Observation.r')).status).toBe(403)
    expect((await ask('system/Observation.rs')).status).toBe(403)
    expect((await ask('system/Subscription.c system/Observation.rs')).status).toBe(201)
  })

  test('by granular scopes is told of that part alone', async () => {
    const scopes = 'system/Subscription.c system/Observation.rs?code=8302-2'
    await subscribe({}, `hub|${scopes}`)
    await act.create(weight('kari', 70))
    await act.create(weight('kari', 170, '8302-2'))
    await drain()
    expect(numbers()).toEqual([1])
  })
})

describe('a subscription', () => {
  test('is its client’s own: to others it is not there', async () => {
    const id = await subscribe()
    const as = (method: string, path: string, body?: unknown) => subscribers.ask<Bundle>(method, path, body, 'other')
    expect((await as('GET', `/Subscription/${id}`)).status).toBe(404)
    expect((await as('GET', `/Subscription/${id}/$status`)).status).toBe(404)
    expect((await as('GET', `/Subscription/${id}/$events`)).status).toBe(404)
    expect((await as('GET', `/Subscription/${id}/$dead-letters`)).status).toBe(404)
    expect((await as('POST', `/Subscription/${id}/$resend`)).status).toBe(404)
    expect((await as('GET', '/Subscription')).body.total).toBe(0)
    expect((await as('DELETE', `/Subscription/${id}`)).status).toBe(204)
    const batch = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: `Subscription/${id}` } }],
    }
    expect(JSON.stringify((await as('POST', '/', batch)).body)).toContain('"status":"404"')
    expect((await subscribers.ask('GET', `/Subscription/${id}`)).status).toBe(200)
  })

  test('of a citizen’s app is refused for now', async () => {
    const given = subscriptionTo({ endpoint: receiver.url })
    expect((await subscribers.ask('POST', '/Subscription', given, 'patient')).status).toBe(403)
    expect((await subscribers.ask('GET', '/Subscription', undefined, 'patient')).status).toBe(403)
  })

  test('in a Bundle is refused, for it would be dead paper', async () => {
    const entry = {
      resource: subscriptionTo({ endpoint: receiver.url }),
      request: { method: 'POST', url: 'Subscription' },
    }
    const answer = await subscribers.ask('POST', '/', { resourceType: 'Bundle', type: 'transaction', entry: [entry] })
    expect(answer.status).toBe(422)
  })

  test('that is turned off, or has ended, is told nothing; asked for again its numbers go on', async () => {
    const id = await subscribe()
    await act.create(weight('kari', 1))
    await drain()
    const read = await stateOf(id)
    await subscribers.ask('PUT', `/Subscription/${id}`, { ...read, status: 'off' })
    await act.create(weight('kari', 2))
    await drain()
    expect(numbers()).toEqual([1])
    const stale = { ...read, status: 'requested' }
    const headers = { 'If-Match': `W/"${read.meta?.versionId}"` }
    expect((await subscribers.ask('PUT', `/Subscription/${id}`, stale, 'hub', headers)).status).toBe(412)
    await subscribers.ask('PUT', `/Subscription/${id}`, stale)
    await drain()
    await act.create(weight('kari', 3))
    await drain()
    expect(numbers()).toEqual([2])
    const ended = { ...stale, status: 'active', end: '2030-01-02T00:00:00Z' }
    expect((await subscribers.ask('PUT', `/Subscription/${id}`, ended)).status).toBe(200)
    subscribers.machine.advance(10 * 86_400_000)
    await act.create(weight('kari', 4))
    await drain()
    expect(numbers()).toEqual([])
    expect((await stateOf(id)).status).toBe('off')
  })
})
