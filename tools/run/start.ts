import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, isTaken, startPostgres, withLock } from '../postgres/index.ts'
import { inData, messageOf, root, step } from './progress.ts'
import { type RunningServer, startServer } from './server.ts'
import { buildWeb, webIsStale } from './web.ts'
import { welcome } from './welcome.ts'

/** `npm start`: database, server and web on one address, until Ctrl-C. */

interface Run {
  readonly starter: number
  readonly server: number
  readonly origin: string
}

const runFile = inData('run.json')

async function main(): Promise<number> {
  await mkdir(inData(), { recursive: true })
  const other = await endWhatWasLeft()
  if (other) throw new Error(`Lomma runs already at ${other.origin} (process ${other.starter}). Stop it first.`)
  return withLock(inData('start.lock'), run, 1_000)
}

async function run(): Promise<number> {
  const port = Number(process.env.PORT ?? 8080)
  if (await isTaken(port))
    throw new Error(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`)
  if (webIsStale()) await step('Web built', buildWeb)
  const stopping = signalled()
  const database = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: async () => {} }
    : await step('PostgreSQL', () => startPostgres({ dataDir: inData('postgres') }))
  try {
    const server = await step('Server', () => startServer(serverOptions(port, database.url)))
    return await serve(server, stopping)
  } finally {
    await rm(runFile, { force: true })
    await database.stop()
  }
}

function serverOptions(port: number, databaseUrl: string) {
  const onLine = (line: string) => console.log(`  ${line}`)
  return { port, databaseUrl, logFile: inData('server.log'), onLine }
}

async function serve(server: RunningServer, stopping: Promise<void>): Promise<number> {
  const facts: Run = { starter: process.pid, server: server.child.pid ?? 0, origin: server.origin }
  await writeFile(runFile, JSON.stringify(facts))
  console.log(welcome(process.env.LOMMA_ORIGIN ?? server.origin, root))
  const died = await Promise.race([server.ended, stopping])
  if (!died) {
    console.log('\nStopping …')
    await server.stop()
    console.log('✓ Stopped')
    return 0
  }
  console.error(
    `✗ The server ended (code ${died.code}). Its log is ${inData('server.log')}. Its last words:\n${died.lastWords}`,
  )
  return 1
}

/** Resolves at the first signal. More of them change nothing: the stop has deadlines of its own. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

/** A start that was killed leaves its server behind: it is ended. @returns the run that is alive, if there is one. */
async function endWhatWasLeft(): Promise<Run | undefined> {
  const left: Run | undefined = JSON.parse(await readFile(runFile, 'utf8').catch(() => 'null')) ?? undefined
  if (!left) return undefined
  if (isAlive(left.starter) && (await isOurs(left.starter, 'start.ts'))) return left
  if (left.server && isAlive(left.server) && (await isOurs(left.server, 'apps/server/main.ts'))) {
    process.kill(left.server, 'SIGTERM')
    for (let waited = 0; isAlive(left.server) && waited < 10_000; waited += 50) await pause(50)
    if (isAlive(left.server)) process.kill(left.server, 'SIGKILL')
  }
  await rm(runFile, { force: true })
  return undefined
}

/** A process number may have been given to another program since. Where there is no /proc, it is believed. */
async function isOurs(pid: number, script: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => script)
  return command.includes(script)
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`✗ ${messageOf(error)}`)
  process.exitCode = 1
}
