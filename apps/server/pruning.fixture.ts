import type { Db, Distribution } from '@lomma/platform/db'

/** One statement as it was sent. */
export interface Statement {
  readonly text: string
  readonly parameters: readonly unknown[]
  /** Route or listener that sent it. */
  readonly by: string
}

interface PlanNode {
  'Node Type': string
  Operation?: string
  Schema?: string
  'Relation Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Filter?: string
  'Actual Loops'?: number
  Plans?: PlanNode[]
}

/** What a plan does to one table: which of its partitions it looks into, by which conditions. */
interface Touch {
  readonly table: string
  readonly relation: string
  readonly conditions: string
  readonly inserts: boolean
  /** The rows to insert come from a list of values, not from one row. */
  readonly many: boolean
}

/** Partition → the table it is part of. */
export async function partitionsOf(db: Db): Promise<Map<string, string>> {
  const rows = await db<{ partition: string; table: string }[]>`
    select pn.nspname || '.' || p.relname as partition, tn.nspname || '.' || t.relname as table
    from pg_inherits join pg_class p on p.oid = inhrelid join pg_namespace pn on pn.oid = p.relnamespace
    join pg_class t on t.oid = inhparent join pg_namespace tn on tn.oid = t.relnamespace where p.relkind = 'r'`
  return new Map(rows.map(({ partition, table }) => [partition, table]))
}

/**
 * Where each statement leads, by PostgreSQL's own plan for its very parameters. A read is run again, so that a partition it
 * would have looked into only for another row does not count.
 */
export async function touches(
  db: Db,
  { text, parameters }: Statement,
  partitions: ReadonlyMap<string, string>,
): Promise<Touch[]> {
  const reads = /^\s*select\b/i.test(text) ? ', analyze, timing off, summary off' : ''
  const given = [...(parameters as never[])] // as they were given to the same driver
  const [row] = await db.unsafe<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
    `explain (format json, verbose${reads}) ${text}`,
    given,
  )
  const plan = row?.['QUERY PLAN'][0].Plan
  return plan ? walk(plan, partitions) : []
}

function walk(node: PlanNode, partitions: ReadonlyMap<string, string>): Touch[] {
  if (node['Actual Loops'] === 0) return []
  const below = (node.Plans ?? []).flatMap((child) => walk(child, partitions))
  const name = node['Relation Name'] ? `${node.Schema}.${node['Relation Name']}` : undefined
  const modifies = node['Node Type'] === 'ModifyTable'
  if (!name || (modifies && node.Operation !== 'Insert')) return below
  const conditions = [...conditionsOf(node), ...(node.Plans ?? []).flatMap(bitmapConditions)].join(' ')
  const many = modifies && (node.Plans ?? []).some((child) => holds(child, ['Function Scan', 'Values Scan']))
  return [...below, { table: partitions.get(name) ?? name, relation: name, conditions, inserts: modifies, many }]
}

const conditionsOf = (node: PlanNode): string[] =>
  [node['Index Cond'], node['Recheck Cond'], node.Filter].filter((text) => text !== undefined)

const bitmapConditions = (node: PlanNode): string[] =>
  node['Node Type'].startsWith('Bitmap') ? [...conditionsOf(node), ...(node.Plans ?? []).flatMap(bitmapConditions)] : []

const holds = (node: PlanNode, types: readonly string[]): boolean =>
  types.includes(node['Node Type']) || (node.Plans ?? []).some((child) => holds(child, types))

/** Why a statement would leave the machine of one key; empty when it does not. */
export function strays(found: readonly Touch[], statement: Statement, distribution: Distribution): string[] {
  const partitioned = new Map<string, Set<string>>()
  const wrong: string[] = []
  for (const { table, relation, conditions, inserts, many } of found) {
    const placement = distribution.get(table)
    if (typeof placement !== 'object') continue
    if (inserts) {
      if (many && !ofOneKey(statement.parameters)) wrong.push(`${table}: rows of several keys in one insert`)
    } else if (relation !== table) {
      partitioned.set(table, (partitioned.get(table) ?? new Set()).add(relation))
    } else if (!new RegExp(`\\b${placement.by} = (?!ANY)`).test(conditions)) {
      wrong.push(`${table}: not asked by ${placement.by} (${conditions})`)
    }
  }
  for (const [table, parts] of partitioned)
    if (parts.size !== 1) wrong.push(`${table}: ${parts.size} partitions (${[...parts].join(', ')})`)
  return wrong
}

/** Whether a statement reads or writes tables that lie apart: their keys are of different kinds. */
export function joinsApart(found: readonly Touch[], distribution: Distribution): boolean {
  const kinds = found.flatMap(({ table }) => {
    const placement = distribution.get(table)
    return typeof placement === 'object' ? [placement.by === 'person' ? 'citizen' : placement.by] : []
  })
  return new Set(kinds).size > 1
}

/** Bulk inserts give one array a column, the key first, or all rows as JSON. */
function ofOneKey(parameters: readonly unknown[]): boolean {
  const json = parameters.find((one) => typeof one === 'string' && one.startsWith('[{'))
  const rows: unknown = typeof json === 'string' ? JSON.parse(json) : parameters[0]
  if (!Array.isArray(rows)) return false
  return new Set(rows.map((row) => (typeof row === 'object' ? Object.values(row)[0] : row))).size === 1
}

/** Tables of many citizens that a statement looks into without naming one. */
export function acrossCitizens(found: readonly Touch[], tables: ReadonlySet<string>): string[] {
  return found
    .filter(
      ({ table, conditions, inserts }) => !inserts && tables.has(table) && !/\b(citizen|person) = /.test(conditions),
    )
    .map(({ table }) => table)
}
