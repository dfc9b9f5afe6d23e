import type { CitizenKey } from '../../access/index.ts'
import type { Sql } from '../../db/index.ts'
import type { Row } from '../rows.ts'

/** Reads of a whole record, and of the shared resources it refers to. */

/** Where a page of a record ended; the Patient comes first, then types and ids in order. */
export type RecordPosition = readonly [type: string, id: string]

export interface RecordQuery {
  /** All when undefined. */
  readonly types: readonly string[] | undefined
  readonly since: Date | undefined
  /** Nothing written after this instant, so that pages do not shift while data change. */
  readonly before: Date
  readonly after: RecordPosition | undefined
  readonly limit: number | undefined
}

/** One query on one partition. */
export async function rowsOfRecord(sql: Sql, citizen: CitizenKey, query: RecordQuery): Promise<Row[]> {
  const { types, since, before, after, limit } = query
  return sql<Row[]>`
    select citizen, type, id, version, updated, body from fhir.resource
    where citizen = ${citizen} and updated <= ${before}
      ${types ? sql`and type = any(${[...types]}::text[])` : sql``}
      ${since ? sql`and updated >= ${since}` : sql``}
      ${after ? sql`and (type <> 'Patient', type, id) > (${after[0] !== 'Patient'}, ${after[0]}, ${after[1]})` : sql``}
    order by type <> 'Patient', type, id
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`
}

/** Shared resources by reference (`Organization/1`). */
export async function sharedRows(sql: Sql, references: readonly string[]): Promise<Row[]> {
  if (references.length === 0) return []
  const pairs = references.map((reference) => reference.split('/'))
  return sql<Row[]>`
    select citizen, type, id, version, updated, body from fhir.shared_resource
    where (type, id) in (
      select * from unnest(${pairs.map(([type]) => type ?? '')}::text[], ${pairs.map(([, id]) => id ?? '')}::text[]))
    order by type, id`
}
