import type { Bundle, OperationOutcome, Parameters } from '@medplum/fhirtypes'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readLog } from '../../access/index.ts'
import { backport, topicOf } from './backport.ts'
import { isSigned, Receiver, said } from './receiver.fixture.ts'
import {
  acts,
  base,
  type SubscribersWorld,
  secretOf,
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
  await act.patient('ola')
})
afterAll(async () => {
  await receiver.stop()
  await subscribers.world.close()
})
beforeEach(async () => {
  await subscribers.world.database.owner`delete from fhir.subscription`
  subscribers.clients.set('hub', { name: 'Hub', scopes: ['system/*.cruds'] })
  receiver.take()
})

const drain = () => stillWorker(subscribers.parts).drain()

/** Made and shaken hands on. */
async function subscribe(wish: Partial<Wish> = {}) {
  const made = await subscribers.ask('POST', '/Subscription', subscriptionTo({ endpoint: receiver.url, ...wish }))
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  await drain()
  expect(receiver.take().map(({ type }) => type)).toEqual(['handshake'])
  return { id: made.body.id ?? '', secret: secretOf(made.body) }
}

describe('a new subscription', () => {
  test('is requested, shaken hands on and active; the secret is told once', async () => {
    const made = await subscribers.ask('POST', '/Subscription', subscriptionTo({ endpoint: receiver.url }))
    expect(made.status).toBe(201)
    expect(made.body.status).toBe('requested')
    expect(made.headers.get('Location')).toBe(`${base}/Subscription/${made.body.id}/_history/1`)
    await drain()
    const [handshake] = receiver.take()
    expect(handshake?.bundle.type).toBe('history')
    expect(handshake?.bundle.meta?.profile).toEqual([backport.notification])
    const [first] = handshake?.bundle.entry ?? []
    expect(first?.request).toEqual({ method: 'GET', url: `${base}/Subscription/${made.body.id}/$status` })
    const status = first?.resource?.resourceType === 'Parameters' ? first.resource : undefined
    expect([said(status, 'type'), said(status, 'status'), said(status, 'topic')]).toEqual([
      'handshake',
      'requested',
      topicOf('Observation'),
    ])
    expect(handshake && isSigned(handshake, secretOf(made.body))).toBe(true)
    const read = await subscribers.ask('GET', `/Subscription/${made.body.id}`)
    expect(read.body.status).toBe('active')
    expect(secretOf(read.body)).toBe('')
  })

  test('whose receiver does not answer the handshake ends in error', async () => {
    receiver.answer = 'fail'
    const made = await subscribers.ask('POST', '/Subscription', subscriptionTo({ endpoint: receiver.url }))
    for (let day = 0; day < 4; day++) {
      await drain()
      subscribers.machine.advance(86_400_000)
    }
    receiver.answer = 'ok'
    const read = await subscribers.ask('GET', `/Subscription/${made.body.id}`)
    expect(read.body).toMatchObject({ status: 'error', error: 'The endpoint answered 503.' })
  })

  test.each([
    ['another topic', { criteria: 'http://example.org/topic' }],
    ['another channel', { channel: { type: 'email', endpoint: 'mailto:x@example.no' } }],
    ['no endpoint', { channel: { type: 'rest-hook' } }],
    ['a private endpoint', { channel: { type: 'rest-hook', endpoint: 'https://10.0.0.1/' } }],
    ['a header that steers', { channel: { type: 'rest-hook', endpoint: 'https://x.no/', header: ['Host: y'] } }],
    ['no reason', { reason: undefined }],
    ['a topic of subscriptions', { criteria: topicOf('Subscription') }],
  ])('is refused with %s', async (_what, change) => {
    const given = { ...subscriptionTo({ endpoint: receiver.url }), ...change }
    const answer = await subscribers.ask<OperationOutcome>('POST', '/Subscription', given)
    expect(answer.status, JSON.stringify(answer.body)).toBe(422)
    expect(answer.body.resourceType).toBe('OperationOutcome')
  })

  test('under an id of the client’s own, and over already, is kept off; its address is not even looked up', async () => {
    const channel = {
      type: 'rest-hook',
      endpoint: 'https://biliwatch.example.com/on-result',
      header: ['Authorization: x'],
    }
    const given = {
      ...subscriptionTo({ endpoint: receiver.url }),
      id: 'hub-1',
      criteria: 'Observation?code=x|1',
      channel,
    }
    const made = await subscribers.ask('PUT', '/Subscription/hub-1', { ...given, end: '2021-01-01T00:00:00Z' })
    expect([made.status, made.body.status, made.body.id]).toEqual([201, 'off', 'hub-1'])
    expect((await subscribers.ask('PUT', '/Subscription/hub-1', given)).status).toBe(422)
    const again = await subscribers.ask('POST', '/Subscription', given, 'hub', { 'If-None-Exist': 'criteria=x' })
    expect(again.status).toBe(400)
  })

  test.each([
    'Patient?name=x',
    'Observation?nonsense=1',
    'Observation?subject:Patient.name=x',
    'Observation?_has:Provenance:target:agent=x',
    'Observation?date=yesterday',
    'Observation?_include=Observation:subject',
  ])('is refused with a filter that cannot be evaluated: %s', async (filter) => {
    const given = subscriptionTo({ endpoint: receiver.url, filters: [filter] })
    expect((await subscribers.ask('POST', '/Subscription', given)).status).toBe(422)
  })
})

