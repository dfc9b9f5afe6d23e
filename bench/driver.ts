import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { inData, root } from '../tools/run/progress.ts'
import type { Phase } from './results.ts'
import type { BenchWorld } from './world.ts'

/** The FHIR workload driver: a program of its own that speaks plain FHIR to any server and knows nothing of this one. */

export interface Driver {
  /** Runs phases one after another. Checks that failed are in the results. */
  run(world: BenchWorld, phases: string): Promise<DriverResults>
  /** The Patient ids the driver loaded. */
  patients(): Promise<string[]>
}

export interface DriverOptions {
  readonly program: string
  readonly citizens: number
  readonly seconds: number
}

const used = z.object({ cpuSec: z.number(), rssMB: z.number() })
const phase = z.object({
  rps: z.number(),
  requests: z.number().optional(),
  resources: z.number().optional(),
  p50: z.number(),
  p99: z.number(),
  non2xx: z.number().optional(),
  failedBundles: z.number().optional(),
  cpu: z.object({ server: used, postgres: used }),
})
const checks = z.object({ checks: z.number(), bad: z.number() })
const answer = z.object({
  phases: z.record(z.string(), phase),
  verify: checks.optional(),
  verify2: checks.optional(),
  failures: z.array(z.string()).optional(),
})
const state = z.object({ patients: z.array(z.object({ id: z.string() })) })

export type DriverResults = z.infer<typeof answer>

/** @throws Error in plain words when the driver or `wrk` is not there. */
export async function findDriver(options: DriverOptions): Promise<Driver> {
  const program = path.resolve(root, options.program)
  if (!existsSync(program))
    throw new Error(`There is no workload driver at ${program}. Name it: npm run bench -- --driver <path>/driver.mjs`)
  const out = inData('bench')
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const numbers = ['--n', String(options.citizens), '--seconds', String(options.seconds), '--out', out]
  return {
    run: async (world, phases) => {
      const { server, postgres } = await world.pids()
      const args = [
        ...[program, '--base', `${world.origin}/fhir/R4`, '--phases', phases],
        ...[...numbers, '--proc', `server=${server},postgres=${postgres}`],
      ]
      const code = await finished(args, { ...process.env, FHIR_TOKEN: await world.token() })
      const results = answer.parse(JSON.parse(await readFile(path.join(out, 'results.json'), 'utf8')))
      // 2: some of its own checks failed, which the results tell.
      if (code !== 0 && code !== 2) throw new Error(`The driver ended with ${code} in ${phases}`)
      return results
    },
    patients: async () =>
      state.parse(JSON.parse(await readFile(path.join(out, 'state.json'), 'utf8'))).patients.map(({ id }) => id),
  }
}

function finished(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** The driver's figures as ours: what one operation cost. */
export function toPhase({
  rps,
  requests,
  resources,
  p50,
  p99,
  non2xx,
  failedBundles,
  cpu,
}: z.infer<typeof phase>): Phase {
  const operations = requests ?? resources ?? 0
  return {
    operations,
    perSecond: rps,
    serverMs: (cpu.server.cpuSec * 1000) / operations,
    databaseMs: (cpu.postgres.cpuSec * 1000) / operations,
    p50,
    p99,
    failed: (non2xx ?? 0) + (failedBundles ?? 0),
    serverMB: cpu.server.rssMB,
  }
}
