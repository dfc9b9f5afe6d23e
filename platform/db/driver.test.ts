import net from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { mended } from './driver.ts'
import { connect, isUnavailable } from './index.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

it('is mended only where it is the source we know', () => {
  expect(() => mended('function nextWrite(fn) {}')).toThrow(/another version/)
})

it('says that the connection is gone, and works again, whenever the database goes away', async () => {
  const line = await cuttableLine(database.url)
  const db = connect({ url: line.url, max: 4 })
  const asked = new Set<string>()
  const ask = async () => {
    const heard = await db
      .begin(async (sql) => [await sql`select 1`, await sql`select 2`])
      .then(
        () => 'answered',
        (error: unknown) => (isUnavailable(error) ? 'away' : String(error)),
      )
    asked.add(heard)
  }
  let running = true
  const load = Array.from({ length: 8 }, async () => {
    while (running) await ask()
  })
  for (let time = 0; time < 40; time++) {
    await new Promise((later) => setTimeout(later, 5 + (time % 7)))
    line.cut()
  }
  running = false
  await Promise.all(load)
  expect([...asked].sort()).toEqual(['answered', 'away'])
  const [row] = await db`select 1 as one`
  expect(row?.one).toBe(1)
  await db.end({ timeout: 1 })
  await line.close()
})

it('refuses what is asked of a reserved connection that is gone, and the process lives', async () => {
  const line = await cuttableLine(database.url)
  const db = connect({ url: line.url, max: 1 })
  const reserved = await db.reserve()
  await reserved`select 1`
  line.cut()
  await line.quiet()
  const heard = await reserved`select 2`.then(
    () => 'answered',
    (error: unknown) => (isUnavailable(error) ? 'away' : String(error)),
  )
  expect(heard).toBe('away')
  reserved.release()
  await db.end({ timeout: 1 })
  await line.close()
})

interface CuttableLine {
  readonly url: string
  cut(): void
  /** Both ends have seen that it is cut. */
  quiet(): Promise<void>
  close(): Promise<unknown>
}

/** A line to the database that can be cut under all who use it. */
async function cuttableLine(url: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(url)
  const open = new Set<net.Socket>()
  const server = net.createServer((near) => {
    const far = net.connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => open.delete(from) && to.destroy())
      from.pipe(to)
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(typeof address === 'object' && address ? address.port : '')
  return {
    url: through.toString(),
    cut: () => {
      for (const socket of open) socket.destroy()
    },
    quiet: async () => {
      while (open.size > 0) await new Promise((later) => setTimeout(later, 5))
      // One turn more: the near end hears of it over the network.
      await new Promise((later) => setTimeout(later, 20))
    },
    close: () => new Promise((done) => server.close(done)),
  }
}
