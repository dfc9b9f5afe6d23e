/**
 * `npm run faults`: the bench of misfortune. `npm run faults -- --short` for a taste. The report is printed and kept in
 * bench/results/. Ends with 1 when something was lost, doubled, unlogged, unclean or broken.
 */
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startPostgres } from '../../tools/postgres/index.ts'
import { inData, root } from '../../tools/run/progress.ts'
import { type Fuzzed, fuzz } from './fuzz.ts'
import { Ground } from './ground.ts'
import { fullDisk, kills, noSmallDisk, restarts, type Told } from './misfortunes.ts'
import { holds } from './proof.ts'

const short = process.argv.includes('--short')
const say = (text: string): void => void process.stderr.write(`${text}\n`)

async function underLoad() {
  const ground = await Ground.prepare(inData('faults-postgres'), 'faults')
  try {
    const killed = await kills(ground, short ? 6 : 50, (done) => say(`  kill -9: ${done}`))
    say('✓ kill -9 under load')
    const restarted = await restarts(ground, short ? 1 : 5, 2000)
    say('✓ database restarts under load')
    return { killed, restarted }
  } finally {
    await ground.close()
  }
}

async function hostile(): Promise<Fuzzed> {
  const cluster = await startPostgres({ dataDir: inData('test-postgres'), database: 'postgres', fast: true })
  process.env.LOMMA_TEST_DATABASE_URL ??= cluster.url
  try {
    return await fuzz(short ? 3000 : 105_000, 20_261_123, (done) => say(`  hostile requests: ${done}`))
  } finally {
    await cluster.stop()
  }
}

const fine = (told: Told): boolean => holds(told.proof) && told.unclean.length === 0

async function main(): Promise<void> {
  const { killed, restarted } = await underLoad()
  const without = noSmallDisk()
  const disk = without === undefined ? await fullDisk() : { left_out: without }
  say(without === undefined ? '✓ full disk' : `– full disk: ${without}`)
  const fuzzed = await hostile()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const report = { at: new Date().toISOString(), node: process.version, commit, killed, restarted, disk, fuzzed }
  const folder = path.join(root, 'bench', 'results')
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, `faults-${report.at.slice(0, 10)}${short ? '-short' : ''}.json`)
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(report, null, 2)}\nKept in ${path.relative(root, file)}\n`)
  const good = fine(killed) && fine(restarted) && (!('proof' in disk) || fine(disk)) && fuzzed.faults.length === 0
  process.exit(good ? 0 : 1)
}

await main()
