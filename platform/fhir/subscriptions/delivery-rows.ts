import { randomUUID } from 'node:crypto'
import type { Sql } from '../../db/index.ts'
import { type EventRow, eventColumns, type SubscriptionRow, subscriptionColumns } from './rows.ts'

/** SQL of delivery. Every mark asks for the lease, so that a node that was held up for long changes nothing afterwards. */

export interface Leased extends SubscriptionRow {
  readonly lease: string
}

/** False while nobody subscribes and nothing is written down: then a round is one small question. */
export async function anythingToDo(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`
    select exists (select from fhir.subscription where status <> 'off')
      or exists (select from fhir.subscription_change) as any`
  return row?.any === true
}

/**
 * Takes one subscription that has something to send, for as long as its sending may last: handshake, waiting events or
 * heartbeat. No two nodes hold the same one.
 * @param settled handshakes of requests made before this instant: by then every node records changes for them
 */
export async function leaseNext(sql: Sql, now: Date, settled: Date, seconds: number): Promise<Leased | undefined> {
  const lease = randomUUID()
  const [row] = await sql<SubscriptionRow[]>`
    update fhir.subscription set lease = ${lease}, lease_until = now() + make_interval(secs => ${seconds})
    where key = (
      select key from fhir.subscription s
      where status in ('requested', 'active') and next_try <= ${now} and (lease_until is null or lease_until < now())
        and (ends <= ${now}
          or (status = 'requested' and requested_at <= ${settled})
          or (status = 'active' and exists (
            select from fhir.subscription_event e where e.subscription = s.key and e.state = 'waiting'))
          or (status = 'active' and heartbeat_seconds is not null
            and last_sent + make_interval(secs => heartbeat_seconds) <= ${now}))
      order by next_try limit 1 for update skip locked)
    returning ${subscriptionColumns(sql)}`
  return row && { ...row, lease }
}

/** Gives it back untouched. */
export async function release(sql: Sql, { key, lease }: Leased): Promise<void> {
  await sql`update fhir.subscription set lease = null, lease_until = null where key = ${key} and lease = ${lease}`
}

export async function waitingEvents(sql: Sql, key: string, limit: number): Promise<EventRow[]> {
  return sql<EventRow[]>`
    select ${eventColumns(sql)} from fhir.subscription_event
    where subscription = ${key} and state = 'waiting' order by number limit ${limit}`
}

export async function markLogged(sql: Sql, key: string, numbers: readonly number[]): Promise<void> {
  await sql`
    update fhir.subscription_event set logged = true
    where subscription = ${key} and number = any(${[...numbers]}::bigint[])`
}

/** The receiver took it. @returns false when somebody else holds the lease by now. */
export async function markSent(sql: Sql, to: Leased, numbers: readonly number[], now: Date): Promise<boolean> {
  const [row] = await sql`
    with mine as (
      update fhir.subscription set status = 'active', version = version + (status = 'requested')::int, tries = 0, error = null, last_sent = ${now}, next_try = ${now},
        lease = null, lease_until = null
      where key = ${to.key} and lease = ${to.lease} and status in ('requested', 'active') returning key),
    told as (
      update fhir.subscription_event set state = 'delivered', changed = now()
      where subscription in (select key from mine) and number = any(${[...numbers]}::bigint[]))
    select key from mine`
  return row !== undefined
}

export async function markRetry(sql: Sql, to: Leased, error: string, at: Date): Promise<void> {
  await sql`
    update fhir.subscription set tries = tries + 1, error = ${error}, next_try = ${at}, lease = null, lease_until = null
    where key = ${to.key} and lease = ${to.lease}`
}

/** Gives up: what waits becomes dead letters, and the subscription says why. */
export async function markStopped(
  sql: Sql,
  to: Pick<SubscriptionRow, 'key'>,
  status: 'error' | 'off',
  reason: string,
): Promise<void> {
  await sql`
    with stopped as (
      update fhir.subscription set status = ${status}, error = ${reason}, version = version + 1, lease = null,
        lease_until = null
      where key = ${to.key} and status in ('requested', 'active') returning key)
    update fhir.subscription_event set state = 'dead', reason = ${reason}, changed = now()
    where subscription in (select key from stopped) and state = 'waiting'`
}

/** Events that were told, or were not, this long ago leave the tables. Their numbers are not used again. */
export async function forgetOld(sql: Sql, deliveredDays: number, untoldDays: number): Promise<void> {
  await sql`
    delete from fhir.subscription_event
    where (state = 'delivered' and changed < now() - make_interval(days => ${deliveredDays}))
      or (state <> 'delivered' and changed < now() - make_interval(days => ${untoldDays}))`
}

/** For the gauges: how many subscriptions in each state, and events that wait or are dead. */
export async function counts(sql: Sql): Promise<{ what: string; state: string; count: number }[]> {
  return sql<{ what: string; state: string; count: number }[]>`
    select 'subscription' as what, status as state, count(*)::int as count from fhir.subscription group by status
    union all
    select 'event', state, count(*)::int from fhir.subscription_event where state in ('waiting', 'dead') group by state
    union all
    select 'event', 'unnumbered', count(*)::int from fhir.subscription_change`
}
