import type { CitizenKey } from '@lomma/platform/access'
import type { Sql } from '@lomma/platform/db'
import type { Visit } from '../domain/visit.ts'

/** All SQL of this service. */
export async function lastVisit(sql: Sql, citizen: CitizenKey): Promise<Visit | undefined> {
  const [row] = await sql<{ seen: Date; news_since: Date }[]>`
    select seen, news_since from home.visit where citizen = ${citizen}`
  return row && { seen: row.seen, newsSince: row.news_since }
}

export async function keepVisit(sql: Sql, citizen: CitizenKey, { seen, newsSince }: Visit): Promise<void> {
  await sql`
    insert into home.visit (citizen, seen, news_since) values (${citizen}, ${seen}, ${newsSince})
    on conflict (citizen) do update set seen = excluded.seen, news_since = excluded.news_since`
}
