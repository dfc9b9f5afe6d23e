import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Db, Sql } from './client.ts'
import { distributionFaults } from './distribution-faults.ts'
import { migrationFolders, structureLock } from './migrations.ts'

/**
 * Where a table lives when the database is spread over machines (Citus). On one PostgreSQL this changes nothing.
 * `{ by }`: its rows are spread by that column. `reference`: a small table that every machine has whole.
 * `local`: on the coordinator alone, where queues are locked row by row and unique keys of any shape are kept.
 */
export type Placement = { readonly by: string } | 'reference' | 'local'

/** `schema.table` → where it lives. */
export type Distribution = ReadonlyMap<string, Placement>

/** The extension that is not there, or a structure it would refuse. Named in full, before anything is changed. */
export class NotDistributable extends Error {
  constructor(faults: readonly string[]) {
    super(`LOMMA_DISTRIBUTED=citus cannot be:\n- ${faults.join('\n- ')}`)
    this.name = 'NotDistributable'
  }
}

/** Tables that no folder of migrations owns. */
const own: Readonly<Record<string, Placement>> = { 'platform.migration': 'local' }

/** What the `distribution.json` beside each folder's migrations says of its tables. */
export async function readDistribution(base: string): Promise<Distribution> {
  const found = new Map<string, Placement>(Object.entries(own))
  for (const { folder } of await migrationFolders(base)) {
    const text = await readFile(path.join(folder, 'distribution.json'), 'utf8').catch(() => '{}')
    for (const [table, placement] of Object.entries<unknown>(JSON.parse(text))) {
      if (!isPlacement(placement)) throw new Error(`${folder}/distribution.json: ${table} has no placement we know`)
      found.set(table, placement)
    }
  }
  return found
}

function isPlacement(value: unknown): value is Placement {
  if (value === 'reference' || value === 'local') return true
  return typeof value === 'object' && value !== null && 'by' in value && typeof value.by === 'string'
}

/**
 * Spreads the tables as the list says; those that are spread already stay as they are. Run by the owner after the migrations,
 * under their lock, on a coordinator that has its workers. Hash-partitioned tables keep their partitions (ADR 0006).
 * @returns what was done, `fhir.resource by citizen`.
 */
export async function distribute(db: Db, distribution: Distribution): Promise<string[]> {
  const session = await db.reserve()
  try {
    await session`select pg_advisory_lock(${structureLock})`
    if (!(await hasCitus(session)))
      throw new NotDistributable(['the extension citus is missing: create extension citus'])
    const faults = await distributionFaults(session, distribution)
    if (faults.length > 0) throw new NotDistributable(faults)
    const done = await spread(session)
    const steps = inOrder(distribution).filter(([table]) => !done.has(table))
    const together = new Map<string, string>()
    for (const [table, placement] of distribution)
      if (done.has(table) && typeof placement === 'object') together.set(keyKind(placement.by), table)
    for (const [table, placement] of steps) await place(session, table, placement, together)
    await letIn(session)
    return steps.map(([table, placement]) =>
      placement === 'reference' ? `${table} everywhere` : `${table} ${said(placement)}`,
    )
  } finally {
    await session`select pg_advisory_unlock(${structureLock})`
    session.release()
  }
}

/** Reference tables first: what refers to them must find them everywhere. */
function inOrder(distribution: Distribution): [string, Placement][] {
  const spreadOut = [...distribution].filter(([, placement]) => placement !== 'local')
  return spreadOut.sort(([, a], [, b]) => Number(typeof a === 'object') - Number(typeof b === 'object'))
}

const said = (placement: Placement): string => (typeof placement === 'object' ? `by ${placement.by}` : placement)

/**
 * Tables with keys of one kind lie together, so that all of one citizen is on one machine. A person's key and a citizen's are the
 * same kind.
 */
function keyKind(column: string): string {
  return column === 'person' ? 'citizen' : column
}

async function place(sql: Sql, table: string, placement: Placement, together: Map<string, string>): Promise<void> {
  if (placement === 'local') return
  if (placement === 'reference') {
    await sql`select create_reference_table(${table}::text::regclass)`
    return
  }
  const kind = keyKind(placement.by)
  const beside = together.get(kind) ?? 'none'
  await sql`
    select create_distributed_table(${table}::text::regclass, ${placement.by}::text, colocate_with => ${beside}::text)`
  if (beside === 'none') together.set(kind, table)
}

async function hasCitus(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ there: boolean }[]>`
    select to_regproc('create_distributed_table') is not null and to_regclass('pg_dist_partition') is not null as there`
  return row?.there ?? false
}

/** Tables that are spread already. */
async function spread(sql: Sql): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name
    from pg_dist_partition d join pg_class c on c.oid = d.logicalrelid join pg_namespace n on n.oid = c.relnamespace`
  return new Set(rows.map(({ name }) => name))
}

/** Citus reaches its workers as the role that asks, so the application's role must be one that may come in. */
async function letIn(sql: Sql): Promise<void> {
  const [there] = await sql`select 1 from pg_roles where rolname = 'lomma_app'`
  if (there) await sql`alter role lomma_app login`
}
