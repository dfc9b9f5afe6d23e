import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Runs one at a time among all processes of the machine; a lock left by a killed process is taken over. */
export async function withLock<T>(file: string, run: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const deadline = performance.now() + patienceMs
  await mkdir(path.dirname(file), { recursive: true })
  while (!(await take(file))) {
    if (performance.now() > deadline)
      throw new Error(`Waited ${patienceMs / 1000} s for ${file}: remove it if nothing runs`)
    await pause(50)
  }
  try {
    return await run()
  } finally {
    await rm(file, { force: true })
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = await readPid(file)
    if (owner !== undefined && !isAlive(owner)) await discardStale(file)
    return false
  }
}

/** Another process may have taken over between our look and our move: what is alive is put back. */
async function discardStale(file: string): Promise<void> {
  const aside = `${file}.${process.pid}`
  try {
    await rename(file, aside)
  } catch {
    return
  }
  const owner = await readPid(aside)
  if (owner !== undefined && isAlive(owner)) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

async function readPid(file: string): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  return Number.isInteger(pid) ? pid : undefined
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
