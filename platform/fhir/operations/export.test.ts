import type { Observation, Patient, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '../../access/index.ts'
import { refuse } from '../../errors/index.ts'
import { portal } from '../../testing/index.ts'
import { type DoorWorld, doorWorld, weight } from '../door/door.fixture.ts'
import { exportListeners, exportSlice } from './export-slice.ts'

/** More than one slice holds. */
const many = 620

interface Manifest {
  readonly transactionTime: string
  readonly requiresAccessToken: boolean
  readonly output: readonly { readonly type: string; readonly url: string; readonly count: number }[]
}

let fhir: DoorWorld
let kari: string
let ids: string[]

beforeAll(async () => {
  fhir = await doorWorld()
  kari = (await fhir.ask<Patient>('POST', '/Patient', { resourceType: 'Patient' })).body.id ?? ''
  await fhir.ask('POST', '/Organization', { resourceType: 'Organization', name: 'Kontor' })
  const entry = Array.from({ length: many }, (_, value) => ({
    resource: weight(`Patient/${kari}`, value + 1),
    request: { method: 'POST', url: 'Observation' },
  }))
  const { body } = await fhir.ask('POST', '/', { resourceType: 'Bundle', type: 'transaction', entry })
  ids = body.entry?.map(({ resource }) => resource?.id ?? '') ?? []
  fhir.world.clock.advance(1000)
})
afterAll(() => fhir.world.close())

const async = { Prefer: 'respond-async', Accept: 'application/fhir+json' }
const start = (path: string, token = 'bulk@all', headers: Record<string, string> = async) =>
  fhir.ask<{ issue: unknown }>('GET', path, undefined, { token, headers })
const placeOf = ({ headers }: { headers: Headers }) => headers.get('Content-Location') ?? ''
const look = <T = Manifest>(url: string, token = 'bulk@all', method = 'GET') =>
  fhir.ask<T>(method, url, undefined, { token })
const lines = async (url: string): Promise<Resource[]> =>
  (await look(url)).text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

describe('$export', () => {
  test('shows every record as it was when it was asked for, whatever is written meanwhile', async () => {
    const started = await start('/$export?_type=Patient,Observation,Organization')
    expect(started.status).toBe(202)
    const place = placeOf(started)
    const running = await look(place)
    expect([running.status, running.headers.get('Retry-After')]).toEqual([202, '2'])
    expect(running.headers.get('X-Progress')).toContain('resources')
    fhir.world.clock.advance(1000)
    const [first = '', second = '', third = ''] = ids
    await fhir.ask('PUT', `/Observation/${first}`, { ...weight(`Patient/${kari}`, 999), id: first })
    await fhir.ask('PUT', `/Observation/${second}`, { ...weight(`Patient/${kari}`, 998), id: second })
    await fhir.ask('PUT', `/Observation/${second}`, { ...weight(`Patient/${kari}`, 997), id: second })
    await fhir.ask('DELETE', `/Observation/${third}`)
    await fhir.ask('POST', '/Observation', weight(`Patient/${kari}`, 996))
    await fhir.world.dispatcher.drain()

    const { body: manifest, headers } = await look(place)
    expect(headers.get('Content-Type')).toContain('application/json')
    expect(manifest.requiresAccessToken).toBe(true)
    expect(manifest.output.map(({ type, count }) => [type, count])).toEqual([
      ['Observation', many],
      ['Organization', 1],
      ['Patient', 1],
    ])
    const observations = (await lines(manifest.output[0]?.url ?? '')) as Observation[]
    expect(new Set(observations.map(({ id }) => id))).toEqual(new Set(ids))
    const values = observations.map(({ valueQuantity }) => valueQuantity?.value ?? 0).sort((a, b) => a - b)
    expect([values[0], values.at(-1)]).toEqual([1, many])
    expect(observations.every(({ meta }) => meta?.versionId === '1')).toBe(true)
  })

  test('goes on where it was when the server died, and gives nothing twice', async () => {
    const place = placeOf(await start('/Patient/$export?_type=Observation'))
    const job = place.split('/').at(-1) ?? ''
    const [slice] = exportListeners
    const event = { type: exportSlice, citizen: '', data: { job } }
    // Everything of a slice done but the commit.
    const died = await fhir.world.deps.store.command(portal, async (tx) => {
      await slice?.handle(event, tx, fhir.world.deps)
      return refuse('died')
    })
    expect(died).toMatchObject({ refused: 'died' })
    expect((await look(place)).headers.get('X-Progress')).toContain('0 resources')
    await fhir.world.dispatcher.drain()
    const [output] = (await look(place)).body.output
    const found = await lines(output?.url ?? '')
    expect([output?.count, found.length]).toEqual([many, many])
    expect(new Set(found.map(({ id }) => id)).size).toBe(many)
  })

  test('at patient level leaves out what is no patient’s, since an instant what is old', async () => {
    expect((await start('/Patient/$export?_type=Organization')).status).toBe(400)
    const since = encodeURIComponent(new Date(fhir.world.clock.now().getTime() - 500).toISOString())
    const place = placeOf(await start(`/Patient/$export?_since=${since}`))
    await fhir.world.dispatcher.drain()
    expect((await look(place)).body.output.map(({ type, count }) => [type, count])).toEqual([['Observation', 3]])
  })

  test('shows what the scopes cover, and is in each citizen’s log', async () => {
    fhir.world.clock.advance(1000)
    expect((await start('/$export?_type=Observation', 'part@system/Patient.rs')).status).toBe(403)
    const place = placeOf(await start('/$export', 'part@system/Patient.rs'))
    await fhir.world.dispatcher.drain()
    const { body } = await look(place, 'part@system/Patient.rs')
    expect(body.output.map(({ type }) => type)).toEqual(['Patient'])
    const [latest] = await readLog(fhir.world.deps.db, kari, { limit: 1 })
    expect(latest).toMatchObject({
      actorKind: 'system',
      actorName: 'part',
      action: 'search',
      types: ['Patient'],
      reason: '$export',
    })
  })

  test('is seen by its own client only, and gone when cancelled', async () => {
    const place = placeOf(await start('/$export?_type=Patient'))
    await fhir.world.dispatcher.drain()
    const url = (await look(place)).body.output[0]?.url ?? ''
    expect((await look(place, 'other@all')).status).toBe(404)
    expect((await look(url, 'other@all')).status).toBe(404)
    expect((await look(place, 'other@all', 'DELETE')).status).toBe(404)
    expect((await look(url)).status).toBe(200)
    expect((await look(place, 'bulk@all', 'DELETE')).status).toBe(202)
    expect([(await look(place)).status, (await look(url)).status]).toEqual([404, 404])
  })

  test('cancelled while it runs stops; its files go after a day', async () => {
    const place = placeOf(await start('/$export?_type=Observation'))
    await look(place, 'bulk@all', 'DELETE')
    await fhir.world.dispatcher.drain()
    const job = place.split('/').at(-1) ?? ''
    const { db } = fhir.world.deps
    expect(await db`select 1 from fhir.export_chunk where job = ${job}`).toHaveLength(0)
    const kept = placeOf(await start('/$export?_type=Patient'))
    await fhir.world.dispatcher.drain()
    expect((await look(kept)).status).toBe(200)
    fhir.world.clock.advance(25 * 3_600_000)
    await fhir.world.dispatcher.drain()
    expect((await look(kept)).status).toBe(404)
  })

  test.each([
    ['without respond-async', '/$export', 'bulk@all', { Accept: 'application/fhir+json' }, 400],
    ['in another format', '/$export?_outputFormat=text/csv', 'bulk@all', async, 400],
    ['with a filter', '/$export?_typeFilter=Patient%3Fgender%3Dmale', 'bulk@all', async, 400],
    ['of no type', '/$export?_type=Dragon', 'bulk@all', async, 400],
    ['since no instant', '/$export?_since=lately', 'bulk@all', async, 400],
    ['without any scope', '/$export', 'none@openid', async, 403],
    ['by a citizen’s app', '/$export', 'app:kari patient/*.rs', async, 403],
    ['of one type alone', '/Observation/$export', 'bulk@all', async, 404],
  ])('%s is refused', async (_what, path, token, headers, status) => {
    expect((await start(path, token, headers)).status).toBe(status)
  })

  test('a client has so many at a time', async () => {
    const client = 'greedy@all'
    const started = [await start('/$export', client), await start('/$export', client), await start('/$export', client)]
    expect(started.map(({ status }) => status)).toEqual([202, 202, 429])
    expect(started[2]?.headers.get('Retry-After')).toBe('60')
  })
})
