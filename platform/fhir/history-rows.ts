import type { Sql } from '../db/index.ts'
import type { HistoryRow, Row } from './rows.ts'
import type { ResourceType } from './types.ts'

/** Reads of versions over all records: for histories of a type and for exports as of an instant. */

export type PastRow = HistoryRow

/** After which version a page goes on; versions are in order of time, id and number. */
export interface HistoryPosition {
  readonly updated: Date
  readonly id: string
  readonly version: number
  readonly type: string
}

/**
 * All versions of some types, newest first; those that are present and those that were. Each type is walked along its own index and no
 * further than the page reaches, so that the whole system's history costs no more than that of as many types.
 */
export async function versionsOfTypes(
  sql: Sql,
  types: readonly ResourceType[],
  since: Date | undefined,
  after: HistoryPosition | undefined,
  limit: number,
): Promise<PastRow[]> {
  const conditions = sql`type = wanted.name
    ${since ? sql`and updated >= ${since}` : sql``}
    ${
      after
        ? sql`and updated <= ${after.updated}
            and (updated, id, version, type) < (${after.updated}, ${after.id}, ${after.version}, ${after.type})`
        : sql``
    }`
  const part = (table: string) => sql`
    (select citizen, type, id, version, updated, body from ${sql(table)}
     where ${conditions} order by updated desc, id desc, version desc limit ${limit})`
  return sql<PastRow[]>`
    select versions.* from unnest(${[...types]}::text[]) as wanted (name) cross join lateral (
      ${part('fhir.resource')} union all ${part('fhir.history')} union all
      ${part('fhir.shared_resource')} union all ${part('fhir.shared_history')}) as versions
    order by updated desc, id desc, version desc, type desc limit ${limit}`
}

/** Where a slice ended: the time and id of its last version. */
export interface SlicePosition {
  readonly updated: Date
  readonly id: string
}

export interface SliceQuery {
  readonly type: ResourceType
  /** The instant the record is shown at. */
  readonly at: Date
  readonly since: Date | undefined
  readonly after: SlicePosition | undefined
  readonly limit: number
  /** Only what is stored under citizens. */
  readonly citizensOnly: boolean
}

/**
 * The resources of a type as they were at an instant, oldest first, in slices. Versions of the past never change, so slices
 * taken at different times fit together, whatever is written in between: what was present at `at` and has been changed
 * since is taken from history.
 */
export async function sliceAsOf(sql: Sql, query: SliceQuery): Promise<{ rows: Row[]; complete: boolean }> {
  const { type, at, since, after, limit, citizensOnly } = query
  const present = await presentSlice(sql, query)
  const last = present.length === limit ? present.at(-1) : undefined
  // History is looked through only as far as this slice reaches.
  const until = last ? sql`and (updated, id) <= (${last.updated}, ${last.id})` : sql``
  const past = (history: string, now: string) => sql`
    select citizen, type, id, version, updated, body from ${sql(history)} h
    where type = ${type} and updated <= ${at} and body is not null ${until}
      ${since ? sql`and updated >= ${since}` : sql``}
      ${after ? sql`and (updated, id) > (${after.updated}, ${after.id})` : sql``}
      and not exists (select 1 from ${sql(history)} n where n.citizen = h.citizen and n.type = h.type and n.id = h.id
        and n.version > h.version and n.updated <= ${at})
      and not exists (select 1 from ${sql(now)} n where n.citizen = h.citizen and n.type = h.type and n.id = h.id
        and n.version > h.version and n.updated <= ${at})`
  const superseded = await sql<Row[]>`
    ${past('fhir.history', 'fhir.resource')}
    ${citizensOnly ? sql`` : sql`union all ${past('fhir.shared_history', 'fhir.shared_resource')}`}`
  return { rows: [...present, ...superseded].sort(byTime), complete: !last }
}

async function presentSlice(sql: Sql, { type, at, since, after, limit, citizensOnly }: SliceQuery): Promise<Row[]> {
  const part = (table: string) => sql`
    (select citizen, type, id, version, updated, body from ${sql(table)}
     where type = ${type} and updated <= ${at}
       ${since ? sql`and updated >= ${since}` : sql``}
       ${after ? sql`and (updated, id) > (${after.updated}, ${after.id})` : sql``}
     order by updated, id limit ${limit})`
  return sql<Row[]>`
    select * from (${part('fhir.resource')} ${citizensOnly ? sql`` : sql`union all ${part('fhir.shared_resource')}`})
      as slice
    order by updated, id limit ${limit}`
}

const byTime = (a: Row, b: Row): number => a.updated.getTime() - b.updated.getTime() || (a.id < b.id ? -1 : 1)
