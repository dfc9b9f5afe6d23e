import { spawn } from 'node:child_process'
import { startPostgres } from '../postgres/index.ts'
import { inData, messageOf, root } from './progress.ts'

/**
 * Runs a command of apps/server with a database: the one in `DATABASE_URL`, or the embedded one, which is joined where
 * `npm start` runs it and started for the time of the command otherwise. `conformance` takes other people's data, so it gets
 * the test server, never the demo world's.
 */
const [file = '', ...args] = process.argv.slice(2)

async function database(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const test = file.endsWith('/conformance.ts')
  const given = test ? process.env.LOMMA_TEST_DATABASE_URL : process.env.DATABASE_URL
  if (given) return { env: { DATABASE_URL: given }, stop: async () => {} }
  const { url, stop } = await startPostgres(
    test ? { dataDir: inData('test-postgres'), database: 'postgres', fast: true } : { dataDir: inData('postgres') },
  )
  return { env: test ? { DATABASE_URL: url, LOMMA_TEST_DATABASE_URL: url } : { DATABASE_URL: url }, stop }
}

function run(env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    process.on('SIGINT', () => {})
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

try {
  const { env, stop } = await database()
  try {
    process.exitCode = await run(env)
  } finally {
    await stop()
  }
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}
