import type { CitizenKey } from '../access/index.ts'
import { isSpread, type Sql } from '../db/index.ts'
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
  /** Kept when it was asked for: several parts of a page look at the same row. */
  stored?: Stored
}

export interface HistoryRow extends Omit<Row, 'body' | 'stored'> {
  body: Resource | string | null
}

/** The resource as it leaves the store, with id, version and time in `meta`. */
export function toStored(row: Row): Stored {
  row.stored ??= typeof row.body === 'string' ? fromStoredText(row.body, row) : withMeta(row.body, row)
  return row.stored
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
  if (isSpread(sql)) return findApart(sql, type, id, only)
  const [found] = await sql<(Omit<Row, 'version'> & { version: number | null })[]>`
    select place.citizen, place.type, place.id, version, updated, body
    from fhir.locator as place left join lateral (
      select version, updated, body::text as body from fhir.resource
      where citizen = (${ownerOf(sql, type, id, only)}) and type = ${type} and id = ${id}) as present on true
    where place.type = ${type} and place.id = ${id}`
  if (!found) return null
  if (found.citizen === '') return { citizen: undefined, row: await readRow(sql, undefined, type, id) }
  const { citizen, version } = found
  return { citizen, row: version === null ? undefined : { ...found, version } }
}

/** Known before the statement looks further, so that it looks into one partition: a join would try all of them. */
const ownerOf = (sql: Sql, type: string, id: string, only?: CitizenKey) => sql`
  select owner.citizen from fhir.locator as owner
  where owner.type = ${type} and owner.id = ${id} and owner.citizen = coalesce(${only ?? null}, owner.citizen)`

/** The same in two steps, where the place of an id and the row lie on different machines. */
async function findApart(
  sql: Sql,
  type: ResourceType,
  id: string,
  only: CitizenKey | undefined,
  lock = false,
): Promise<{ citizen: CitizenKey | undefined; row: Row | undefined } | null> {
  const place = await locate(sql, type, id)
  if (!place) return null
  const reachable = only === undefined || place.citizen === undefined || place.citizen === only
  return { ...place, row: reachable ? await readRow(sql, place.citizen, type, id, lock) : undefined }
}

/** The present version of an id, whosever it is, held until the transaction ends. */
export async function lockRow(
  sql: Sql,
  type: ResourceType,
  id: string,
): Promise<{ place: { citizen: CitizenKey | undefined } | null; before: Row | undefined }> {
  if (isSpread(sql)) {
    const found = await findApart(sql, type, id, undefined, true)
    return { place: found && { citizen: found.citizen }, before: found?.row }
  }
  const [row] = await sql<Row[]>`
    select ${columns(sql)} from fhir.resource
    where citizen = (${ownerOf(sql, type, id)}) and type = ${type} and id = ${id} for update`
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

/** Claims an id that nobody ever had and writes its first version, in one statement. @returns false when somebody had it. */
export async function insertFresh(sql: Sql, row: NewRow): Promise<boolean> {
  const { citizen = '', type, id } = row
  if (isSpread(sql)) {
    const fresh = (await claim(sql, type, id, row.citizen)) === 'fresh'
    if (fresh) await insertRow(sql, row)
    return fresh
  }
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
