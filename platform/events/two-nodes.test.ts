import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../db/index.ts'
import type { Listener } from '../service/index.ts'
import { type TestWorld, testWorld } from '../testing/index.ts'
import { startDispatcher } from './index.ts'

let world: TestWorld

beforeAll(async () => {
  world = await testWorld()
  await world.database.owner`create table public.told (event text not null)`
  await world.database.owner`grant usage on schema public to lomma_app`
  await world.database.owner`grant insert on public.told to lomma_app`
})
afterAll(() => world?.close())

it('tells each event once, also when one node has told what another still has before it', async () => {
  const listener: Listener = {
    event: 'test.happened',
    name: 'test.tell',
    handle: async ({ data }, tx) => {
      await tx.sql`insert into public.told (event) values (${String(data.number)})`
    },
  }
  await world.database.owner`
    insert into events.outbox (type, citizen, data, at, due)
    select 'test.happened', 'somebody', jsonb_build_object('number', n), now(), '2000-01-01' from generate_series(1, 40) n`
  const { db } = world.database
  const node = (own: Db) =>
    startDispatcher({ db: own, clock: world.clock, listeners: [listener], deps: world.deps }, 3_600_000)
  let looked = () => {}
  const hasLooked = new Promise<void>((done) => (looked = done))
  let goOn = () => {}
  const mayGoOn = new Promise<void>((done) => (goOn = done))
  // The slow node sees what is due, and is held up until the quick one has told it all and cleared it away.
  const slow = node(
    new Proxy(db, {
      apply: async (target, self, given) => {
        const rows = await Reflect.apply(target, self, given)
        looked()
        await mayGoOn
        return rows
      },
    }),
  )
  const quick = node(db)
  const drained = slow.drain()
  await hasLooked
  await quick.drain()
  goOn()
  await drained
  await Promise.all([slow.stop(), quick.stop()])
  const [row] = await world.database.owner`
    select count(*)::int as told, count(distinct event)::int as events from public.told`
  expect(row).toEqual({ told: 40, events: 40 })
  const [left] = await world.database.owner`
    select (select count(*)::int from events.outbox) as waiting, (select count(*)::int from events.handled) as marks`
  expect(left).toEqual({ waiting: 0, marks: 0 })
})
