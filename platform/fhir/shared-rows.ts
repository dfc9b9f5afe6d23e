import type { Sql } from '../db/index.ts'
import type { Row } from './rows.ts'

/**
 * Shared resources of one type, narrowed by exact index entries: each group is any-of, all groups must hold. The caller evaluates the
 * criteria exactly afterwards.
 */
export async function sharedByEntries(
  sql: Sql,
  type: string,
  groups: readonly (readonly string[])[],
  limit: number,
): Promise<Row[]> {
  const conditions = groups.reduce((all, group) => sql`${all} and idx && ${[...group]}::text[]`, sql``)
  return sql<Row[]>`
    select citizen, type, id, version, updated, body::text as body from fhir.shared_resource
    where type = ${type} ${conditions}
    order by updated desc, id limit ${limit}`
}