describe('events', () => {
  test('of creating, changing and deleting come in order, numbered without gaps, signed', async () => {
    const { secret } = await subscribe()
    const made = await act.create(weight('kari', 70))
    await act.update({ ...weight('kari', 71), id: made.id })
    await act.remove(made.id)
    await drain()
    const told = receiver.take()
    expect(told.flatMap(({ numbers }) => numbers)).toEqual([1, 2, 3])
    expect(told.every((one) => isSigned(one, secret))).toBe(true)
    const entries = told.flatMap(({ bundle }) => bundle.entry?.slice(1) ?? [])
    expect(entries.map(({ request }) => `${request?.method} ${request?.url}`)).toEqual([
      'POST Observation',
      `PUT Observation/${made.id}`,
      `DELETE Observation/${made.id}`,
    ])
  })

  test('come as many at once as the subscriber asked for', async () => {
    await subscribe({ maxCount: 2 })
    for (const value of [1, 2, 3, 4, 5]) await act.create(weight('kari', value))
    await drain()
    expect(receiver.take().map(({ numbers }) => numbers)).toEqual([[1, 2], [3, 4], [5]])
  })

  test('of other types, of what is not in the filters, and of what was rolled back are not told or counted', async () => {
    const { id } = await subscribe({
      filters: ['Observation?patient=Patient/kari&code=29463-7', 'Observation?value-quantity=gt100'],
    })
    await act.patient(`p-${id}`)
    await act.create(weight('ola', 120))
    await act.create(weight('kari', 90))
    await act.create(weight('kari', 120, '8302-2'))
    await subscribers.world.deps.store.command(
      { actor: { kind: 'service', service: 't' }, purpose: { code: 'HOPERAT' }, requestId: 'r', door: 'internal' },
      async (tx) => {
        await tx.create(weight('kari', 130))
        return { refused: 'no', status: 422 as const }
      },
    )
    const hit = await act.create(weight('kari', 140))
    await drain()
    const told = receiver.take()
    expect(told.flatMap(({ numbers }) => numbers)).toEqual([1])
    expect(told[0]?.text).toContain(hit.id)
  })

  test('are found by R4’s own criteria too', async () => {
    const given = { ...subscriptionTo({ endpoint: receiver.url }), criteria: 'Observation?code=8302-2' }
    expect((await subscribers.ask('POST', '/Subscription', given)).status).toBe(201)
    await act.create(weight('kari', 70))
    await act.create(weight('kari', 170, '8302-2'))
    await drain()
    expect(receiver.take().flatMap(({ numbers }) => numbers)).toEqual([1])
  })

  test('cost nothing to write while nobody subscribes to the type', async () => {
    await subscribe({ type: 'Organization' })
    await act.create(weight('kari', 70))
    const [row] = await subscribers.world.database.owner`select count(*)::int as n from fhir.subscription_change`
    expect(row?.n).toBe(0)
  })
})

