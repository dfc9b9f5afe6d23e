import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DomainEvent } from '../fhir/types.ts'
import type { Listener } from '../service/index.ts'
import { portal, type TestWorld, testWorld } from '../testing/index.ts'
import { startDispatcher } from './index.ts'

const event: DomainEvent = { type: 'tea.brewed', citizen: 'kari', data: { cup: 'blue' } }
const hour = 3_600_000

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
  await world.database.owner`create table public.told (cup text)`
  await world.database.owner`grant all on public.told to lomma_app`
  await world.database.owner`grant usage on schema public to lomma_app`
})
afterEach(() => world.close())

const told = async () => (await world.database.owner`select cup from public.told`).length

/** Writes down what it is told, in the listener's own transaction; then fails as often as it is asked to. */
function listener(name: string, failures = 0): Listener {
  let left = failures
  return {
    event: 'tea.brewed',
    name,
    handle: async ({ data }, tx) => {
      await tx.sql`insert into public.told values (${String(data.cup)})`
      if (left-- > 0) throw new Error('spilt')
    },
  }
}

const dispatcher = (...listeners: Listener[]) =>
  startDispatcher({ db: world.deps.db, clock: world.clock, listeners, deps: world.deps }, hour)

const emit = () =>
  world.deps.store.command(portal, async (tx) => {
    await tx.emit(event)
    return true
  })

const outbox = () => world.database.owner`select tries, retry_at > now() as waits from events.outbox`

describe('an event', () => {
  test('is told to every listener once, then gone', async () => {
    await emit()
    const running = dispatcher(listener('a.one'), listener('b.two'))
    await running.drain()
    await running.drain()
    expect(await told()).toBe(2)
    expect(await outbox()).toHaveLength(0)
    await running.stop()
  })

  test('of a command that was refused is never told', async () => {
    await world.deps.store.command(portal, async (tx) => {
      await tx.emit(event)
      return { refused: 'no', status: 422 as const }
    })
    expect(await outbox()).toHaveLength(0)
  })

  test('whose listener fails leaves nothing of it, waits, and is told again', async () => {
    await emit()
    const running = dispatcher(listener('a.one', 1))
    await running.drain()
    expect(await told()).toBe(0)
    expect(await outbox()).toMatchObject([{ tries: 1, waits: true }])
    await world.database.owner`update events.outbox set retry_at = now()`
    await running.drain()
    expect(await told()).toBe(1)
    await running.stop()
  })

  test('told to one listener is not told to it again because another failed', async () => {
    await emit()
    const running = dispatcher(listener('a.steady'), listener('b.shaky', 1))
    await running.drain()
    await world.database.owner`update events.outbox set retry_at = now()`
    await running.drain()
    expect(await told()).toBe(2)
    await running.stop()
  })

  test('with a time to come waits for it, by the story’s clock', async () => {
    await world.deps.store.command(portal, async (tx) => {
      await tx.schedule(new Date(tx.now.getTime() + hour), event)
      return true
    })
    const running = dispatcher(listener('a.one'))
    await running.drain()
    expect(await told()).toBe(0)
    world.clock.advance(hour)
    await running.drain()
    expect(await told()).toBe(1)
    await running.stop()
  })

  test('is told once by two dispatchers at the same time', async () => {
    for (let n = 0; n < 20; n++) await emit()
    const pair = [dispatcher(listener('a.one')), dispatcher(listener('a.one'))]
    await Promise.all(pair.map((running) => running.drain()))
    expect(await told()).toBe(20)
    await Promise.all(pair.map((running) => running.stop()))
  })
})

test('the command’s own key is not the listener’s: each event has a handler of its own', async () => {
  const context = { ...portal, idempotencyKey: randomUUID() }
  const twice = () =>
    world.deps.store.command(context, async (tx) => {
      await tx.emit(event)
      return true
    })
  await twice()
  await twice()
  expect(await outbox()).toHaveLength(1)
})
