import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, existsSync, openSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Account, Binaries } from './binaries.ts'
import { isAlive } from './lock.ts'

export const superuser = 'lomma'

/** One data folder and how to run it. */
export interface Cluster {
  readonly dataDir: string
  readonly binaries: Binaries
  readonly account: Account | undefined
  /** Trades safety at power loss for speed: for tests only. */
  readonly fast: boolean
}

/** Kept beside the data folder, readable by its owner alone. */
export interface Access {
  readonly password: string
  readonly port: number
}

/** Reads the password and port of a cluster, or makes them. */
export async function clusterAccess(dataDir: string, wantedPort: number | undefined): Promise<Access> {
  const file = `${dataDir}.json`
  const kept: unknown = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined
  const password = isAccess(kept) ? kept.password : randomBytes(24).toString('base64url')
  const port = wantedPort ?? (isAccess(kept) ? kept.port : await freePort())
  return keep(file, { password, port })
}

/** Remembers another port, because the kept one is taken by something else. */
export async function moveToFreePort(dataDir: string, access: Access): Promise<Access> {
  return keep(`${dataDir}.json`, { ...access, port: await freePort() })
}

async function keep(file: string, access: Access): Promise<Access> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(access)}\n`, { mode: 0o600 })
  await chmod(file, 0o600)
  return access
}

function isAccess(value: unknown): value is Access {
  return typeof value === 'object' && value !== null && 'password' in value && 'port' in value
}

/** A TCP port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** Whether something answers on this port of the loopback interface. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(!socket.destroy().connecting))
    socket.once('error', () => resolve(false))
  })
}

export function urlOf(access: Access, database: string): string {
  return `postgres://${superuser}:${access.password}@127.0.0.1:${access.port}/${database}`
}

/** Makes the data folder: beside it first, then renamed, so that a killed start leaves no half of one. */
export async function initialise(cluster: Cluster, access: Access): Promise<void> {
  if (existsSync(path.join(cluster.dataDir, 'PG_VERSION'))) return
  const draft = `${cluster.dataDir}.new`
  const passwordFile = `${cluster.dataDir}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, access.password, { mode: 0o600 })
  for (const file of [draft, passwordFile])
    if (cluster.account) chownSync(file, cluster.account.uid, cluster.account.gid)
  try {
    await runInitdb(cluster, draft, passwordFile)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rm(cluster.dataDir, { recursive: true, force: true })
  await rename(draft, cluster.dataDir)
}

function runInitdb(cluster: Cluster, folder: string, passwordFile: string): Promise<void> {
  const flags = [
    `--pgdata=${folder}`,
    '--auth=scram-sha-256',
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    // The same order and case folding on every machine; Norwegian order is asked for by name (ICU) where people see it.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(cluster.fast ? ['--no-sync'] : []),
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(cluster.binaries.initdb, flags, {
      ...cluster.account,
      cwd: path.dirname(folder),
      stdio: 'pipe',
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed (${code}):\n${said}`))))
  })
}

/** Starts the server in a session of its own: it outlives Ctrl-C in the terminal until it is told to stop. */
export function launch(cluster: Cluster, access: Access): void {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(access.port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    shared_buffers: '256MB',
    work_mem: '16MB',
    wal_compression: 'on',
    max_wal_size: '2GB',
    ...(cluster.fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(`${cluster.dataDir}.log`, 'w')
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.dataDir, ...flags], {
    ...cluster.account,
    cwd: cluster.dataDir,
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.once('error', () => {})
  child.unref()
}

/** The postmaster's process id, when `postmaster.pid` names one that lives. */
export async function runningPid(dataDir: string): Promise<number | undefined> {
  const text = await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined
}

/** Whether the server takes our password within the time given. */
export async function answers(access: Access, withinMs: number, giveUp: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + withinMs
  do {
    const sql = postgres(urlOf(access, 'postgres'), { max: 1, connect_timeout: 2, onnotice: () => {} })
    const answered = await sql`select 1`.then(
      () => true,
      () => false,
    )
    await sql.end({ timeout: 1 })
    if (answered) return true
    if (await giveUp()) return false
    await pause(50)
  } while (performance.now() < deadline)
  return false
}