describe('a notification', () => {
  test('without content holds numbers and times, no address and no resource, and is no look-up', async () => {
    await subscribe({ content: 'empty' })
    const before = (await readLog(subscribers.world.deps.db, 'ola', { limit: 50 })).length
    const made = await act.create(weight('ola', 70))
    await drain()
    const [told] = receiver.take()
    expect(told?.numbers).toEqual([1])
    expect(told?.bundle.entry).toHaveLength(1)
    for (const word of [made.id, 'ola', 'Observation']) expect(told?.text).not.toContain(word)
    const log = await readLog(subscribers.world.deps.db, 'ola', { limit: 50 })
    expect(log.length - before).toBe(1) // the portal's own writing
  })

  test('with ids names the resource; with content holds the version the event was about', async () => {
    await subscribe({ content: 'id-only' })
    await subscribe({ content: 'full-resource' })
    const made = await act.create(weight('kari', 70))
    await act.update({ ...weight('kari', 71), id: made.id })
    await drain()
    const told = receiver.take()
    const entries = told.map(({ bundle }) => bundle.entry?.slice(1) ?? [])
    const [ids, full] = entries.sort((a, b) => (a[0]?.resource ? 1 : 0) - (b[0]?.resource ? 1 : 0))
    expect(ids?.map(({ fullUrl, resource }) => [fullUrl, resource])).toEqual([
      [`${base}/Observation/${made.id}`, undefined],
      [`${base}/Observation/${made.id}`, undefined],
    ])
    const values = full?.map(({ resource }) =>
      resource?.resourceType === 'Observation' ? resource.valueQuantity?.value : 0,
    )
    expect(values).toEqual([70, 71])
  })

  test('that names or holds content is in the citizen’s log, once however often it is tried', async () => {
    await subscribe({ content: 'full-resource' })
    await act.create(weight('ola', 99))
    receiver.answer = 'fail'
    await drain()
    subscribers.machine.advance(60_000)
    receiver.answer = 'ok'
    await drain()
    expect(receiver.take().flatMap(({ numbers }) => numbers)).toEqual([1])
    const log = await readLog(subscribers.world.deps.db, 'ola', { limit: 50, kinds: ['system'] })
    expect(log.filter(({ actorName }) => actorName === 'Hub')).toHaveLength(1)
    expect(log[0]).toMatchObject({ actorName: 'Hub', action: 'read', types: ['Observation'], purpose: 'TREAT' })
  })

  test('carries the client’s own headers, which a read shows masked', async () => {
    const header = ['Authorization: Bearer of-the-receiver', 'X-Tenant: 7']
    const { id } = await subscribe({ header })
    await act.create(weight('kari', 70))
    await drain()
    const [told] = receiver.take()
    expect(told?.headers).toMatchObject({ authorization: 'Bearer of-the-receiver', 'x-tenant': '7' })
    const read = await subscribers.ask('GET', `/Subscription/${id}`)
    expect(read.body.channel?.header).toEqual(['Authorization: ***', 'X-Tenant: ***'])
    const rows = await subscribers.world.database.owner`select * from fhir.subscription`
    expect(JSON.stringify(rows)).not.toContain('of-the-receiver')
    // What was read is written back: nothing of it is lost, and it is not shaken hands on again.
    const back = await subscribers.ask('PUT', `/Subscription/${id}`, read.body)
    expect([back.status, back.body.status]).toEqual([200, 'active'])
    await act.create(weight('kari', 71))
    await drain()
    expect(receiver.take()[0]?.headers.authorization).toBe('Bearer of-the-receiver')
  })

  test('of life comes when there was nothing to tell for the time asked for', async () => {
    await subscribe({ heartbeat: 60 })
    await drain()
    expect(receiver.take()).toEqual([])
    subscribers.machine.advance(61_000)
    await drain()
    await drain()
    expect(receiver.take().map(({ type, numbers }) => [type, numbers])).toEqual([['heartbeat', []]])
  })
})

describe('metadata', () => {
  test('names the topics, and $topics says what they can be filtered by', async () => {
    const topics = await subscribers.ask<Bundle>('GET', '/$topics')
    const observation = topics.body.entry?.find(({ resource }) => resource?.id === 'topic-Observation')
    expect(JSON.stringify(observation)).toContain('"filterParameter","valueString":"category"')
    const metadata = await subscribers.ask<{ rest: { resource: { type: string; extension?: unknown[] }[] }[] }>(
      'GET',
      '/metadata',
    )
    const own = metadata.body.rest[0]?.resource.find(({ type }) => type === 'Subscription')
    expect(own?.extension).toContainEqual({ url: backport.topic, valueCanonical: topicOf('Observation') })
  })

  test('$status says how many events there were', async () => {
    const { id } = await subscribe()
    await act.create(weight('kari', 70))
    await drain()
    const answer = await subscribers.ask<Bundle>('GET', `/Subscription/${id}/$status`)
    const resource = answer.body.entry?.[0]?.resource
    const status: Parameters | undefined = resource?.resourceType === 'Parameters' ? resource : undefined
    expect([said(status, 'type'), said(status, 'status'), said(status, 'events-since-subscription-start')]).toEqual([
      'query-status',
      'active',
      '1',
    ])
  })
})
