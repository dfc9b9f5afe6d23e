import type { Sql } from '@lomma/platform/db'
import type { Act } from '../contract/index.ts'
import type { AttemptState } from '../domain/attempt.ts'

/** One act at a region, with what has to be known to take it up again. */
export interface AttemptRow {
  readonly citizen: string
  readonly id: string
  readonly appointment: string
  readonly source: string
  readonly regional: string
  readonly act: Act
  readonly slot: string | null
  readonly starts: Date | null
  readonly ends: Date | null
  readonly state: AttemptState
  readonly doubt: boolean
  readonly toldAsking: boolean
  readonly begunAt: Date
  readonly knownAt: Date | null
}

const columns = (sql: Sql) => sql`
  citizen, id, appointment, source, regional, act, slot, starts, ends, state, doubt, told_asking as "toldAsking",
  begun_at as "begunAt", known_at as "knownAt"`

export async function insertAttempt(
  sql: Sql,
  row: Omit<AttemptRow, 'doubt' | 'toldAsking' | 'knownAt'>,
): Promise<void> {
  await sql`
    insert into hospital_appointments.attempt (citizen, id, appointment, source, regional, act, slot, starts, ends, state, begun_at)
    values (${row.citizen}, ${row.id}, ${row.appointment}, ${row.source}, ${row.regional}, ${row.act}, ${row.slot},
            ${row.starts}, ${row.ends}, ${row.state}, ${row.begunAt})`
}

/** Notes how far it has come. What is known stays known, whoever else is at it. */
export async function noteAttempt(
  sql: Sql,
  { citizen, id }: Pick<AttemptRow, 'citizen' | 'id'>,
  is: { readonly state: AttemptState; readonly doubt: boolean; readonly at: Date },
): Promise<void> {
  const known = is.state === 'done' || is.state === 'none'
  await sql`
    update hospital_appointments.attempt set state = ${is.state}, doubt = doubt or ${is.doubt},
      known_at = ${known ? is.at : null}, changed_real = now()
    where citizen = ${citizen} and id = ${id} and state not in ('done', 'none')`
}

export async function noteToldAsking(sql: Sql, citizen: string, id: string): Promise<void> {
  await sql`update hospital_appointments.attempt set told_asking = true where citizen = ${citizen} and id = ${id}`
}

export async function attempt(sql: Sql, citizen: string, id: string): Promise<AttemptRow | undefined> {
  const [row] = await sql<AttemptRow[]>`
    select ${columns(sql)} from hospital_appointments.attempt where citizen = ${citizen} and id = ${id}`
  return row
}

/** Attempts whose outcome is not known. */
export async function openAttempts(sql: Sql, citizen: string, source?: string): Promise<AttemptRow[]> {
  return sql<AttemptRow[]>`
    select ${columns(sql)} from hospital_appointments.attempt
    where citizen = ${citizen} and state not in ('done', 'none')
      and (${source ?? null}::text is null or source = ${source ?? null})
    order by begun_at`
}

/** The last attempt of each appointment since an instant. */
export async function lastAttempts(sql: Sql, citizen: string, since: Date): Promise<AttemptRow[]> {
  return sql<AttemptRow[]>`
    select distinct on (appointment) ${columns(sql)} from hospital_appointments.attempt
    where citizen = ${citizen} and (begun_at >= ${since} or state not in ('done', 'none'))
    order by appointment, begun_at desc, changed_real desc`
}

/** Machine time, and whether an attempt has changed since: then a copy begun before it is not the newest truth. */
export async function machineTime(sql: Sql): Promise<Date> {
  const [row] = await sql<{ now: Date }[]>`select clock_timestamp() as now`
  return row?.now ?? new Date(0)
}

export async function changedSince(sql: Sql, citizen: string, source: string, since: Date): Promise<boolean> {
  const [row] = await sql`
    select 1 from hospital_appointments.attempt
    where citizen = ${citizen} and source = ${source} and changed_real >= ${since} limit 1`
  return row !== undefined
}
