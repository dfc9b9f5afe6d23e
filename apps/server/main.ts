import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Config, readConfig, withSecretFiles } from '@lomma/platform/config'
import { connect, distribute, grantToApp, migrate, readDistribution, readMigrations } from '@lomma/platform/db'
import { seedDemo, startStoryClock } from '@lomma/platform/demo'
import { pino } from 'pino'
import { compose } from './compose.ts'
import { discoverDemo, discoverPlugins } from './discovery.ts'
import { playRegions } from './regions.ts'
import { composeStore } from './stores.ts'

const root = path.join(import.meta.dirname, '../..')
/** Where the commands beside the server look for it. A second server on the machine names another file. */
const runtimeFile = process.env.LOMMA_RUNTIME_FILE ?? path.join(root, '.data', 'runtime.json')

/** Starts Lomma: migrates, seeds the demo world once, listens; stops cleanly on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig(withSecretFiles(process.env))
  const logger = pino({ level: config.logLevel }, pino.destination(2))
  const ran = await prepareDatabase(config)
  if (ran > 0) step(`Database brought up to date (${ran} migrations)`)
  const plugins = await discoverPlugins()
  const story = config.mode === 'production' ? undefined : await startStoryClock(config.databaseUrl)
  const clock = story ?? { now: () => new Date() }
  if (config.demoSeed) await seed(config, clock, plugins)
  const regions = await playRegions(config, clock)
  const sources = [...(config.sources ?? []), ...regions.sources]
  const running = await compose({ ...config, sources }, clock, plugins, logger)
  await writeRuntime(config)
  step(`Lomma listens on ${config.origin}`)

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await running.close()
    await regions.close()
    await story?.stop()
    await rm(runtimeFile, { force: true })
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

/** As the owner of the database: structure, and what the application's role may do. */
async function prepareDatabase(config: Config): Promise<number> {
  const owner = connect({ url: config.databaseUrl, max: 2, application: 'lomma-migrate' })
  try {
    const ran = await migrate(owner, await readMigrations(root))
    if (config.distributed) await distribute(owner, await readDistribution(root))
    await grantToApp(owner)
    return ran.length
  } finally {
    await owner.end()
  }
}

async function seed(
  config: Config,
  clock: { now(): Date },
  plugins: Awaited<ReturnType<typeof discoverPlugins>>,
): Promise<void> {
  const db = connect({
    url: config.databaseUrl,
    role: 'lomma_app',
    application: 'lomma-seed',
    distributed: config.distributed !== undefined,
  })
  try {
    const { store } = composeStore(config, db, clock, plugins)
    await seedDemo({ db, store, clock, plugins: await discoverDemo(), progress: step })
  } finally {
    await db.end()
  }
}

/** Tells the commands that run beside the server (`npm run token`, `import`) where it is. */
async function writeRuntime(config: Config): Promise<void> {
  await mkdir(path.dirname(runtimeFile), { recursive: true })
  const runtime = { origin: config.origin, databaseUrl: config.databaseUrl, pid: process.pid }
  await writeFile(runtimeFile, JSON.stringify(runtime), { mode: 0o600 })
}

function step(text: string): void {
  process.stdout.write(`${text}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
