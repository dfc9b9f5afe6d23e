import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Phase } from './results.ts'
import type { BenchWorld } from './world.ts'
import { load } from './wrk.ts'

/** GET Patient at a server that does nothing but the query: what no server of this kind can be faster than. */
export async function measureLimit(world: BenchWorld, citizens: readonly string[], seconds: number): Promise<Phase> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'limit-server.ts')], {
    env: { ...process.env, DATABASE_URL: world.databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [said] = await once(child.stdout, 'data')
    const { postgres } = await world.pids()
    const lines = citizens.map((citizen) => ({ path: `/Patient/${citizen}` }))
    return await load(`http://localhost:${String(said).trim()}`, lines, seconds, { server: child.pid ?? 0, postgres })
  } finally {
    child.kill()
  }
}
