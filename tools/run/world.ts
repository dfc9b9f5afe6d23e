import { mkdir } from 'node:fs/promises'
import postgres from 'postgres'
import { startPostgres } from '../postgres/index.ts'
import { inData } from './progress.ts'
import { startServer } from './server.ts'

export interface WorldOptions {
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
}

export interface World {
  readonly origin: string
  readonly databaseUrl: string
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

/** A fresh demo world on a port: database made, server started, all removed by `stop`. */
export async function startWorld(options: WorldOptions): Promise<World> {
  await mkdir(inData(), { recursive: true })
  const given = process.env.LOMMA_TEST_DATABASE_URL
  const cluster = given
    ? { url: given, stop: async () => {} }
    : await startPostgres({ dataDir: inData('test-postgres'), database: 'postgres', fast: true })
  const name = `lomma_world_${options.port}`
  await onServer(cluster.url, [`drop database if exists ${name} with (force)`, `create database ${name}`])
  const url = new URL(cluster.url)
  url.pathname = `/${name}`
  const clear = async () => {
    await onServer(cluster.url, [`drop database if exists ${name} with (force)`])
    await cluster.stop()
  }
  try {
    const server = await startServer({
      port: options.port,
      databaseUrl: url.toString(),
      logFile: inData('e2e-server.log'),
      // A server of its own, not the one that `npm run token` and `import` are for.
      env: { LOMMA_RUNTIME_FILE: inData(`runtime-${options.port}.json`), ...options.env },
    })
    const stop = () => server.stop().then(clear)
    return { origin: server.origin, databaseUrl: url.toString(), ended: server.ended, stop }
  } catch (error) {
    await clear()
    throw error
  }
}

async function onServer(url: string, commands: readonly string[]): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (const command of commands) await sql.unsafe(command)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
