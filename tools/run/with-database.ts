import { spawn } from 'node:child_process'
import postgres from 'postgres'
import { startPostgres } from '../postgres/index.ts'
import { inData, root } from './progress.ts'

/**
 * Runs a command of apps/server with a database: the one in `DATABASE_URL`, or the embedded one, which is joined where
 * `npm start` runs it and started for the time of the command otherwise. `conformance` takes other people's data, so it gets an
 * empty database of its own, never the demo world's.
 */
const [file = '', ...args] = process.argv.slice(2)
const scratch = file.endsWith('/conformance.ts') ? 'lomma_conformance' : undefined

const database = process.env.DATABASE_URL
  ? { url: process.env.DATABASE_URL, stop: async () => {} }
  : await startPostgres({ dataDir: inData('postgres') })
try {
  const url = scratch && !process.env.DATABASE_URL ? await empty(database.url, scratch) : database.url
  process.exitCode = await run(url)
} finally {
  await database.stop()
}

function run(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: url },
    })
    process.on('SIGINT', () => {})
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function empty(server: string, name: string): Promise<string> {
  const sql = postgres(server, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`drop database if exists ${name} with (force)`)
    await sql.unsafe(`create database ${name}`)
  } finally {
    await sql.end({ timeout: 1 })
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}
