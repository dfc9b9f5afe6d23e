import type { Sql } from './client.ts'
import type { Distribution, Placement } from './distribution.ts'

/**
 * What a database spread over machines would refuse, read from the catalogue of a plain PostgreSQL: a table nobody placed, a
 * unique index or exclusion without the key, a foreign key that leaves its machine, a trigger. Each is a sentence.
 */
export async function distributionFaults(sql: Sql, distribution: Distribution): Promise<string[]> {
  const found = [
    await unplaced(sql, distribution),
    await withoutColumn(sql, distribution),
    await uniqueElsewhere(sql, distribution),
    await foreignKeys(sql, distribution),
    await triggers(sql, distribution),
  ]
  return found.flat()
}

const keyOf = (placement: Placement | undefined): string | undefined =>
  typeof placement === 'object' ? placement.by : undefined

async function unplaced(sql: Sql, distribution: Distribution): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
      and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public', 'citus', 'columnar')
    order by 1`
  const there = new Set(rows.map(({ name }) => name))
  return [
    ...[...there].filter((name) => !distribution.has(name)).map((name) => `${name} is in no distribution.json`),
    ...[...distribution.keys()].filter((name) => !there.has(name)).map((name) => `${name} is placed and not there`),
  ]
}

async function withoutColumn(sql: Sql, distribution: Distribution): Promise<string[]> {
  const faults: string[] = []
  for (const [table, placement] of distribution) {
    const key = keyOf(placement)
    if (key === undefined) continue
    const [column] = await sql<{ required: boolean; type: string }[]>`
      select attnotnull as required, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = to_regclass(${table}) and attname = ${key} and not attisdropped`
    if (!column) faults.push(`${table} has no column ${key}`)
    else if (!column.required) faults.push(`${table}.${key} may be null`)
    // Tables lie together only where their keys hash alike.
    else if (column.type !== 'text') faults.push(`${table}.${key} is ${column.type}, not text`)
  }
  return faults
}

/** Of a partitioned table the partitions count too: each may have indexes of its own. */
async function uniqueElsewhere(sql: Sql, distribution: Distribution): Promise<string[]> {
  const rows = await sql<{ table: string; index: string; columns: string[] }[]>`
    select rn.nspname || '.' || root.relname as table, ic.relname as index,
      array(select attname::text from pg_attribute
        where attrelid = i.indrelid and attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1])) as columns
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class ic on ic.oid = i.indexrelid
    join pg_class root on root.oid = coalesce(pg_partition_root(c.oid)::oid, c.oid)
    join pg_namespace rn on rn.oid = root.relnamespace
    where i.indisunique or i.indisexclusion`
  return rows.flatMap(({ table, index, columns }) => {
    const key = keyOf(distribution.get(table))
    return key === undefined || columns.includes(key) ? [] : [`${table}: ${index} is unique without ${key}`]
  })
}

interface ForeignKey {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly here: string[]
  readonly there: string[]
}

async function foreignKeys(sql: Sql, distribution: Distribution): Promise<string[]> {
  const rows = await sql<ForeignKey[]>`
    select k.conname as name, fn.nspname || '.' || f.relname as from, tn.nspname || '.' || t.relname as to,
      array(select attname::text from unnest(k.conkey) with ordinality as u (num, at)
        join pg_attribute on attrelid = k.conrelid and attnum = u.num order by u.at) as here,
      array(select attname::text from unnest(k.confkey) with ordinality as u (num, at)
        join pg_attribute on attrelid = k.confrelid and attnum = u.num order by u.at) as there
    from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
    join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and k.conparentid = 0`
  return rows.flatMap((key) =>
    reaches(key, distribution) ? [] : [`${key.from}: ${key.name} refers to ${key.to}, elsewhere`],
  )
}

/** Whether both ends are always on one machine. */
function reaches({ from, to, here, there }: ForeignKey, distribution: Distribution): boolean {
  const [near, far] = [distribution.get(from), distribution.get(to)]
  if (near === 'local') return far !== undefined && typeof far !== 'object'
  if (far === 'reference') return true
  const [nearKey, farKey] = [keyOf(near), keyOf(far)]
  if (nearKey === undefined || farKey === undefined || nearKey !== farKey) return false
  return here.some((column, at) => column === nearKey && there[at] === farKey)
}

async function triggers(sql: Sql, distribution: Distribution): Promise<string[]> {
  const rows = await sql<{ table: string; name: string }[]>`
    select n.nspname || '.' || c.relname as table, t.tgname as name
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and t.tgparentid = 0`
  return rows.flatMap(({ table, name }) => {
    const placement = distribution.get(table)
    return placement === undefined || placement === 'local'
      ? []
      : [`${table}: trigger ${name} on a table that is spread`]
  })
}
