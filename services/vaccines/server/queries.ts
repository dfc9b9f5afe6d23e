import type { CitizenKey } from '@lomma/platform/access'
import type { Sql } from '@lomma/platform/db'

/** All SQL of this service. */
export async function birthDateOf(sql: Sql, citizen: CitizenKey): Promise<string | undefined> {
  const [row] = await sql<{ born: string }[]>`select born from vaccines.birth_date where citizen = ${citizen}`
  return row?.born
}

export async function keepBirthDate(sql: Sql, citizen: CitizenKey, born: string): Promise<void> {
  await sql`
    insert into vaccines.birth_date (citizen, born) values (${citizen}, ${born})
    on conflict (citizen) do update set born = excluded.born`
}

export async function forgetBirthDate(sql: Sql, citizen: CitizenKey): Promise<void> {
  await sql`delete from vaccines.birth_date where citizen = ${citizen}`
}
