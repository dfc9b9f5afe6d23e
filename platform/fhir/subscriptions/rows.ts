import type { Subscription } from '@medplum/fhirtypes'
import type { Sql } from '../../db/index.ts'
import type { Change, ResourceType } from '../types.ts'

/** All SQL over the tables of subscriptions, but for those of delivery (delivery-rows.ts). */

export type Status = 'requested' | 'active' | 'error' | 'off'

export interface SubscriptionRow {
  readonly client: string
  readonly id: string
  readonly key: string
  readonly version: number
  readonly updated: Date
  readonly status: Status
  readonly body: Subscription
  readonly type: ResourceType
  readonly headers: Buffer
  readonly salt: Buffer
  readonly scopes: readonly string[]
  readonly events: number
  readonly error: string | null
  readonly ends: Date | null
  readonly requested_at: Date
  readonly tries: number
  readonly last_sent: Date | null
  readonly heartbeat_seconds: number | null
}

export interface ChangeRow {
  readonly seq: string
  readonly citizen: string
  readonly type: ResourceType
  readonly id: string
  readonly version: number
  readonly op: Change['op']
  readonly at: Date
}

export type EventState = 'waiting' | 'delivered' | 'dead'

export interface EventRow extends Omit<ChangeRow, 'seq'> {
  readonly number: number
  readonly state: EventState
  readonly logged: boolean
  readonly reason: string | null
  readonly changed: Date
}

/** `bigint` comes as text; numbers of events stay far below 2^53. */
export const subscriptionColumns = (sql: Sql) => sql`
  client, id, key, version, updated, status, body, type, headers, salt, scopes, events::float8 as events, error, ends,
  requested_at, tries, last_sent, heartbeat_seconds`

export const eventColumns = (sql: Sql) => sql`
  number::float8 as number, citizen, type, id, version, op, at, state, logged, reason, changed`

export async function findRow(
  sql: Sql,
  client: string,
  id: string,
  lock = false,
): Promise<SubscriptionRow | undefined> {
  const [row] = await sql<SubscriptionRow[]>`
    select ${subscriptionColumns(sql)} from fhir.subscription
    where client = ${client} and id = ${id} ${lock ? sql`for update` : sql``}`
  return row
}

export async function rowsOfClient(sql: Sql, client: string): Promise<SubscriptionRow[]> {
  return sql<SubscriptionRow[]>`
    select ${subscriptionColumns(sql)} from fhir.subscription where client = ${client} order by updated desc, id`
}

/**
 * Those that are to be told of changes: also the requested, or what happens during the handshake would be missed, and the
 * failed, whose owners read later what they missed.
 */
export async function listening(sql: Sql, types: readonly string[]): Promise<SubscriptionRow[]> {
  return sql<SubscriptionRow[]>`
    select ${subscriptionColumns(sql)} from fhir.subscription
    where status <> 'off' and type = any(${[...types]}::text[]) order by client, id`
}

/** Types that anyone subscribes to, or is about to. */
export async function subscribedTypes(sql: Sql): Promise<Set<string>> {
  const rows = await sql<{ type: string }[]>`select distinct type from fhir.subscription where status <> 'off'`
  return new Set(rows.map(({ type }) => type))
}

export async function insertChange(sql: Sql, change: Omit<ChangeRow, 'seq'>): Promise<void> {
  await sql`
    insert into fhir.subscription_change (citizen, type, id, version, op, at)
    values (${change.citizen}, ${change.type}, ${change.id}, ${change.version}, ${change.op}, ${change.at})`
}

/** One node numbers at a time; false when another does. Held until the transaction ends. */
export async function claimNumbering(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(7071) as mine`
  return row?.mine === true
}

export async function oldestChanges(sql: Sql, limit: number): Promise<ChangeRow[]> {
  return sql<ChangeRow[]>`
    select seq, citizen, type, id, version, op, at from fhir.subscription_change order by seq limit ${limit}`
}

export async function forgetChanges(sql: Sql, changes: readonly ChangeRow[]): Promise<void> {
  await sql`delete from fhir.subscription_change where seq = any(${changes.map(({ seq }) => seq)}::bigint[])`
}

/** Gives the change the subscription's next number. */
export async function insertEvent(sql: Sql, to: SubscriptionRow, change: ChangeRow): Promise<void> {
  const dead = to.status === 'error'
  await sql`
    with next as (update fhir.subscription set events = events + 1 where key = ${to.key} returning key, events)
    insert into fhir.subscription_event (subscription, number, citizen, type, id, version, op, at, state, reason)
    select key, events, ${change.citizen}, ${change.type}, ${change.id}, ${change.version}, ${change.op}, ${change.at},
      ${dead ? 'dead' : 'waiting'}, ${dead ? 'the subscription is in error' : null} from next`
}

export async function eventsBetween(
  sql: Sql,
  key: string,
  from: number,
  to: number,
  limit: number,
): Promise<EventRow[]> {
  return sql<EventRow[]>`
    select ${eventColumns(sql)} from fhir.subscription_event
    where subscription = ${key} and number >= ${from} and number <= ${to} order by number limit ${limit}`
}

export async function deadEvents(sql: Sql, key: string, limit: number): Promise<EventRow[]> {
  return sql<EventRow[]>`
    select ${eventColumns(sql)} from fhir.subscription_event
    where subscription = ${key} and state = 'dead' order by number limit ${limit}`
}

/** Dead letters become mail again. @returns how many. */
export async function reviveEvents(sql: Sql, key: string): Promise<number> {
  const rows = await sql`
    update fhir.subscription_event set state = 'waiting', reason = null, changed = now()
    where subscription = ${key} and state = 'dead' returning number`
  return rows.length
}
