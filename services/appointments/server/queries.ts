import type { Sql } from '@lomma/platform/db'
import type { Mode, State } from '../contract/index.ts'
import type { Wish } from '../domain/waiting.ts'

/** A row of the offices' work table. */
export interface Entry {
  readonly citizen: string
  readonly appointment: string
  readonly version: string
  readonly office: string
  readonly practitioner: string | null
  readonly state: State
  readonly mode: Mode | null
  readonly starts: Date | null
  readonly ends: Date | null
  readonly since: Date
  readonly wish: Wish | null
  readonly asked: readonly string[]
  readonly offeredSlot: string | null
  readonly offeredUntil: Date | null
  readonly replaces: string | null
  readonly cancelledAt: Date | null
  readonly late: boolean
}

const columns = (sql: Sql) => sql`citizen, appointment, version, office, practitioner, state, mode, starts, ends, since,
  wish, asked, offered_slot as "offeredSlot", offered_until as "offeredUntil", replaces,
  cancelled_at as "cancelledAt", late`

export async function entryOf(sql: Sql, appointment: string): Promise<Entry | undefined> {
  const [row] = await sql<Entry[]>`select ${columns(sql)} from appointments.entry where appointment = ${appointment}`
  return row
}

/** The same, held until the transaction ends: two who act at once come one after the other. */
export async function lockEntry(sql: Sql, appointment: string): Promise<Entry | undefined> {
  const [row] = await sql<Entry[]>`
    select ${columns(sql)} from appointments.entry where appointment = ${appointment} for update`
  return row
}

/** Bookings of one citizen come one after the other, so that the most one may have ahead is counted right. */
export async function lockCitizen(sql: Sql, citizen: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`appointments ${citizen}`}, 0))`
}

/** How many appointments a citizen has ahead at one place, this one left out. */
export async function countAhead(
  sql: Sql,
  citizen: string,
  now: Date,
  except: string,
  office: string,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from appointments.entry
    where citizen = ${citizen} and state = 'booked' and starts > ${now} and appointment <> ${except}
      and office = ${office}`
  return row?.count ?? 0
}

/** True when the office has, or has had, an appointment with the citizen. */
export async function isKnownAt(sql: Sql, office: string, citizen: string): Promise<boolean> {
  const rows = await sql`select 1 from appointments.entry where office = ${office} and citizen = ${citizen} limit 1`
  return rows.length > 0
}

/** Who waits at an office, longest first; held, so that one freed time is offered once. */
export async function lockWaiting(sql: Sql, office: string): Promise<Entry[]> {
  return sql<Entry[]>`
    select ${columns(sql)} from appointments.entry
    where office = ${office} and state = 'waiting' order by since, appointment for update`
}

export async function waitingAt(sql: Sql, office: string): Promise<Entry[]> {
  return sql<Entry[]>`
    select ${columns(sql)} from appointments.entry
    where office = ${office} and state = 'waiting' order by since, appointment`
}

/** A citizen's places on waiting lists. */
export async function waitingOf(sql: Sql, citizen: string): Promise<Entry[]> {
  return sql<Entry[]>`
    select ${columns(sql)} from appointments.entry
    where citizen = ${citizen} and state = 'waiting' order by since`
}

/** Late cancellations an office has not looked at. */
export async function lateAt(sql: Sql, office: string): Promise<Entry[]> {
  return sql<Entry[]>`
    select ${columns(sql)} from appointments.entry where office = ${office} and late order by cancelled_at`
}

export async function entriesOf(sql: Sql, appointments: readonly string[]): Promise<Entry[]> {
  return sql<Entry[]>`
    select ${columns(sql)} from appointments.entry where appointment = any(${[...appointments]})`
}

/** Changes when the office's lines in the work queue do. */
export async function workStamp(sql: Sql, office: string): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select coalesce(md5(string_agg(appointment || version || coalesce(offered_slot, ''), ',' order by appointment)), '')
      as stamp
    from appointments.entry where office = ${office} and (state = 'waiting' or late)`
  return row?.stamp ?? ''
}

export async function saveEntry(sql: Sql, row: Entry): Promise<void> {
  const wish =
    row.wish === null
      ? null
      : sql.json({ ...row.wish, weekdays: [...row.wish.weekdays], dayParts: [...row.wish.dayParts] })
  await sql`
    insert into appointments.entry (citizen, appointment, version, office, practitioner, state, mode, starts, ends, since,
      wish, asked, offered_slot, offered_until, replaces, cancelled_at, late)
    values (${row.citizen}, ${row.appointment}, ${row.version}, ${row.office}, ${row.practitioner}, ${row.state},
      ${row.mode}, ${row.starts}, ${row.ends}, ${row.since}, ${wish}, ${[...row.asked]}, ${row.offeredSlot},
      ${row.offeredUntil}, ${row.replaces}, ${row.cancelledAt}, ${row.late})
    on conflict (citizen, appointment) do update set version = excluded.version, office = excluded.office,
      practitioner = excluded.practitioner, state = excluded.state, mode = excluded.mode, starts = excluded.starts,
      ends = excluded.ends, wish = excluded.wish, asked = excluded.asked, offered_slot = excluded.offered_slot,
      offered_until = excluded.offered_until, replaces = excluded.replaces, cancelled_at = excluded.cancelled_at,
      late = excluded.late`
}

export async function dropEntry(sql: Sql, citizen: string, appointment: string): Promise<void> {
  await sql`delete from appointments.entry where citizen = ${citizen} and appointment = ${appointment}`
}
