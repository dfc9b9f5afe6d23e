import type { CitizenKey, Context } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import { type Row, rowsOfCitizen } from './rows.ts'

/** Everything of some types in one record. Whether the asker may see it has been decided before. */
export interface RecordRows {
  of(citizen: CitizenKey, types: readonly string[], context: Context): Promise<Row[]>
  /** Reads what the parts of one request are about to ask. */
  ahead(citizen: CitizenKey, types: readonly string[], context: Context): void
}

interface Gathering {
  readonly types: Set<string>
  readonly rows: Promise<Row[]>
}

interface Ahead {
  readonly citizen: CitizenKey
  readonly types: ReadonlySet<string>
  readonly rows: Promise<ReadonlyMap<string, Row[]>>
}

/**
 * The parts of one page ask for one citizen's record at the same time, each for what it needs: what is asked in one turn of the
 * event loop becomes one statement; what was read ahead for the request becomes none.
 */
export function gatheredRows(sql: Sql): RecordRows {
  const gathering = new Map<CitizenKey, Gathering>()
  const readAhead = new WeakMap<Context, Ahead>()

  const begin = (citizen: CitizenKey): Gathering => {
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
  const gather = async (citizen: CitizenKey, types: readonly string[]): Promise<Row[]> => {
    const gathered = gathering.get(citizen) ?? begin(citizen)
    for (const type of types) gathered.types.add(type)
    return (await gathered.rows).filter((row) => types.includes(row.type))
  }

  return {
    async of(citizen, types, context) {
      const there = readAhead.get(context)
      if (there?.citizen !== citizen || !types.every((type) => there.types.has(type))) return gather(citizen, types)
      const rows = await there.rows
      const [only] = types
      return types.length === 1 && only !== undefined
        ? (rows.get(only) ?? [])
        : types.flatMap((type) => rows.get(type) ?? []).sort(byTime)
    },
    ahead(citizen, types, context) {
      const rows = gather(citizen, types).then((all) => Map.groupBy(all, (row): string => row.type))
      // Whoever asks for them is told when they could not be read.
      rows.catch(() => {})
      readAhead.set(context, { citizen, types: new Set(types), rows })
    },
  }
}

/** As the statement orders them. */
const byTime = (a: Row, b: Row): number => a.updated.getTime() - b.updated.getTime() || (a.id < b.id ? -1 : 1)
