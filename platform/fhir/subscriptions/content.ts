import type { Sql } from '../../db/index.ts'
import { historyRows, readRow, toStored } from '../rows.ts'
import type { Change, ResourceType, Stored } from '../types.ts'

/** One version of a resource, as a change names it. */
export interface VersionNamed {
  readonly citizen: string
  readonly type: ResourceType
  readonly id: string
  readonly version: number
  readonly op: Change['op']
}

/** The resource as the change left it; of a deletion, what was deleted. Undefined when that version is gone for good. */
export async function contentOf(
  sql: Sql,
  { citizen, type, id, version, op }: VersionNamed,
): Promise<Stored | undefined> {
  const record = citizen === '' ? undefined : citizen
  const wanted = op === 'delete' ? version - 1 : version
  const present = await readRow(sql, record, type, id)
  if (present?.version === wanted) return toStored(present)
  const past = (await historyRows(sql, record, type, id)).find((row) => row.version === wanted)
  return past?.body ? toStored({ ...past, body: past.body }) : undefined
}
