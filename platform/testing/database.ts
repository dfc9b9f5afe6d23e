import { createHash, randomUUID } from 'node:crypto'
import path from 'node:path'
import { type ConnectOptions, connect, type Db, grantToApp, migrate, readMigrations } from '../db/index.ts'

const root = path.join(import.meta.dirname, '../..')

export interface TestDatabase {
  /** A pool working as the application's role, as the server does. */
  readonly db: Db
  /** A pool working as the owner: for looking at what the application may not touch. */
  readonly owner: Db
  readonly url: string
  drop(): Promise<void>
}

/**
 * A fresh, migrated PostgreSQL database for one test file, copied from a template that is made once for each state of the
 * migrations. The server is the one in `LOMMA_TEST_DATABASE_URL` (tools/vitest-setup.ts starts it).
 * @param onStatement told of each statement of the application's pool
 */
export async function testDatabase(onStatement?: ConnectOptions['onStatement']): Promise<TestDatabase> {
  const server = process.env.LOMMA_TEST_DATABASE_URL
  if (!server)
    throw new Error('LOMMA_TEST_DATABASE_URL is not set: run the tests through npm test or vitest of this repo')
  const admin = connect({ url: server, max: 1 })
  const name = `lomma_t_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  try {
    const template = await ensureTemplate(admin, server)
    await admin.unsafe(`create database ${name} template ${template} strategy file_copy`)
  } finally {
    await admin.end()
  }
  const url = withDatabase(server, name)
  const db = connect({ url, max: 6, role: 'lomma_app', ...(onStatement ? { onStatement } : {}) })
  const owner = connect({ url, max: 2 })
  return {
    db,
    owner,
    url,
    drop: async () => {
      await Promise.all([db.end({ timeout: 1 }), owner.end({ timeout: 1 })])
      const last = connect({ url: server, max: 1 })
      await last.unsafe(`drop database if exists ${name} with (force)`)
      await last.end()
    },
  }
}

async function ensureTemplate(admin: Db, server: string): Promise<string> {
  const migrations = await readMigrations(root)
  const state = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12)
  const template = `lomma_template_${state}`
  // The lock is held by the session, so that test processes started together make it once.
  await admin`select pg_advisory_lock(7062)`
  try {
    const [there] = await admin`select 1 from pg_database where datname = ${template}`
    if (there) return template
    const draft = `${template}_draft`
    await admin.unsafe(`drop database if exists ${draft} with (force)`)
    await admin.unsafe(`create database ${draft}`)
    const db = connect({ url: withDatabase(server, draft), max: 2 })
    await migrate(db, migrations)
    await grantToApp(db)
    await db.end()
    await admin.unsafe(`alter database ${draft} rename to ${template}`)
    return template
  } finally {
    await admin`select pg_advisory_unlock(7062)`
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}
