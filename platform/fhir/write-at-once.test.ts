import type { Observation } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Context, createAccessLog, readLog } from '../access/index.ts'
import { connect, type Db } from '../db/index.ts'
import { isRefusal, refuse } from '../errors/index.ts'
import { type TestWorld, testWorld } from '../testing/index.ts'
import { createStore } from './store.ts'
import type { Guard, Projection, Store, StoreTransaction } from './types.ts'

/** A command that writes one resource is one statement; whatever asks for more gets a transaction, with the same outcome. */
let world: TestWorld
let db: Db
const statements: string[] = []
beforeAll(async () => {
  world = await testWorld()
  db = connect({ url: world.database.url, role: 'lomma_app', onStatement: (text) => statements.push(text.trim()) })
  await storeWith().command(as('start'), (tx) => tx.create({ resourceType: 'Patient', id: 'kari', gender: 'female' }))
})
afterAll(async () => {
  await db.end()
  await world.close()
})

const as = (requestId: string): Context => ({
  actor: { kind: 'system', client: 'c', name: 'C', scopes: ['system/*.cruds'] },
  purpose: { code: 'TREAT' },
  requestId,
  door: 'fhir',
})
const weight = (id: string, value: number): Observation & { id: string } => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'weight' },
  subject: { reference: 'Patient/kari' },
  valueInteger: value,
})
const storeWith = (rules: { guards?: Guard[]; projections?: Projection[] } = {}): Store =>
  createStore({
    ...world.deps,
    db,
    facts: { isOnList: async () => false, officeOf: async () => undefined },
    log: createAccessLog(db),
    guards: rules.guards ?? [],
    projections: rules.projections ?? [],
    resolve: async () => undefined,
  })
const single = { single: true } as const

async function sentBy(run: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0
  await run()
  return [...statements]
}

const versionsOf = async (id: string) => {
  const rows = await world.database.owner<{ version: number }[]>`
    select version from fhir.resource where id = ${id} union all select version from fhir.history where id = ${id}
    order by version`
  return rows.map(({ version }) => version)
}
const linesOf = async (requestId: string) => {
  const rows = await world.database.owner<{ action: string }[]>`
    select action from access.log where request_id = ${requestId} order by action`
  return rows.map(({ action }) => action)
}

describe('one resource', () => {
  test('is created in one statement, with its line in the log', async () => {
    const store = storeWith()
    await store.command(as('warm'), (tx) => tx.create(weight('warm', 1)), single)
    const sent = await sentBy(() => store.command(as('create'), (tx) => tx.create(weight('one', 1)), single))
    expect(sent).toHaveLength(1)
    expect(await versionsOf('one')).toEqual([1])
    expect(await linesOf('create')).toEqual(['create'])
  })

  test('is replaced in one, after one look at what is there', async () => {
    const sent = await sentBy(() => storeWith().command(as('update'), (tx) => tx.update(weight('one', 2)), single))
    expect(sent.map((text) => text.slice(0, 6))).toEqual(['select', 'with p'])
    expect(await versionsOf('one')).toEqual([1, 2])
    expect(await linesOf('update')).toEqual(['update'])
  })

  test('is not created under an id that is taken, and nothing is logged as done', async () => {
    const again = await storeWith().command(as('taken'), (tx) => tx.create(weight('one', 9)), single)
    expect(isRefusal(again) && again.refused).toBe('id-taken')
    expect(await linesOf('taken')).toEqual([])
  })

  test('is created again where it was deleted, as the next version', async () => {
    await storeWith().command(as('delete'), async (tx) => tx.delete('Observation', 'one').then(() => true), single)
    await storeWith().command(as('again'), (tx) => tx.create(weight('one', 4)), single)
    expect(await versionsOf('one')).toEqual([1, 2, 3, 4])
  })

  test('is refused for an old version', async () => {
    const old = await storeWith().command(as('old'), (tx) => tx.update(weight('one', 5), { ifMatch: '1' }), single)
    expect(isRefusal(old) && old.status).toBe(412)
    expect(await linesOf('old')).toEqual([])
  })

  test('that twenty replace at once loses none of them', async () => {
    const store = storeWith()
    await store.command(as('race'), (tx) => tx.create(weight('race', 0)), single)
    const all = Array.from({ length: 20 }, (_, n) =>
      store.command(as(`race-${n}`), (tx) => tx.update(weight('race', n + 1)), single),
    )
    const answers = await Promise.all(all)
    expect(answers.filter((answer) => isRefusal(answer))).toEqual([])
    expect(await versionsOf('race')).toEqual(Array.from({ length: 21 }, (_, n) => n + 1))
    for (let n = 0; n < 20; n++) expect(await linesOf(`race-${n}`)).toEqual(['update'])
  })

  test('of one version only one of those who name it replaces', async () => {
    const store = storeWith()
    await store.command(as('named'), (tx) => tx.create(weight('named', 0)), single)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        store.command(as(`named-${n}`), (tx) => tx.update(weight('named', n + 1), { ifMatch: '1' }), single),
      ),
    )
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1)
    expect(await versionsOf('named')).toEqual([1, 2])
  })
})

describe('a transaction is made of it', () => {
  const needs: readonly (readonly [string, (tx: StoreTransaction) => Promise<unknown>])[] = [
    ['a second write', (tx) => tx.create(weight('second', 1))],
    ['a read that must see the write', (tx) => tx.readCitizen('kari', ['Observation'])],
    ['a service’s own table', async (tx) => tx.sql`select 1`],
    ['an event', (tx) => tx.emit({ type: 'test.event', citizen: 'kari', data: {} })],
    ['the portal itself', async (tx) => tx.asPortal('test')],
    ['a deletion', (tx) => tx.delete('Observation', 'nothing')],
  ]

  test.each(needs)('by %s', async (name, more) => {
    const id = `needs-${needs.findIndex(([one]) => one === name)}`
    let runs = 0
    const answer = await storeWith().command(
      as(id),
      async (tx) => {
        runs++
        const made = await tx.create(weight(id, 1))
        await more(tx)
        return made
      },
      single,
    )
    expect(isRefusal(answer)).toBe(false)
    expect(runs).toBe(2)
    expect(await versionsOf(id)).toEqual([1])
    expect(await linesOf(id)).toContain('create')
  })

  test('also by a rule that hides its failure, and that rule then decides', async () => {
    const hiding: Guard = {
      types: ['Observation'],
      concerns: () => true,
      check: async (_change, tx) => {
        const [row] = await Promise.resolve()
          .then(() => tx.sql<{ n: number }[]>`select 1 as n`)
          .catch(() => [{ n: 0 }])
        return row?.n === 1 ? undefined : refuse('blind', 409)
      },
    }
    const answer = await storeWith({ guards: [hiding] }).command(
      as('hides'),
      (tx) => tx.create(weight('hides', 1)),
      single,
    )
    expect(isRefusal(answer)).toBe(false)
    expect(await versionsOf('hides')).toEqual([1])
  })

  test('by a projection, whose failure takes the write back', async () => {
    const failing: Projection = {
      types: ['Observation'],
      onChanged: async (_change, tx) => {
        await tx.sql`select 1 / 0`
      },
    }
    const store = storeWith({ projections: [failing] })
    await expect(store.command(as('fails'), (tx) => tx.create(weight('fails', 1)), single)).rejects.toThrow('zero')
    expect(await versionsOf('fails')).toEqual([])
  })
})

test('the citizen finds all of it in the log', async () => {
  const lines = await readLog(db, 'kari', { limit: 200 })
  expect(lines.filter(({ action }) => action === 'create').length).toBeGreaterThan(8)
})
