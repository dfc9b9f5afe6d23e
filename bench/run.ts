import { execFileSync } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { inData, messageOf, root } from '../tools/run/progress.ts'
import { type Driver, findDriver, toPhase } from './driver.ts'
import { measureLimit } from './limit.ts'
import { measurePortal } from './portal.ts'
import { readShares } from './profile.ts'
import { writeReport } from './report.ts'
import { keep, type Machine, type Phase, type Results, type Shares, thisMachine } from './results.ts'
import { measureScale } from './scale.ts'
import { measureOutages } from './sources.ts'
import { coldStartTargetMs, memoryTargetMB, table } from './targets.ts'
import { type BenchWorld, openWorld } from './world.ts'

/**
 * `npm run bench [-- --driver <file> --citizens 1000 --seconds 15 --only read,search --profile --scale --sizes 1000,10000]`
 *
 * Loads a fresh server with the workload driver, measures each operation's CPU time, keeps the figures in bench/results/ and
 * writes docs/PERFORMANCE.md.
 */
const { values: options } = parseArgs({
  options: {
    driver: { type: 'string', default: '../shared/bench/driver.mjs' },
    citizens: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '15' },
    /** Some phases only, on the data that are there; nothing is kept. */
    only: { type: 'string' },
    /** Also a CPU profile of each phase. */
    profile: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    /** The front page while hospital regions are silent. */
    sources: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '1000,10000,100000' },
  },
})
const seconds = Number(options.seconds)
const driverPhases = ['read', 'search', 'meds', 'front', 'everything', 'create', 'update'] as const

async function main(): Promise<void> {
  if (options.sources) await measureOutages(seconds, machineOf)
  else if (options.scale) {
    const sizes = options.sizes.split(',').map(Number)
    await measureScale({ driver: options.driver, sizes, seconds, machineOf })
  } else await bench()
  await writeReport()
}

async function bench(): Promise<void> {
  const driver = await findDriver({
    program: options.driver,
    citizens: Number(options.citizens),
    seconds,
  })
  const world = await openWorld({ database: 'lomma_bench', keep: false })
  try {
    await world.start()
    const loaded = await driver.run(world, 'load')
    const first = loaded.phases['load-transaction']
    if (!first) throw new Error('The driver loaded nothing')
    await world.sql.unsafe('vacuum analyze')
    await world.stopServer()
    const coldStartMs = await world.start()
    const verified = await driver.run(world, 'verify')
    for (const failure of verified.failures ?? []) console.error(`✗ ${failure}`)
    const citizens = await driver.patients()
    const { phases: measured, profiles } = await measureAll(world, driver, citizens)
    const phases = { load: toPhase(first), ...measured }
    const wanted = options.only
    const again = wanted ? undefined : await driver.run(world, 'verify2')
    if (verified.failures ?? again?.failures) process.exitCode = 2
    const limit = await measureLimit(world, citizens, seconds)
    const results: Results = {
      at: new Date().toISOString(),
      machine: await machineOf(world),
      citizens: citizens.length,
      resources: first.resources ?? 0,
      databaseMB: await sizeOf(world),
      phases,
      checks: {
        ...(verified.verify ? { verify: verified.verify } : {}),
        ...(again?.verify2 ? { verify2: again.verify2 } : {}),
      },
      coldStartMs,
      limit,
      ...(options.profile ? { profiles } : {}),
    }
    show(results)
    if (!wanted) console.log(`\nKept in ${await keep('bench', results)}`)
  } finally {
    await world.close()
  }
}

/** Each operation in turn, all of them or those asked for; profiles afterwards, because they begin with a cold server. */
async function measureAll(world: BenchWorld, driver: Driver, citizens: readonly string[]) {
  const wanted = options.only?.split(',')
  const names = [...driverPhases, 'portal'].filter((name) => !wanted || wanted.includes(name))
  const measure = async (name: string) => {
    if (name === 'portal') return measurePortal(world, citizens, seconds)
    const found = (await driver.run(world, name)).phases[name]
    if (!found) throw new Error(`The driver did not run ${name}`)
    return toPhase(found)
  }
  const phases: Record<string, Phase> = {}
  for (const name of names) {
    const phase = await measure(name)
    phases[name] = phase
    say(name, phase)
  }
  const profiles: Record<string, Shares> = {}
  for (const name of options.profile ? names : []) profiles[name] = await profiled(world, () => measure(name))
  return { phases, profiles }
}

/** The same phase once more with a server that writes a profile; the figures of that round are not used. */
async function profiled(world: BenchWorld, measure: () => Promise<unknown>): Promise<Shares> {
  const folder = inData('bench-profile')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await world.stopServer()
  await world.start(`--cpu-prof --cpu-prof-dir=${folder}`)
  await measure()
  await world.stopServer()
  await world.start()
  return readShares(folder)
}

async function machineOf({ sql }: Pick<BenchWorld, 'sql'>): Promise<Machine> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  return thisMachine(row?.version ?? '', commit)
}

async function sizeOf({ sql }: BenchWorld): Promise<number> {
  const [row] = await sql<{ bytes: string }[]>`select pg_database_size(current_database()) as bytes`
  return Number(row?.bytes) / 1_048_576
}

function say(name: string, { operations, serverMs, databaseMs, failed }: Phase): void {
  const figures = `server ${serverMs.toFixed(2)} + database ${databaseMs.toFixed(2)}`
  console.log(
    `${name}: ${(serverMs + databaseMs).toFixed(2)} ms/op (${figures}), ${operations} operations, ${failed} failed`,
  )
}

function show({ phases, coldStartMs = 0, limit, checks = {} }: Results): void {
  const memory = Math.max(...Object.values(phases).map(({ serverMB }) => serverMB))
  console.log(`\n${table(phases)}\n`)
  console.log(`cold start with data: ${(coldStartMs / 1000).toFixed(2)} s (≤ ${coldStartTargetMs / 1000} s)`)
  console.log(`server memory: ${memory} MB (≤ ${memoryTargetMB} MB)`)
  if (limit) console.log(`limit, GET Patient by a bare server: ${(limit.serverMs + limit.databaseMs).toFixed(2)} ms/op`)
  for (const [name, { checks: count, bad }] of Object.entries(checks))
    console.log(`${name}: ${count - bad} of ${count} checks`)
}

main().catch((error: unknown) => {
  console.error(`✗ ${messageOf(error)}`)
  process.exitCode = 1
})
