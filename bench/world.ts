import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { freePort, startPostgres } from '../tools/postgres/index.ts'
import { inData, root } from '../tools/run/progress.ts'
import { type RunningServer, startServer } from '../tools/run/server.ts'

/** What is measured: a fresh database with fsync on, and the server as it is run, on this machine. */
export interface BenchWorld {
  readonly databaseUrl: string
  readonly origin: string
  /** Superuser of the bench's own database. */
  readonly sql: postgres.Sql
  /** Process numbers whose CPU time and memory count. */
  pids(): Promise<{ server: number; postgres: number }>
  /** Milliseconds from the start of the process to its first answer. */
  start(nodeOptions?: string): Promise<number>
  stopServer(): Promise<void>
  /** An access token of the demo system; it lives for some minutes, so each phase takes its own. */
  token(): Promise<string>
  close(): Promise<void>
}

const run = promisify(execFile)

/** Starts PostgreSQL and makes the database anew, or goes on with the one that is there. */
export async function openWorld(options: { readonly database: string; readonly keep: boolean }): Promise<BenchWorld> {
  await mkdir(inData(), { recursive: true })
  const cluster = await startPostgres({ dataDir: inData('bench-postgres'), database: 'postgres' })
  const url = new URL(cluster.url)
  url.pathname = `/${options.database}`
  const databaseUrl = url.toString()
  if (!options.keep) await makeAnew(cluster.url, options.database)
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} })
  const port = await freePort()
  const origin = `http://localhost:${port}`
  let server: RunningServer | undefined
  return {
    databaseUrl,
    origin,
    sql,
    pids: async () => ({ server: server?.child.pid ?? 0, postgres: await postmaster(sql) }),
    start: async (nodeOptions) => {
      const begun = performance.now()
      server = await startServer({
        port,
        databaseUrl,
        logFile: inData('bench-server.log'),
        env: { ...settings, LOMMA_ORIGIN: origin, ...(nodeOptions ? { NODE_OPTIONS: nodeOptions } : {}) },
      })
      return performance.now() - begun
    },
    stopServer: async () => {
      await server?.stop()
      server = undefined
    },
    token: () => token(databaseUrl, origin),
    close: async () => {
      await server?.stop()
      await sql.end({ timeout: 1 })
      await cluster.stop()
    },
  }
}

/**
 * As in production, but for the demo clients that give the bench its token. No demo people: the driver brings its own. No hospital
 * regions of the demo world either: they would work in the very process that is measured.
 */
const settings = {
  LOMMA_DEMO_CLIENTS: 'on',
  LOMMA_DEMO_REGIONS: 'off',
  LOMMA_DEMO_SEED: 'off',
  LOMMA_LOG_LEVEL: 'info',
  LOMMA_RUNTIME_FILE: inData('bench-runtime.json'),
}

async function makeAnew(serverUrl: string, database: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(`drop database if exists "${database}" with (force)`)
    await admin.unsafe(`create database "${database}"`)
  } finally {
    await admin.end({ timeout: 1 })
  }
}

async function postmaster(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ file: string }[]>`select pg_read_file('postmaster.pid') as file`
  return Number.parseInt(row?.file ?? '', 10)
}

async function token(databaseUrl: string, origin: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['apps/server/token.ts', '--client', 'demo-system'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, LOMMA_ORIGIN: origin },
  })
  return stdout.trim()
}
