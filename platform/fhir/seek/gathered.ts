import type { CitizenKey } from '../../access/index.ts'
import type { Sql } from '../../db/index.ts'
import type { Row } from '../rows.ts'
import { mayNameSeveral } from '../search/index.ts'

/** One citizen's record, looked at by several searches at the same time. Undefined when a search is to ask for itself. */
export interface Gatherer {
  /** All rows of one type that have the entries and maybe more, in order of id. */
  rows(citizen: CitizenKey, wish: Wish): Promise<Row[] | undefined>
  /** Is something of the type about the citizen in others' records? Asked together with the rows of the type. */
  mentioned(citizen: CitizenKey, type: string): Promise<boolean | undefined>
}

/** What one search looks for. */
export interface Wish {
  readonly type: string
  /** Entries of the index: each group is any-of, all groups must hold. */
  readonly groups: readonly (readonly string[])[]
}

interface Found {
  readonly rows: ReadonlyMap<string, Row[]>
  readonly mentioned: ReadonlySet<string>
}

interface Gathering {
  readonly wishes: Wish[]
  readonly found: Promise<Found | undefined>
}

/** More than this of the types asked for, and each search goes by itself with what narrows it down. */
const most = 400

const gatherers = new WeakMap<object, Gatherer>()

/**
 * The searches of one batch look into one citizen's record at the same time: what several ask in one turn of the event loop is one
 * statement, and each evaluates its criteria on its rows. Outside of transactions only, where statements keep their order.
 */
export function gathered(sql: Sql): Gatherer | undefined {
  if (!('begin' in sql)) return undefined
  const there = gatherers.get(sql)
  if (there) return there
  const made = gatherer(sql)
  gatherers.set(sql, made)
  return made
}

function gatherer(sql: Sql): Gatherer {
  const gathering = new Map<CitizenKey, Gathering>()
  const begin = (citizen: CitizenKey): Gathering => {
    const wishes: Wish[] = []
    const turn = new Promise<void>((over) => setImmediate(over))
    const found = turn.then(() => {
      gathering.delete(citizen)
      return wishes.length > 1 ? find(sql, citizen, wishes) : undefined
    })
    const begun = { wishes, found }
    gathering.set(citizen, begun)
    return begun
  }
  const join = (citizen: CitizenKey): Gathering => gathering.get(citizen) ?? begin(citizen)
  return {
    async rows(citizen, wish) {
      const { wishes, found } = join(citizen)
      wishes.push(wish)
      const all = await found
      return all && (all.rows.get(wish.type) ?? [])
    },
    async mentioned(citizen, type) {
      return (await join(citizen).found)?.mentioned.has(type)
    },
  }
}

type Line = Omit<Row, 'body'> & { body: string | null }

/** In a citizen's own record nearly everything is about the citizen: to ask for that again costs more than it leaves out. */
const narrows = (group: readonly string[]): boolean => !group.some((entry) => entry.includes('Patient/'))

async function find(sql: Sql, citizen: CitizenKey, wishes: readonly Wish[]): Promise<Found | undefined> {
  const values: (string | string[])[] = [citizen]
  const bind = (value: string | string[]): string => `$${values.push(value)}${Array.isArray(value) ? '::text[]' : ''}`
  const wished = wishes.map(({ type, groups }) =>
    [`type = ${bind(type)}`, ...groups.filter(narrows).map((group) => `idx && ${bind([...group])}`)].join(' and '),
  )
  const several = [...new Set(wishes.map(({ type }) => type))].filter(mayNameSeveral)
  const others = `
    union all
    select citizen, type, '', 0, null::timestamptz, null from fhir.mentioned
    where citizen = $1 and type = any(${several.length > 0 ? bind(several) : ''})`
  const text = `
    select * from (
      select citizen, type, id, version, updated, body::text as body from fhir.resource
      where citizen = $1 and (${wished.join(' or ')})
      ${several.length > 0 ? others : ''}) as found
    order by id collate "C" limit ${most}`
  const lines = await sql.unsafe<Line[]>(text, values, { prepare: true })
  return lines.length === most ? undefined : sorted(lines)
}

function sorted(lines: readonly Line[]): Found {
  const rows = new Map<string, Row[]>()
  const mentioned = new Set<string>()
  for (const { body, ...line } of lines) {
    if (body === null) {
      mentioned.add(line.type)
      continue
    }
    const row = { ...line, body }
    const same = rows.get(line.type)
    if (same) same.push(row)
    else rows.set(line.type, [row])
  }
  return { rows, mentioned }
}
