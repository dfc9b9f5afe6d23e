import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { closedFolder, databaseAccount, findBinaries, reachableBinaries } from './binaries.ts'
import {
  type Access,
  answers,
  type Cluster,
  clusterAccess,
  initialise,
  isTaken,
  launch,
  moveToFreePort,
  runningPid,
  urlOf,
} from './cluster.ts'
import { isAlive, withLock } from './lock.ts'

export { freePort, isTaken } from './cluster.ts'
export { isAlive, withLock } from './lock.ts'

export interface PostgresOptions {
  /** Folder of the data; the password, the port and the log are kept beside it. */
  readonly dataDir: string
  /** Otherwise a free one, remembered. */
  readonly port?: number
  /** Made when missing. */
  readonly database?: string
  /** No fsync: for tests only. */
  readonly fast?: boolean
}

export interface RunningPostgres {
  readonly url: string
  /** Where the data lie: elsewhere than asked for where its account could not reach it. */
  readonly folder: string
  /** It ran already: started by another process, or left by one that was killed. */
  readonly attached: boolean
  /** Nobody else uses it now. */
  readonly alone: boolean
  /** Stops it, unless another living process uses it too. */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL in a folder, or joins the one that runs there. Listens on the loopback interface only, with a
 * random password. Each user holds a lease; the last to leave stops the server.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const cluster = await locate(options)
  const database = options.database ?? 'lomma'
  return withLock(`${cluster.dataDir}.lock`, async () => {
    const others = await leases(cluster.dataDir)
    const access = await clusterAccess(cluster.dataDir, options.port)
    await initialise(cluster, access)
    const { used, attached } = await join(cluster, access)
    await ensureDatabase(used, database)
    const lease = path.join(leaseFolder(cluster.dataDir), `${process.pid}-${Math.random().toString(36).slice(2)}`)
    await mkdir(path.dirname(lease), { recursive: true })
    await writeFile(lease, '')
    const url = urlOf(used, database)
    const stop = () => leave(cluster, lease)
    return { url, folder: cluster.dataDir, attached, alone: others.length === 0, stop }
  })
}

async function locate(options: PostgresOptions): Promise<Cluster> {
  const account = databaseAccount()
  const binaries = await findBinaries()
  const fast = options.fast ?? false
  const wanted = path.resolve(options.dataDir)
  if (!account || !closedFolder(wanted)) return { dataDir: wanted, binaries, account, fast }
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  const home = path.join('/var/lib/lomma', key)
  return { dataDir: path.join(home, path.basename(wanted)), binaries: reachableBinaries(binaries, home), account, fast }
}

async function join(cluster: Cluster, access: Access): Promise<{ used: Access; attached: boolean }> {
  if ((await runningPid(cluster.dataDir)) && (await joinRunning(cluster, access)))
    return { used: access, attached: true }
  await rm(path.join(cluster.dataDir, 'postmaster.pid'), { force: true })
  const used = (await isTaken(access.port)) ? await moveToFreePort(cluster.dataDir, access) : access
  // After kill -9 the old processes hold the shared memory for a moment: the start is tried again.
  for (let attempt = 0; attempt < 8; attempt++) {
    launch(cluster, used)
    await pause(60)
    const gone = async () => (await runningPid(cluster.dataDir)) === undefined
    if (await answers(used, 60_000, gone)) return { used, attached: false }
    await pause(250 * (attempt + 1))
  }
  const log = await readFile(`${cluster.dataDir}.log`, 'utf8').catch(() => '')
  throw new Error(`PostgreSQL did not start in ${cluster.dataDir}:\n${log.split('\n').slice(-15).join('\n')}`)
}

/** A process with the number in `postmaster.pid` lives. Is it our server, or another program that got the number? */
async function joinRunning(cluster: Cluster, access: Access): Promise<boolean> {
  const pid = await runningPid(cluster.dataDir)
  const command =
    pid && existsSync('/proc/self') ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : undefined
  if (command !== undefined && !command.includes(cluster.dataDir)) return false
  return answers(access, 30_000, async () => (await runningPid(cluster.dataDir)) === undefined)
}

async function ensureDatabase(access: Access, database: string): Promise<void> {
  const sql = postgres(urlOf(access, 'postgres'), { max: 1, onnotice: () => {} })
  try {
    const [there] = await sql`select 1 from pg_database where datname = ${database}`
    if (!there) await sql.unsafe(`create database "${database}"`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function leaseFolder(dataDir: string): string {
  return `${dataDir}.leases`
}

/** Leases of living processes; those of killed ones are cleared away. */
async function leases(dataDir: string): Promise<string[]> {
  const living: string[] = []
  for (const name of await readdir(leaseFolder(dataDir)).catch(() => [])) {
    if (isAlive(Number.parseInt(name, 10))) living.push(name)
    else await rm(path.join(leaseFolder(dataDir), name), { force: true })
  }
  return living
}

async function leave(cluster: Cluster, lease: string): Promise<void> {
  await withLock(`${cluster.dataDir}.lock`, async () => {
    await rm(lease, { force: true })
    if ((await leases(cluster.dataDir)).length > 0) return
    const pid = await runningPid(cluster.dataDir)
    if (pid === undefined) return
    process.kill(pid, 'SIGINT')
    for (let waited = 0; isAlive(pid) && waited < 20_000; waited += 50) await pause(50)
    if (isAlive(pid)) throw new Error(`PostgreSQL (process ${pid}) did not stop within 20 s`)
  })
}
