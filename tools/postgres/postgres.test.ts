import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAlive, type RunningPostgres, startPostgres, withLock } from './index.ts'

let folder = ''
let dataDir = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lomma-postgres-'))
  await chmod(folder, 0o755)
  dataDir = path.join(folder, 'data')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const start = () => startPostgres({ dataDir, fast: true })
const pidOf = async () => Number.parseInt(await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8'), 10)

async function query<T>(server: RunningPostgres, text: string): Promise<T> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql.unsafe(text)
    return Object.values(row ?? {})[0]
  } finally {
    await sql.end()
  }
}

describe('the embedded PostgreSQL', () => {
  it('keeps what was written over a stop, a kill -9 and a start', async () => {
    const first = await start()
    await query(first, 'create table kept as select 42 as answer')
    await first.stop()
    const second = await start()
    expect(await query(second, 'select answer from kept')).toBe(42)
    const pid = await pidOf()
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await pause(10)
    const third = await start()
    expect(third.attached).toBe(false)
    expect(await query(third, 'select answer from kept')).toBe(42)
    expect(third.url).toBe(first.url)
    await third.stop()
    await second.stop()
    await expect(query(third, 'select 1')).rejects.toThrow()
  })

  it('is shared: started together, stopped by the last', async () => {
    const [one, two] = await Promise.all([start(), start()])
    expect([one.attached, two.attached].sort()).toEqual([false, true])
    expect([one.alone, two.alone].sort()).toEqual([false, true])
    await one.stop()
    expect(await query(two, 'select 1')).toBe(1)
    await two.stop()
    await expect(query(two, 'select 1')).rejects.toThrow()
  })

  it('is UTF-8, hears only this machine, and hides its password', async () => {
    const server = await start()
    expect(await query(server, 'show server_encoding')).toBe('UTF8')
    expect(await query(server, "select lower('ČÆØÅ')")).toBe('čæøå')
    expect(await query(server, 'show listen_addresses')).toBe('127.0.0.1')
    expect((await stat(`${dataDir}.json`)).mode & 0o777).toBe(0o600)
    const wrong = new URL(server.url)
    wrong.password = 'guess'
    await expect(query({ ...server, url: wrong.toString() }, 'select 1')).rejects.toThrow(/password/)
    await server.stop()
  })
})

describe('a lock', () => {
  it('lets one in at a time', async () => {
    let inside = 0
    let most = 0
    const enter = () =>
      withLock(path.join(folder, 'turn.lock'), async () => {
        most = Math.max(most, ++inside)
        await pause(5)
        inside--
      })
    await Promise.all([enter(), enter(), enter()])
    expect(most).toBe(1)
  })

  it('of a process that is gone is taken over', async () => {
    const file = path.join(folder, 'left.lock')
    await writeFile(file, '999999999')
    expect(await withLock(file, async () => 'in')).toBe('in')
  })
})
