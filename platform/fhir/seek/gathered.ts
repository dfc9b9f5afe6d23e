import type { CitizenKey } from '../../access/index.ts'
import type { Sql } from '../../db/index.ts'
import type { Row } from '../rows.ts'

/** All rows of one type in one record, in order of id; undefined when the search is to ask for itself. */
export type GatheredRows = (citizen: CitizenKey, type: string) => Promise<Row[] | undefined>

interface Gathering {
  readonly types: string[]
  readonly rows: Promise<ReadonlyMap<string, Row[]> | undefined>
}

/** More than this of the types asked for, and each search goes by itself with what narrows it down. */
const most = 400

const gatherers = new WeakMap<object, GatheredRows>()

/**
 * The searches of one batch look into one citizen's record at the same time: what several ask in one turn of the event loop is one
 * statement, and each evaluates its criteria on its rows. Outside of transactions only, where statements keep their order.
 */
export function gathered(sql: Sql): GatheredRows | undefined {
  if (!('begin' in sql)) return undefined
  const there = gatherers.get(sql)
  if (there) return there
  const made = gatherer(sql)
  gatherers.set(sql, made)
  return made
}

function gatherer(sql: Sql): GatheredRows {
  const gathering = new Map<CitizenKey, Gathering>()
  const begin = (citizen: CitizenKey): Gathering => {
    const types: string[] = []
    const turn = new Promise<void>((over) => setImmediate(over))
    const rows = turn.then(() => {
      gathering.delete(citizen)
      return types.length > 1 ? rowsByType(sql, citizen, types) : undefined
    })
    const begun = { types, rows }
    gathering.set(citizen, begun)
    return begun
  }
  return async (citizen, type) => {
    const { types, rows } = gathering.get(citizen) ?? begin(citizen)
    types.push(type)
    const found = await rows
    return found && (found.get(type) ?? [])
  }
}

async function rowsByType(
  sql: Sql,
  citizen: CitizenKey,
  types: readonly string[],
): Promise<ReadonlyMap<string, Row[]> | undefined> {
  const rows = await sql<Row[]>`
    select citizen, type, id, version, updated, body::text as body from fhir.resource
    where citizen = ${citizen} and type = any(${[...new Set(types)].sort()}::text[])
    order by id collate "C" limit ${most}`
  if (rows.length === most) return undefined
  const byType = new Map<string, Row[]>()
  for (const row of rows) {
    const same = byType.get(row.type)
    if (same) same.push(row)
    else byType.set(row.type, [row])
  }
  return byType
}
