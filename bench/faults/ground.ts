import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { ServerProcess } from '../../apps/server/server-process.fixture.ts'
import { isAlive, type RunningPostgres, startPostgres } from '../../tools/postgres/index.ts'
import { root } from '../../tools/run/progress.ts'

const run = promisify(execFile)

/** A PostgreSQL of its own, with fsync, and the real server as its own process: both can be killed the hard way. */
export class Ground {
  readonly server: ServerProcess
  readonly #dataDir: string
  #cluster: RunningPostgres
  #token: { text: string; until: number } | undefined

  private constructor(dataDir: string, cluster: RunningPostgres, server: ServerProcess) {
    this.#dataDir = dataDir
    this.#cluster = cluster
    this.server = server
  }

  /** Makes a database anew in a data folder. Without demo people: the bench brings its own. */
  static async prepare(dataDir: string, database: string): Promise<Ground> {
    await mkdir(path.dirname(dataDir), { recursive: true })
    const cluster = await startPostgres({ dataDir, database: 'postgres' })
    const admin = postgres(cluster.url, { max: 1, onnotice: () => {} })
    await admin.unsafe(`drop database if exists ${database} with (force)`)
    await admin.unsafe(`create database ${database}`)
    await admin.end()
    const url = new URL(cluster.url)
    url.pathname = `/${database}`
    const server = await ServerProcess.on(url.toString(), { LOMMA_DEMO_SEED: 'off', LOMMA_LOG_LEVEL: 'fatal' })
    const ground = new Ground(dataDir, cluster, server)
    await server.start()
    return ground
  }

  get origin(): string {
    return this.server.origin
  }

  /** The rows themselves, past the server. */
  async look<T>(ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    const url = new URL(this.#cluster.url)
    url.pathname = new URL(this.server.databaseUrl).pathname
    const sql = postgres(url.toString(), { max: 1, onnotice: () => {}, connect_timeout: 5 })
    try {
      return await ask(sql)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }

  /** An access token of the demo system, made anew before it ends. */
  async token(): Promise<string> {
    if (!this.#token || this.#token.until < Date.now()) {
      const args = ['apps/server/token.ts', '--client', 'demo-system', '--origin', this.origin]
      const env = { ...process.env, DATABASE_URL: this.server.databaseUrl }
      const { stdout } = await run(process.execPath, args, { cwd: root, env })
      this.#token = { text: stdout.trim(), until: Date.now() + 120_000 }
    }
    return this.#token.text
  }

  /** Ends the database. `SIGKILL`: as a power cut would. `SIGINT`: as an operator restarts it. */
  async endDatabase(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const pid = await this.#postmaster()
    if (pid === undefined) return
    process.kill(pid, signal)
    while (isAlive(pid)) await pause(20)
  }

  /** Starts the database that was ended; it recovers by itself. @throws when it cannot, as on a full disk. */
  async startDatabase(): Promise<void> {
    this.#cluster = await startPostgres({ dataDir: this.#dataDir, database: 'postgres' })
  }

  async databaseRuns(): Promise<boolean> {
    const pid = await this.#postmaster()
    return pid !== undefined && isAlive(pid)
  }

  async close(): Promise<void> {
    await this.server.kill()
    await this.#cluster.stop()
  }

  async #postmaster(): Promise<number | undefined> {
    const text = await readFile(path.join(this.#cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '')
    const pid = Number.parseInt(text, 10)
    return Number.isInteger(pid) && isAlive(pid) ? pid : undefined
  }
}

/** Waits until it holds. @throws with the words given when it does not in time: nothing may hang. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, withinMs = 60_000): Promise<number> {
  const begun = performance.now()
  while (!(await holds())) {
    if (performance.now() - begun > withinMs) throw new Error(`${what}: not within ${withinMs / 1000} s`)
    await pause(20)
  }
  return performance.now() - begun
}
