import type { CitizenKey } from '../../access/index.ts'
import { isSpread, plannedAnew, type Sql } from '../../db/index.ts'
import type { Row } from '../rows.ts'
import { gathered } from './gathered.ts'

/** All SQL of searches. Rows come in the order of their ids, which never change, so that pages are stable. */

/** Where rows are looked for: the shared tables, one citizen's record, or all records. */
export type Source = { readonly kind: 'shared' | 'all' } | { readonly kind: 'record'; readonly citizen: CitizenKey }

/** What rows are looked for. */
export interface Ask {
  /** Undefined: any. */
  readonly type: string | undefined
  /** Entries of the index: each group is any-of, all groups must hold. */
  readonly groups: readonly (readonly string[])[]
  /** Only these ids. */
  readonly ids?: readonly string[] | undefined
  /** Only rows last changed in this time, from and to. */
  readonly since?: number | undefined
  readonly until?: number | undefined
}

interface Query {
  readonly text: string
  readonly values: (string | number | string[])[]
}

/** Numbered parameters, so that a search of any shape is one statement. */
function query(sql: Sql, source: Source, ask: Ask, after: string | undefined, columns: string): Query {
  const values: (string | number | string[])[] = []
  const bind = (value: string | string[]): string => `$${values.push(value)}${Array.isArray(value) ? '::text[]' : ''}`
  const conditions = ask.type === undefined ? ['true'] : [`r.type = ${bind(ask.type)}`]
  if (source.kind === 'record') conditions.push(`r.citizen = ${bind(source.citizen)}`)
  if (ask.ids) conditions.push(`r.id = any(${bind([...ask.ids])})`)
  if (after !== undefined) conditions.push(`${orderOf(source)} > ${bind(after)}`)
  if (ask.since !== undefined) conditions.push(`r.updated >= ${bind(instant(ask.since))}::timestamptz`)
  if (ask.until !== undefined) conditions.push(`r.updated < ${bind(instant(ask.until))}::timestamptz`)
  for (const group of ask.groups) conditions.push(`r.idx && ${bind([...group])}`)
  // Known ids are found by the locator, which says whose they are: no record but theirs is touched. Spread over machines, where
  // it lies apart, all of them are asked.
  const located = source.kind === 'all' && ask.ids !== undefined && !isSpread(sql)
  const locator = located
    ? `fhir.locator l join fhir.resource r on r.citizen = l.citizen and r.type = l.type and r.id = l.id`
    : `${source.kind === 'shared' ? 'fhir.shared_resource' : 'fhir.resource'} r`
  if (located && ask.ids)
    conditions.push(`l.type = ${bind(ask.type ?? '')}`, `l.id = any(${bind([...ask.ids])})`, `l.citizen <> ''`)
  return { text: `select ${columns} from ${locator} where ${conditions.join(' and ')}`, values }
}

const instant = (at: number): string => new Date(at).toISOString()

/** A record is sorted here and not read from the index, so that its order is the one this code compares by. */
const orderOf = ({ kind }: Source): string => (kind === 'record' ? 'r.id collate "C"' : 'r.id')

const columns = 'r.citizen, r.type, r.id, r.version, r.updated, r.body::text as body'

/** What refers to one patient is little, however much there is of its type. */
const isAboutOne = ({ groups }: Ask): boolean =>
  groups.some((group) => group.length > 0 && group.every((entry) => entry.includes('Patient/')))

/** A search about one citizen is the same statement each time; others are planned anew, by how common their entries are. */
const isPlannedOnce = (source: Source, ask: Ask): boolean => source.kind === 'record' || isAboutOne(ask)

export async function rowsAfter(
  sql: Sql,
  source: Source,
  ask: Ask,
  after: string | undefined,
  limit: number,
): Promise<Row[]> {
  if (source.kind === 'record' && ask.type !== undefined && after === undefined && !ask.ids) {
    const rows = await gathered(sql)?.rows(source.citizen, { type: ask.type, groups: ask.groups })
    if (rows && rows.length < limit) return rows
  }
  const { text, values } = query(sql, source, ask, after, columns)
  const prepare = isPlannedOnce(source, ask)
  const ordered = `${text} order by ${orderOf(source)} limit ${Math.floor(limit)}`
  return (prepare ? sql : plannedAnew(sql)).unsafe<Row[]>(ordered, values, { prepare })
}

