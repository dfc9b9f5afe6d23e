import type { CitizenKey } from '@lomma/platform/access'
import type { Sql } from '@lomma/platform/db'
import type { Remembered } from '../domain/standing.ts'

/** All SQL of this service. */
export async function rememberedOf(sql: Sql, citizen: CitizenKey): Promise<Map<string, Remembered>> {
  const rows = await sql<{ item: string; read_at: Date | null; archived_at: Date | null }[]>`
    select item, read_at, archived_at from inbox.item where citizen = ${citizen}`
  return new Map(
    rows.map((row) => [row.item, { read: row.read_at ?? undefined, archived: row.archived_at ?? undefined }]),
  )
}

export async function keepRead(sql: Sql, citizen: CitizenKey, items: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into inbox.item (citizen, item, read_at)
    select who, one, at
    from unnest(${items.map(() => citizen)}::text[], ${[...items]}::text[]) as given (who, one),
         (select ${at}::timestamptz as at) as moment
    on conflict (citizen, item) do update set read_at = excluded.read_at`
}

/** Notes that something came or changed. The same resource twice in one transaction is one arrival. */
export async function addArrival(sql: Sql, citizen: CitizenKey, at: Date, resource: string): Promise<void> {
  await sql`
    insert into inbox.arrival (citizen, at, resource) values (${citizen}, ${at}, ${resource}) on conflict do nothing`
}

/** Changes whenever something has come or changed since; says nothing of what. */
export async function latestArrival(sql: Sql, citizen: CitizenKey): Promise<string> {
  const [row] = await sql<{ at: Date | null; count: number }[]>`
    select max(at) as at, count(*)::int as count from inbox.arrival where citizen = ${citizen}`
  return `${row?.at?.getTime() ?? 0}-${row?.count ?? 0}`
}

/** Arrivals long gone tell nothing new. */
export async function forgetArrivals(sql: Sql, citizen: CitizenKey, before: Date): Promise<void> {
  await sql`delete from inbox.arrival where citizen = ${citizen} and at < ${before}`
}

/** `at` null: taken back. */
export async function keepArchived(
  sql: Sql,
  citizen: CitizenKey,
  items: readonly string[],
  at: Date | null,
): Promise<void> {
  await sql`
    insert into inbox.item (citizen, item, archived_at)
    select who, one, at
    from unnest(${items.map(() => citizen)}::text[], ${[...items]}::text[]) as given (who, one),
         (select ${at}::timestamptz as at) as moment
    on conflict (citizen, item) do update set archived_at = excluded.archived_at`
}
