import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Db } from './client.ts'

/** One forward-only step, from `<module>/migrations/<timestamp>_<name>.sql`. */
export interface Migration {
  /** Folder that owns it: `platform/fhir`, `services/prescriptions`. */
  readonly owner: string
  readonly name: string
  readonly sql: string
}

const roots = ['platform', 'services'] as const

/** The folders that hold migrations, platform first, in order of name. */
export async function migrationFolders(base: string): Promise<{ owner: string; folder: string }[]> {
  const found: { owner: string; folder: string }[] = []
  for (const root of roots) {
    for (const module of (await readdir(path.join(base, root), { withFileTypes: true })).sort(byName)) {
      if (!module.isDirectory()) continue
      const folder = path.join(base, root, module.name, ...(root === 'services' ? ['server'] : []), 'migrations')
      found.push({ owner: `${root}/${module.name}`, folder })
    }
  }
  return found
}

/** All migrations of the code base, platform first, each folder's in order of name. */
export async function readMigrations(base: string): Promise<Migration[]> {
  const found: Migration[] = []
  for (const { owner, folder } of await migrationFolders(base)) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((file) => file.endsWith('.sql')).sort())
      found.push({ owner, name, sql: await readFile(path.join(folder, name), 'utf8') })
  }
  return found
}

/** Whoever changes the structure of the database holds this advisory lock, so that several nodes may start at once. */
export const structureLock = 7061

/**
 * Runs what has not run, each in a transaction of its own, under a lock so that several nodes may start at once.
 * @returns the names of those that ran.
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  const session = await db.reserve()
  try {
    await session`select pg_advisory_lock(${structureLock})`
    await session`create schema if not exists platform`
    await session`create table if not exists platform.migration (
      owner text not null, name text not null, at timestamptz not null default now(), primary key (owner, name))`
    const done = new Set((await session`select owner, name from platform.migration`).map((r) => `${r.owner}/${r.name}`))
    const ran: string[] = []
    for (const migration of migrations) {
      const key = `${migration.owner}/${migration.name}`
      if (done.has(key)) continue
      await session.unsafe(
        `begin;\n${migration.sql}\n;insert into platform.migration (owner, name) values ('${migration.owner}', '${migration.name}');\ncommit;`,
      )
      ran.push(key)
    }
    return ran
  } finally {
    await session`select pg_advisory_unlock(${structureLock})`
    session.release()
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}
