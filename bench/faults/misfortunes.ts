import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { chmod, rm, statfs, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Ground, until } from './ground.ts'
import { type Proof, prove } from './proof.ts'
import { type Ledger, startWriters } from './writers.ts'

export interface Told {
  readonly proof: Proof
  readonly heard: Readonly<Record<string, number>>
  readonly unclean: readonly string[]
  /** Longest wait for any answer while it went on. */
  readonly longestMs: number
  /** From the start of the way back until a write was acknowledged again: the longest, over all times. */
  readonly backMs: number
  readonly times: number
}

const told = async (ground: Ground, ledger: Ledger, times: number, backMs: number): Promise<Told> => ({
  proof: await prove(ground, ledger),
  heard: Object.fromEntries(ledger.heard),
  unclean: [...new Set(ledger.unclean)],
  longestMs: Math.round(ledger.longestMs),
  backMs: Math.round(backMs),
  times,
})

/** A write is acknowledged that began after now. */
async function writesAgain(ledger: Ledger): Promise<number> {
  const since = performance.now()
  return until('a write is acknowledged again', () => ledger.latest() > since)
}

const moreWrites = (ledger: Ledger, count: number) => {
  const goal = ledger.acknowledged.size + count
  return until(`${count} more writes`, () => ledger.acknowledged.size >= goal)
}

/** kill −9 under write load: the server and the database by turns, at moments that chance chooses. */
export async function kills(ground: Ground, times: number, progress: (done: number) => void = () => {}): Promise<Told> {
  const writers = await startWriters(ground, 8)
  let backMs = 0
  for (let time = 0; time < times; time++) {
    await moreWrites(writers.ledger, 10)
    await pause(Math.random() * 40)
    const begun = performance.now()
    if (time % 2 === 0) {
      await ground.server.kill()
      await ground.server.start()
    } else {
      await ground.endDatabase('SIGKILL')
      await ground.startDatabase()
    }
    await writesAgain(writers.ledger)
    backMs = Math.max(backMs, performance.now() - begun)
    progress(time + 1)
  }
  await writers.stop()
  return told(ground, writers.ledger, times, backMs)
}

/** The database is restarted as an operator does it; the server stays and says so to those who ask meanwhile. */
export async function restarts(ground: Ground, times: number, awayMs: number): Promise<Told> {
  const writers = await startWriters(ground, 8)
  let backMs = 0
  for (let time = 0; time < times; time++) {
    await moreWrites(writers.ledger, 20)
    await ground.endDatabase('SIGINT')
    await pause(awayMs)
    await ground.startDatabase()
    backMs = Math.max(backMs, await writesAgain(writers.ledger))
  }
  await writers.stop()
  return told(ground, writers.ledger, times, backMs)
}

/** Why the full disk cannot be tried here; undefined when it can. */
export function noSmallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk is mounted by root on Linux only'
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lomma-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'mounting is not allowed here'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The disk of the database fills up, writes are refused, room is made, and all that was acknowledged is there. */
export async function fullDisk(megabytes = 260): Promise<Told & { refused: number }> {
  const disk = mkdtempSync(path.join(os.tmpdir(), 'lomma-disk-'))
  await chmod(disk, 0o755)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', disk])
  let ground: Ground | undefined
  try {
    ground = await Ground.prepare(path.join(disk, 'data'), 'faults')
    return await fillUp(ground, disk)
  } finally {
    await ground?.close()
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  }
}

async function fillUp(ground: Ground, disk: string): Promise<Told & { refused: number }> {
  const writers = await startWriters(ground, 8, 36_000)
  await moreWrites(writers.ledger, 40)
  const { bavail, bsize } = await statfs(disk)
  const ballast = path.join(disk, 'ballast')
  // All but a little: the log of the database needs its next file soon.
  await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 6_000_000), 1))
  const refused = () => writers.ledger.heard.get('503') ?? 0
  await until('writes are refused', () => refused() > 10)
  await pause(1000)
  const many = refused()
  await rm(ballast)
  // PostgreSQL stops itself rather than promise what it cannot keep; an operator, or systemd, starts it.
  await ground.endDatabase('SIGKILL')
  await ground.startDatabase()
  const backMs = await writesAgain(writers.ledger)
  await moreWrites(writers.ledger, 20)
  await writers.stop()
  return { ...(await told(ground, writers.ledger, 1, backMs)), refused: many }
}
