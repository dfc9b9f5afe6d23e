import type { CitizenKey } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import { fromStoredText, withMeta } from './text.ts'
import type { Resource, ResourceType, Stored } from './types.ts'

/** All SQL over the store's tables. `citizen === undefined` means the tables of shared resources. */

export interface Row {
  citizen: string
  type: ResourceType
  id: string
  version: number
  updated: Date
  /** The stored text, or what it says. */
  body: Resource | string
}

export interface HistoryRow extends Omit<Row, 'body'> {
  body: Resource | string | null
}

/** The resource as it leaves the store, with id, version and time in `meta`. */
export function toStored(row: Row): Stored {
  return typeof row.body === 'string' ? fromStoredText(row.body, row) : withMeta(row.body, row)
}

/** Bodies come as text: taking them apart is left to whom it concerns. */
const columns = (sql: Sql) => sql`citizen, type, id, version, updated, body::text as body`

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
    select ${columns(sql)} from ${table(sql, citizen)}
    where citizen = ${citizen ?? ''} and type = ${type} and id = ${id} ${lock ? sql`for update` : sql``}`
  return row
}

/**
 * Where an id belongs and what it holds, in one statement: null when never seen, no row when it is deleted – or when it is not
 * in the `only` record, so that another's costs no more time than none.
 */
export async function findRow(
  sql: Sql,
  type: ResourceType,
  id: string,
  only?: CitizenKey,
): Promise<{ citizen: CitizenKey | undefined; row: Row | undefined } | null> {
  const [found] = await sql<(Omit<Row, 'version'> & { version: number | null })[]>`
    select place.citizen, place.type, place.id, version, updated, body::text as body
    from fhir.locator as place left join fhir.resource as present
      on present.citizen = place.citizen and present.type = place.type and present.id = place.id
        and place.citizen = coalesce(${only ?? null}, place.citizen)
    where place.type = ${type} and place.id = ${id}`
  if (!found) return null
  if (found.citizen === '') return { citizen: undefined, row: await readRow(sql, undefined, type, id) }
  const { citizen, version } = found
  return { citizen, row: version === null ? undefined : { ...found, version } }
}

/** The present version of an id, whosever it is, held until the transaction ends. */
export async function lockRow(
  sql: Sql,
  type: ResourceType,
  id: string,
): Promise<{ place: { citizen: CitizenKey | undefined } | null; before: Row | undefined }> {
  const [row] = await sql<Row[]>`
    select present.citizen, present.type, present.id, version, updated, body::text as body
    from fhir.locator as place join fhir.resource as present
      on present.citizen = place.citizen and present.type = place.type and present.id = place.id
    where place.type = ${type} and place.id = ${id} for update of present`
  if (row) return { place: { citizen: row.citizen }, before: row }
  const place = await locate(sql, type, id)
  const shared = place !== null && place.citizen === undefined
  return { place, before: shared ? await readRow(sql, undefined, type, id, true) : undefined }
}

/** Everything of some types in one record. */
export async function rowsOfCitizen(sql: Sql, citizen: CitizenKey, types: readonly string[]): Promise<Row[]> {
  return sql<Row[]>`
    select ${columns(sql)} from fhir.resource
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
    select ${columns(sql)} from ${from}
    where type = ${type} ${conditions}
    order by updated desc, id limit ${limit}`
}

/** Claims an id that nobody ever had and writes its first version, in one statement. @returns false when somebody had it. */
export async function insertFresh(sql: Sql, row: NewRow): Promise<boolean> {
  const { citizen = '', type, id } = row
  const [made] = await sql`
    with claimed as (
      insert into fhir.locator (type, id, citizen) values (${type}, ${id}, ${citizen}) on conflict do nothing returning id)
    insert into ${table(sql, row.citizen)} (citizen, type, id, version, updated, body, idx)
    select ${citizen}, ${type}, ${id}, ${row.version}, ${row.updated}, ${row.text}::text::json, ${[...row.idx]}::text[]
    from claimed returning id`
  return made !== undefined
}

export async function insertRow(sql: Sql, row: NewRow): Promise<void> {
  await sql`
    insert into ${table(sql, row.citizen)} (citizen, type, id, version, updated, body, idx)
    values (${row.citizen ?? ''}, ${row.type}, ${row.id}, ${row.version}, ${row.updated}, ${row.text}::text::json, ${[...row.idx]}::text[])`
}

/** Replaces the present version, which moves to history, in one statement. */
export async function replaceRow(sql: Sql, row: NewRow): Promise<void> {
  const { citizen = '', type, id } = row
  await sql`
    with past as (${toHistory(sql, row.citizen, type, id)})
    update ${table(sql, row.citizen)}
    set version = ${row.version}, updated = ${row.updated}, body = ${row.text}::text::json, idx = ${[...row.idx]}::text[]
    where citizen = ${citizen} and type = ${type} and id = ${id}`
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
  await sql`
    with past as (${toHistory(sql, citizen, type, id)})
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
    select ${columns(sql)} from ${historyTable(sql, citizen)}
    where citizen = ${citizen ?? ''} and type = ${type} and id = ${id} order by version desc`
}

/** A version to be written: its text (`toStoredText`) and the entries it is found by. */
export interface NewRow {
  readonly citizen: CitizenKey | undefined
  readonly type: ResourceType
  readonly id: string
  readonly version: number
  readonly updated: Date
  readonly text: string
  readonly idx: readonly string[]
}

function toHistory(sql: Sql, citizen: CitizenKey | undefined, type: string, id: string) {
  return sql`
    insert into ${historyTable(sql, citizen)} (citizen, type, id, version, updated, body)
    select citizen, type, id, version, updated, body from ${table(sql, citizen)}
    where citizen = ${citizen ?? ''} and type = ${type} and id = ${id}`
}
