import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { indexEntries } from '../search/index.ts'
import type { Resource } from '../types.ts'
import { type DoorScene, doorScene, idsOf, linkOf } from './search.fixture.ts'

/** More citizens than one search takes the keys of, or looks at to sort. */
const citizens = 3000
const observations = 51_000

let scene: DoorScene

interface Made {
  readonly resource: Resource & { id: string }
  readonly citizen: string
}

/** Straight into the tables, as the bulk path does: through the door it would take minutes. */
async function insert(all: readonly Made[]): Promise<void> {
  const { db } = scene.world.deps
  for (let at = 0; at < all.length; at += 3000) {
    const some = all.slice(at, at + 3000)
    const types = some.map(({ resource }) => resource.resourceType)
    const ids = some.map(({ resource }) => resource.id)
    const owners = some.map(({ citizen }) => citizen)
    const bodies = some.map(({ resource }) => JSON.stringify(resource))
    const entries = some.map(({ resource, citizen }) => indexEntries(resource, { citizen }).join('\u0001'))
    await db`
      insert into fhir.locator (type, id, citizen)
      select * from unnest(${types}::text[], ${ids}::text[], ${owners}::text[])`
    await db`
      insert into fhir.resource (citizen, type, id, version, updated, body, idx)
      select citizen, type, id, 1, ${scene.world.clock.now()}, body::json, string_to_array(idx, ${'\u0001'})
      from unnest(${owners}::text[], ${types}::text[], ${ids}::text[], ${bodies}::text[], ${entries}::text[])
        as made (citizen, type, id, body, idx)`
  }
}

const patient = (number: number): Made => ({
  citizen: `p${number}`,
  resource: {
    resourceType: 'Patient',
    id: `p${number}`,
    name: [{ family: number % 500 === 0 ? 'Sørlandsmoen' : 'Hansen' }],
    gender: number % 2 ? 'male' : 'female',
    birthDate: `19${10 + (number % 90)}-01-01`,
  },
})

const observation = (number: number): Made => ({
  citizen: `p${number % citizens}`,
  resource: {
    resourceType: 'Observation',
    id: `o${number}`,
    status: number % 10_000 === 0 ? 'amended' : 'final',
    code: { text: 'x' },
    subject: { reference: `Patient/p${number % citizens}` },
    valueInteger: number,
  },
})

beforeAll(async () => {
  scene = await doorScene()
  await insert(Array.from({ length: citizens }, (_, number) => patient(number)))
  await insert(Array.from({ length: observations }, (_, number) => observation(number)))
  // As the database does by itself after a while.
  await scene.world.database.owner`analyze fhir.resource`
  await scene.world.database.owner`analyze fhir.locator`
}, 120_000)
afterAll(() => scene.world.close())

describe('over many records', () => {
  test.each([
    ['/Patient?name=sørlands', 6],
    ['/Patient?name=hansen&birthdate=1910-01-01', 33],
    ['/Observation?status=amended', 6],
    ['/Observation?patient.name=sørlandsmoen&status=amended', 6],
    ['/Observation?patient.name=hansen&status=amended', 0],
    ['/Observation?patient.gender=female&patient.birthdate=1920-01-01&status=amended', 2],
    ['/Patient?_has:Observation:patient:status=amended', 3],
    ['/Patient?name=sørland&_has:Observation:patient:status=final', 6],
    ['/Observation?patient=p5', 17],
  ])('%s finds %i', async (path, count) => {
    const { body } = await scene.ask(path)
    expect(idsOf(body)).toHaveLength(count)
    expect(body.total).toBe(count)
  })

  test('all pages of what is common hold each once', async () => {
    const seen: string[] = []
    for (let url: string | undefined = '/Patient?gender=male,female&_count=700'; url; ) {
      const { body } = await scene.ask(url)
      seen.push(...idsOf(body))
      url = linkOf(body, 'next')
    }
    expect(seen).toHaveLength(citizens)
    expect(new Set(seen).size).toBe(citizens)
  })

  test('totals are said when they are known', async () => {
    expect((await scene.ask('/Observation?_count=1')).body.total).toBeUndefined()
    expect((await scene.ask('/Observation?_count=1&_total=accurate')).body.total).toBe(observations)
    const about = (await scene.ask('/Observation?_count=1&_total=estimate')).body.total ?? 0
    expect(about).toBeGreaterThan(10_000)
    expect((await scene.ask('/Patient?_count=1')).body.total).toBe(citizens)
  })

  test('what is rare and in no index is found page by page, none left out', async () => {
    const seen: string[] = []
    let asked = 0
    for (let url: string | undefined = '/Observation?status:not=final'; url; asked++) {
      const { body } = await scene.ask(url)
      seen.push(...idsOf(body))
      url = linkOf(body, 'next')
    }
    expect(seen).toHaveLength(6)
    expect(asked).toBeGreaterThan(1)
  })

  test('what would need all of them is refused', async () => {
    const answer = await scene.ask('/Observation?_sort=status')
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.body)).toContain('too-costly')
    expect((await scene.ask('/Observation?_sort=status&patient=p5')).body.total).toBe(17)
  })
})
