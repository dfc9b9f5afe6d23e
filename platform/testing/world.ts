import { randomUUID } from 'node:crypto'
import type { Actor, Context, PurposeCode } from '../access/index.ts'
import { createAccessLog } from '../access/index.ts'
import { fixedClock } from '../clock/index.ts'
import type { ConnectOptions } from '../db/index.ts'
import { type Dispatcher, startDispatcher } from '../events/index.ts'
import { createStore } from '../fhir/index.ts'
import { fileGuard, fileListeners } from '../files/index.ts'
import { createCardIssuer } from '../identity/card-issuer.ts'
import { accessFacts } from '../registers/access-facts.ts'
import { embeddedRegisters, officeProjection, resolveCitizen } from '../registers/index.ts'
import { contributionsOf, type Deps, type ServerPlugin } from '../service/index.ts'
import { occupancyProjection, slotGuard, slotsProjection } from '../slots/index.ts'
import { createSources } from '../sources/index.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** A Monday in spring, ten in the morning in Oslo. */
export const storyMorning = '2026-04-13T08:00:00Z'

const portalSettings = { origin: 'http://lomma.test', secret: 'a-secret-of-the-tests-that-is-long-enough' }

export interface TestWorld {
  readonly database: TestDatabase
  readonly deps: Deps
  readonly clock: ReturnType<typeof fixedClock>
  readonly dispatcher: Dispatcher
  close(): Promise<void>
}

/** Store, registers, clock and outbox on a fresh PostgreSQL, with the guards and projections of the given services. */
export async function testWorld(
  plugins: readonly ServerPlugin[] = [],
  onStatement?: ConnectOptions['onStatement'],
): Promise<TestWorld> {
  const database = await testDatabase(onStatement)
  const clock = fixedClock(storyMorning)
  const { db } = database
  const registers = embeddedRegisters(db, clock)
  const store = createStore({
    db,
    clock,
    registers,
    facts: accessFacts(registers),
    within: (sql) => {
      const over = embeddedRegisters(sql, clock)
      return { registers: over, facts: accessFacts(over) }
    },
    log: createAccessLog(db),
    guards: [slotGuard, fileGuard, ...plugins.flatMap((plugin) => plugin.guards ?? [])],
    projections: [
      officeProjection,
      slotsProjection,
      occupancyProjection,
      ...plugins.flatMap((plugin) => plugin.projections ?? []),
    ],
    resolve: (_system, value) => resolveCitizen(db, value),
  })
  const sources = createSources(db, clock, [])
  const issuer = createCardIssuer({ db, ...portalSettings })
  const deps: Deps = { store, registers, clock, db, sources, issuer, ...contributionsOf(plugins) }
  const listeners = [...fileListeners, ...plugins.flatMap((plugin) => plugin.listeners ?? [])]
  // Tests drain the outbox themselves; the round by the clock would only make them depend on time.
  const dispatcher = startDispatcher({ db, clock, listeners, deps }, 3_600_000)
  return {
    database,
    deps,
    clock,
    dispatcher,
    close: async () => {
      await dispatcher.stop()
      await database.drop()
    },
  }
}

const purposes: Record<Actor['kind'], PurposeCode> = {
  citizen: 'SELF',
  practitioner: 'TREAT',
  office: 'HOPERAT',
  system: 'TREAT',
  service: 'HOPERAT',
}

/** A context as the doors make it; `more` sets reason, door or idempotency key. */
export function contextOf<A extends Actor>(
  actor: A,
  more: { reason?: string; door?: Context['door']; idempotencyKey?: string } = {},
): Context & { actor: A } {
  const { reason, door = 'portal', idempotencyKey } = more
  return {
    actor,
    purpose: { code: purposes[actor.kind], ...(reason ? { reason } : {}) },
    requestId: randomUUID(),
    door,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  }
}

/** The portal itself, for setting the scene. */
export const portal: Context = contextOf({ kind: 'service', service: 'test' }, { door: 'internal' })
