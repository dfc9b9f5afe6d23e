import { actorId, type Context, type LogFact, logInTransaction } from '../access/index.ts'
import { isSpread, type Sql } from '../db/index.ts'
import { isRefusal, type Refusal, Refused, refuse } from '../errors/index.ts'
import { gatheredRows } from './gathered-rows.ts'
import { type KnownPatients, knownPatients } from './known-patients.ts'
import { loggedReader } from './reader.ts'
import { createAtOnce, createTransaction, type StoreParts, type Work } from './transaction.ts'
import type { Store, StoreTransaction } from './types.ts'
import { NeedsTransaction, openLane, writeAtOnce } from './write-at-once.ts'

export type { StoreParts } from './transaction.ts'

/** PostgreSQL's word that two transactions stood in each other's way: the whole command may be run again. */
const transient = new Set(['40001', '40P01'])
const tries = 4

/** The store of FHIR resources: authorised, logged, versioned, keyed by citizen. */
export function createStore(parts: StoreParts): Store {
  const rows = gatheredRows(parts.db)
  const patients = knownPatients()
  return {
    as(context) {
      demandContext(context)
      return loggedReader(parts.db, parts.clock, parts.facts, parts.log, context, rows)
    },
    async command<T>(
      context: Context,
      run: (tx: StoreTransaction) => Promise<T | Refusal>,
      { single = false } = {},
    ): Promise<T | Refusal> {
      demandContext(context)
      for (let attempt = 1; ; attempt++) {
        try {
          const atOnce =
            single && attempt === 1 && context.idempotencyKey === undefined && !isSpread(parts.db)
              ? await runAtOnce(parts, patients, context, run)
              : undefined
          if (atOnce) return atOnce.answer
          return await runOnce(parts, patients, context, run)
        } catch (error) {
          if (error instanceof Refused) return error.refusal
          if (attempt < tries && isTransient(error)) continue
          throw error
        }
      }
    },
  }
}

async function runOnce<T>(
  parts: StoreParts,
  patients: KnownPatients,
  context: Context,
  run: (tx: StoreTransaction) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  let emitted = false
  const work: Work = { facts: [], known: new Set(), patients }
  const answer = await parts.db.begin(async (sql): Promise<T | Refusal> => {
    const now = parts.clock.now()
    const earlier = await claimKey<T>(sql, context, now)
    if (earlier) return earlier.answer
    const tx = createTransaction(parts, sql, context, now, work, () => {
      emitted = true
    })
    const result = await run(tx)
    if (isRefusal(result)) throw new Refused(result)
    await logInTransaction(sql, context, now, merge(work.facts))
    await keepAnswer(sql, context, result)
    return result
  })
  patients.add(work.known)
  if (emitted) parts.onEmitted?.()
  return answer as T | Refusal
}

/** Runs a command that is likely to write one resource; undefined when it needs a transaction, and nothing has been written. */
async function runAtOnce<T>(
  parts: StoreParts,
  patients: KnownPatients,
  context: Context,
  run: (tx: StoreTransaction) => Promise<T | Refusal>,
): Promise<{ answer: T | Refusal } | undefined> {
  const now = parts.clock.now()
  const work: Work = { facts: [], known: new Set(), patients }
  const lane = openLane()
  let answer: T | Refusal
  try {
    answer = await run(createAtOnce(parts, context, now, work, lane))
  } catch (error) {
    if (error instanceof NeedsTransaction || lane.isNeeded()) return undefined
    throw error
  }
  if (lane.isNeeded()) return undefined
  if (isRefusal(answer)) throw new Refused(answer)
  const write = lane.written()
  if (!write || !(await writeAtOnce(parts.db, write, context, merge(work.facts)))) return undefined
  patients.add(work.known)
  return { answer }
}

/** One line a citizen, act and command: a Bundle of 900 resources is one act, not 900 lines in the citizen's log. */
function merge(facts: readonly LogFact[]): LogFact[] {
  const merged = new Map<string, LogFact>()
  for (const fact of facts) {
    const key = `${fact.citizen} ${fact.action}`
    const types = new Set([...(merged.get(key)?.types ?? []), ...fact.types])
    merged.set(key, { ...fact, types: [...types] })
  }
  return [...merged.values()]
}

/** A second call with the same key waits for the first and gets its answer. */
async function claimKey<T>(sql: Sql, context: Context, now: Date): Promise<{ answer: T | Refusal } | undefined> {
  const { idempotencyKey: key, requestHash = '' } = context
  if (key === undefined) return undefined
  const actor = actorId(context.actor)
  const [claimed] = await sql`
    insert into events.command (actor, key, request_hash, at) values (${actor}, ${key}, ${requestHash}, ${now})
    on conflict do nothing returning key`
  if (claimed) return undefined
  const [done] = await sql<{ request_hash: string; answer: { value: T } }[]>`
    select request_hash, answer from events.command where actor = ${actor} and key = ${key}`
  if (!done) return undefined
  if (done.request_hash !== requestHash) return { answer: refuse('key-reused', 422) }
  return { answer: done.answer.value }
}

async function keepAnswer(sql: Sql, context: Context, result: unknown): Promise<void> {
  const { idempotencyKey: key } = context
  if (key === undefined) return
  const answer = sql.json(JSON.parse(JSON.stringify({ value: result ?? null })))
  await sql`update events.command set answer = ${answer} where actor = ${actorId(context.actor)} and key = ${key}`
}

function demandContext(context: Context): void {
  if (!context?.actor?.kind || !context.purpose?.code)
    throw new Error('The store refuses a call without an actor and a purpose')
}

function isTransient(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && transient.has(error.code)
}
