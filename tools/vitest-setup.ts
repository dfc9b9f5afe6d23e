import path from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres/index.ts'

/**
 * One PostgreSQL for all tests: the server in `LOMMA_TEST_DATABASE_URL`, or an embedded one in `.data/test-postgres` that several
 * test runs share and the last one stops. `platform/testing` makes a database per test file on it.
 */
export default async function setup(_project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.LOMMA_TEST_DATABASE_URL) return undefined
  const dataDir = path.join(import.meta.dirname, '..', '.data', 'test-postgres')
  const server = await startPostgres({ dataDir, database: 'postgres', fast: true })
  if (server.alone) await dropLeftovers(server.url)
  process.env.LOMMA_TEST_DATABASE_URL = server.url
  return server.stop
}

/** Databases of test runs that were killed. */
async function dropLeftovers(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const left = await sql<{ datname: string }[]>`select datname from pg_database where datname like 'lomma\\_t\\_%'`
    for (const { datname } of left) await sql.unsafe(`drop database if exists "${datname}" with (force)`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