/** How many rows there are, counted no further than `most`. */
export async function countRows(sql: Sql, source: Source, ask: Ask, most: number | undefined): Promise<number> {
  const { text, values } = query(sql, source, ask, undefined, '1')
  const bounded = most === undefined ? text : `${text} limit ${Math.floor(most)}`
  const prepare = isPlannedOnce(source, ask)
  const counted = `select count(*)::int as n from (${bounded}) found`
  const [row] = await (prepare ? sql : plannedAnew(sql)).unsafe<{ n: number }[]>(counted, values, { prepare })
  return row?.n ?? 0
}

/** About how many there are, as the planner knows it. */
export async function estimateRows(sql: Sql, source: Source, ask: Ask): Promise<number> {
  const { text, values } = query(sql, source, ask, undefined, '1')
  const [row] = await sql.unsafe<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[]>(
    `explain (format json) ${text}`,
    values,
  )
  return Math.round(row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0)
}

interface Key {
  readonly citizen: string
  readonly id: string
}

/**
 * Keys of all rows that have the entries, in order; undefined when they are many. Asked for without an order, so that the
 * planner takes the index of entries: with one and a limit it would sooner walk a whole type in search of a few rows.
 */
async function fewKeys(sql: Sql, source: Source, ask: Ask, after: string | undefined): Promise<Key[] | undefined> {
  if (source.kind !== 'all' || ask.ids || ask.groups.length === 0) return undefined
  const { text, values } = query(sql, source, ask, undefined, 'r.citizen, r.id')
  const behind = after === undefined ? '' : `where id > $${values.push(after)}`
  const found = await sql.unsafe<(Key & { hits: number })[]>(
    `with hit as materialized (${text} limit ${manyKeys + 1})
     select citizen, id, (select count(*)::int from hit) as hits from hit ${behind} order by id`,
    values,
    { prepare: true },
  )
  return (found[0]?.hits ?? 0) > manyKeys ? undefined : found
}

async function rowsOfKeys(sql: Sql, type: string | undefined, keys: readonly Key[]): Promise<Row[]> {
  return sql.unsafe<Row[]>(
    `select ${columns} from unnest($1::text[], $2::text[]) as k (citizen, id)
     join fhir.resource r on r.citizen = k.citizen and r.id = k.id and r.type = $3 order by r.id`,
    [keys.map(({ citizen }) => citizen), keys.map(({ id }) => id), type ?? ''],
    { prepare: true },
  )
}

const manyKeys = 2000
const smallest = 100
const largest = 500

const larger = (limit: number): number => Math.min(Math.max(limit * 2, smallest), largest)

/** Batches of rows in the order of ids, small ones first: most searches need no more than a page. */
export async function* batches(
  sql: Sql,
  source: Source,
  ask: Ask,
  after: string | undefined,
  first = smallest,
): AsyncGenerator<Row[]> {
  let limit = Math.max(1, Math.min(first, 2 * largest))
  const keys = await fewKeys(sql, source, ask, after)
  if (keys) {
    for (let at = 0; at < keys.length; limit = larger(limit)) {
      yield await rowsOfKeys(sql, ask.type, keys.slice(at, at + limit))
      at += limit
    }
    return
  }
  for (let last = after; ; limit = larger(limit)) {
    const rows = await rowsAfter(sql, source, ask, last, limit)
    if (rows.length > 0) yield rows
    if (rows.length < limit) return
    last = rows.at(-1)?.id
  }
}

/** All of some records, for what cannot be asked of the entries. */
export async function rowsOfRecords(sql: Sql, citizens: readonly string[], limit: number): Promise<Row[]> {
  return sql.unsafe<Row[]>(
    `select ${columns} from fhir.resource r where r.citizen = any($1::text[]) limit ${Math.floor(limit)}`,
    [[...citizens]],
    { prepare: true },
  )
}
