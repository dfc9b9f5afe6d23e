import type { CitizenKey } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import { type Row, rowsOfCitizen } from './rows.ts'

/** Everything of some types in one record. Whether the asker may see it has been decided before. */
export type RecordRows = (citizen: CitizenKey, types: readonly string[]) => Promise<Row[]>

/**
 * The parts of one page ask for one citizen's record at the same time, each for what it needs: what is asked in one turn of the
 * event loop becomes one statement.
 */
export function gatheredRows(sql: Sql): RecordRows {
  const gathering = new Map<CitizenKey, { readonly types: Set<string>; readonly rows: Promise<Row[]> }>()

  const begin = (citizen: CitizenKey) => {
    const types = new Set<string>()
    const turn = new Promise<void>((over) => setImmediate(over))
    const rows = turn.then(() => {
      gathering.delete(citizen)
      return rowsOfCitizen(sql, citizen, [...types].sort())
    })
    const begun = { types, rows }
    gathering.set(citizen, begun)
    return begun
  }

  return async (citizen, types) => {
    const gathered = gathering.get(citizen) ?? begin(citizen)
    for (const type of types) gathered.types.add(type)
    return (await gathered.rows).filter((row) => types.includes(row.type))
  }
}
