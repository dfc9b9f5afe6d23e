import type { AccessFacts, AccessLog, CitizenKey, Context, LogFact } from '../access/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db, Sql } from '../db/index.ts'
import type { Registers } from '../registers/types.ts'
import type { ResolveIdentity } from './citizen-key.ts'
import type { KnownPatients } from './known-patients.ts'
import { withoutApp } from './own-record.ts'
import { createReader } from './reader.ts'
import type { DomainEvent, Guard, Projection, StoreTransaction } from './types.ts'
import type { LaneState } from './write-at-once.ts'
import { create, remove, update, type WriterParts } from './writer.ts'

export interface StoreParts {
  readonly db: Db
  readonly clock: Clock
  readonly facts: AccessFacts
  /** What guards ask beyond the record. */
  readonly registers: Registers
  /**
   * The same over a transaction's own connection. Without it a rule that asks a register waits for a second connection, and as
   * many commands as the pool has connections wait for one another for ever.
   */
  readonly within?: (sql: Sql) => { readonly registers: Registers; readonly facts: AccessFacts }
  readonly log: AccessLog
  readonly guards: readonly Guard[]
  readonly projections: readonly Projection[]
  readonly resolve: ResolveIdentity
  /** Called after a commit that emitted events, so that they are told at once and not at the next round. */
  onEmitted?(): void
}

/** What one transaction gathers on its way. */
export interface Work {
  readonly facts: LogFact[]
  readonly known: Set<CitizenKey>
  readonly patients: KnownPatients
}

/** What a command writes and reads with, inside a transaction. */
export function createTransaction(
  parts: StoreParts,
  sql: Sql,
  context: Context,
  now: Date,
  work: Work,
  onEmit: () => void,
): StoreTransaction {
  const { registers, facts } = parts.within?.(sql) ?? parts
  const writer: WriterParts = { ...writerParts(parts, sql, context, now, work), facts }
  const insertEvent = async (event: DomainEvent, due: Date) => {
    onEmit()
    await sql`
      insert into events.outbox (type, citizen, data, at, due)
      values (${event.type}, ${event.citizen}, ${sql.json({ ...event.data })}, ${now}, ${due})`
  }
  const asPerson = withoutApp(context)
  const tx: StoreTransaction = {
    ...createReader(writer),
    context,
    now,
    sql,
    registers,
    create: (resource) => create(writer, rules, resource),
    update: (resource, options) => update(writer, rules, resource, options?.ifMatch),
    delete: (type, id, options) => remove(writer, rules, type, id, options?.ifMatch),
    asPortal: (service) => createTransaction(parts, sql, portalContext(context, service), now, work, onEmit),
    emit: (event) => insertEvent(event, now),
    schedule: (at, event) => insertEvent(event, at),
  }
  // Rules and projections look as the person, also where the app's scopes end; what they looked at is logged as the app's.
  const rules = asPerson === context ? tx : createTransaction(parts, sql, asPerson, now, work, onEmit)
  return tx
}

function portalContext({ requestId }: Context, service: string): Context {
  return { actor: { kind: 'service', service }, purpose: { code: 'HOPERAT' }, requestId, door: 'internal' }
}

function writerParts(parts: StoreParts, sql: Sql, context: Context, now: Date, work: Work): WriterParts {
  const { clock, facts, guards, projections, resolve } = parts
  return {
    ...{ sql, clock, facts, context, guards, projections, resolve, now },
    known: work.known,
    patients: work.patients,
    record: async (entries) => {
      work.facts.push(...entries)
    },
  }
}

/** What a command is given that may do without a transaction: whatever needs one says so, and it is run again. */
export function createAtOnce(
  parts: StoreParts,
  context: Context,
  now: Date,
  work: Work,
  lane: LaneState,
): StoreTransaction {
  const writer: WriterParts = { ...writerParts(parts, parts.db, context, now, work), lane }
  const reader = createReader(writer)
  const unwritten = <A extends unknown[], R>(read: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      lane.demandUnwritten()
      return read(...args)
    }
  }
  const asPerson = withoutApp(context)
  const tx: StoreTransaction = {
    read: unwritten(reader.read) as StoreTransaction['read'], // the same function, asked later
    searchCitizen: unwritten(reader.searchCitizen) as StoreTransaction['searchCitizen'],
    readCitizen: unwritten(reader.readCitizen) as StoreTransaction['readCitizen'],
    searchShared: unwritten(reader.searchShared) as StoreTransaction['searchShared'],
    ahead: () => {},
    context,
    now,
    get sql() {
      return lane.need()
    },
    registers: parts.registers,
    create: (resource) => create(writer, rules, resource),
    update: (resource, options) => update(writer, rules, resource, options?.ifMatch),
    delete: async () => lane.need(),
    asPortal: () => lane.need(),
    emit: async () => lane.need(),
    schedule: async () => lane.need(),
  }
  const rules = asPerson === context ? tx : createAtOnce(parts, asPerson, now, work, lane)
  return tx
}
