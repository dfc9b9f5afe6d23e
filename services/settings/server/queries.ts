import type { Sql } from '@lomma/platform/db'
import type { Language } from '../contract/index.ts'

/** All SQL of this service. */
export async function languageOf(sql: Sql, person: string): Promise<Language | undefined> {
  const [row] = await sql<{ language: Language }[]>`select language from settings.language where person = ${person}`
  return row?.language
}

export async function chooseLanguage(sql: Sql, person: string, language: Language, at: Date): Promise<void> {
  await sql`
    insert into settings.language (person, language, chosen, at) values (${person}, ${language}, true, ${at})
    on conflict (person) do update set language = excluded.language, chosen = true, at = excluded.at`
}

/** Kept at the first sign-in; never overwrites a choice made meanwhile. */
export async function keepInitialLanguage(sql: Sql, person: string, language: Language, at: Date): Promise<void> {
  await sql`
    insert into settings.language (person, language, chosen, at) values (${person}, ${language}, false, ${at})
    on conflict (person) do nothing`
}
