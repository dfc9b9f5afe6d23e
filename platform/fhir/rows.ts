import type { CitizenKey } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import type { Resource, ResourceType, Stored } from './types.ts'

/** All SQL over the store's tables. `citizen === undefined` means the tables of shared resources. */

export interface Row {
  citizen: string
  type: ResourceType
  id: string
  version: number
  updated: Date
  body: Resource
}

export interface HistoryRow extends Omit<Row, 'body'> {
  body: Resource | null
}

/** The resource as it leaves the store, with id, version and time in `meta`. */
export function toStored(row: Row): Stored {
  return {
    ...row.body,
    id: row.id,
    meta: { ...row.body.meta, versionId: String(row.version), lastUpdated: row.updated.toISOString() },
  } as Stored // the row was validated when it was written
}

const table = (sql: Sql, citizen: CitizenKey | undefined) =>
  citizen === undefined ? sql`fhir.shared_resource` : sql`fhir.resource`

const historyTable = (sql: Sql, citizen: CitizenKey | undefined) =>
  citizen === undefined ? sql`fhir.shared_history` : sql`fhir.history`

/** Which record an id belongs to: the citizen's key, `undefined` for shared, null when never seen. */
export async function locate(sql: Sql, type: string, id: string): Promise<{ citizen: CitizenKey | undefined } | null> {
  const [row] = await sql<{ citizen: string }[]>`select citizen from fhir.locator where type = ${type} and id = ${id}`
  return row ? { citizen: row.citizen === '' ? undefined : row.citizen } : null
}

/**
 * Claims an id for a record.
 * @returns `fresh` when nobody ever had it, `ours` when this record has or had it, `taken` when another record does.
 */
export async function claim(
  sql: Sql,
  type: string,
  id: string,
  citizen: CitizenKey | undefined,
): Promise<'fresh' | 'ours' | 'taken'> {
  const [made] = await sql`
    insert into fhir.locator (type, id, citizen) values (${type}, ${id}, ${citizen ?? ''})
    on conflict do nothing returning id`
  if (made) return 'fresh'
  const found = await locate(sql, type, id)
  return found !== null && found.citizen === citizen ? 'ours' : 'taken'
}

/** Last version number an id ever had in a record. */
export async function lastVersion(
  sql: Sql,
  citizen: CitizenKey | undefined,
  type: string,
  id: string,
): Promise<number> {
  const [row] = await sql<{ version: number }[]>`
    select coalesce(max(version), 0) as version from ${historyTable(sql, citizen)}
    where citizen = ${citizen ?? ''} and type = ${type} and id = ${id}`
  return row?.version ?? 0
}

export async function readRow(
  sql: Sql,
  citizen: CitizenKey | undefined,
  type: string,
  id: string,
  lock = false,
): Promise<Row | undefined> {
  const [row] = await sql<Row[]>`
    select citizen, type, id, version, updated, body from ${table(sql, citizen)}
    where citizen = ${citizen ?? ''} and type = ${type} and id = ${id} ${lock ? sql`for update` : sql``}`
  return row
}

/** Everything of some types in one record. */
export async function rowsOfCitizen(sql: Sql, citizen: CitizenKey, types: readonly string[]): Promise<Row[]> {
  return sql<Row[]>`
    select citizen, type, id, version, updated, body from fhir.resource
    where citizen = ${citizen} and type = any(${[...types]}::text[])
    order by updated, id`
}

/**
 * Rows of one type over all records (machines) or over the shared tables, narrowed by exact index entries: each group is
 * any-of, all groups must hold. The caller evaluates the criteria exactly afterwards.
 */
export async function rowsByEntries(
  sql: Sql,
  scope: 'citizens' | 'shared',
  type: string,
  groups: readonly (readonly string[])[],
  limit: number,
): Promise<Row[]> {
  const from = scope === 'shared' ? sql`fhir.shared_resource` : sql`fhir.resource`
  const conditions = groups.reduce((all, group) => sql`${all} and idx && ${[...group]}::text[]`, sql``)
  return sql<Row[]>`
    select citizen, type, id, version, updated, body from ${from}
    where type = ${type} ${conditions}
    order by updated desc, id limit ${limit}`
}

export async function insertRow(sql: Sql, row: Omit<Row, 'citizen'> & Entries): Promise<void> {
  await sql`
    insert into ${table(sql, row.citizen)} (citizen, type, id, version, updated, body, idx)
    values (${row.citizen ?? ''}, ${row.type}, ${row.id}, ${row.version}, ${row.updated}, ${json(sql, row.body)}, ${[...row.idx]}::text[])`
}

/** Replaces the present version, which moves to history. */
export async function replaceRow(sql: Sql, row: Omit<Row, 'citizen'> & Entries): Promise<void> {
  await moveToHistory(sql, row.citizen, row.type, row.id)
  await sql`
    update ${table(sql, row.citizen)}
    set version = ${row.version}, updated = ${row.updated}, body = ${json(sql, row.body)}, idx = ${[...row.idx]}::text[]
    where citizen = ${row.citizen ?? ''} and type = ${row.type} and id = ${row.id}`
}

/** Takes the resource away; its versions and the mark of deletion stay in history. */
export async function removeRow(
  sql: Sql,
  citizen: CitizenKey | undefined,
  type: string,
  id: string,
  version: number,
  at: Date,
): Promise<void> {
  await moveToHistory(sql, citizen, type, id)
  await sql`
    delete from ${table(sql, citizen)} where citizen = ${citizen ?? ''} and type = ${type} and id = ${id}`
  await sql`
    insert into ${historyTable(sql, citizen)} (citizen, type, id, version, updated, body)
    values (${citizen ?? ''}, ${type}, ${id}, ${version}, ${at}, null)`
}

/** Versions that are no longer present, newest first; a null body is a deletion. */
export async function historyRows(
  sql: Sql,
  citizen: CitizenKey | undefined,
  type: string,
  id: string,
): Promise<HistoryRow[]> {
  return sql<HistoryRow[]>`
    select citizen, type, id, version, updated, body from ${historyTable(sql, citizen)}
    where citizen = ${citizen ?? ''} and type = ${type} and id = ${id} order by version desc`
}

interface Entries {
  citizen: CitizenKey | undefined
  idx: readonly string[]
}

async function moveToHistory(sql: Sql, citizen: CitizenKey | undefined, type: string, id: string): Promise<void> {
  await sql`
    insert into ${historyTable(sql, citizen)} (citizen, type, id, version, updated, body)
    select citizen, type, id, version, updated, body from ${table(sql, citizen)}
    where citizen = ${citizen ?? ''} and type = ${type} and id = ${id}`
}

function json(sql: Sql, body: Resource) {
  return sql.json(JSON.parse(JSON.stringify(body)))
}
