import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { inData } from '../tools/run/progress.ts'
import { measured } from './processes.ts'
import type { Phase } from './results.ts'

const run = promisify(execFile)

export interface Line {
  readonly path: string
  readonly cookie?: string
}

interface Counts {
  readonly requests: number
  readonly seconds: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly failed: number
}

/** Sixteen connections ask for random ones of the lines; three seconds to warm up, then it counts. */
export async function counts(origin: string, lines: readonly Line[], seconds: number): Promise<Counts> {
  const file = await requestFile(lines)
  await wrk(origin, file, 3)
  return wrk(origin, file, seconds)
}

/** The same, with the CPU time of server and database. */
export async function load(
  origin: string,
  lines: readonly Line[],
  seconds: number,
  roots: Readonly<Record<'server' | 'postgres', number>>,
): Promise<Phase> {
  const file = await requestFile(lines)
  await wrk(origin, file, 3)
  const { result, used } = await measured(roots, () => wrk(origin, file, seconds))
  return {
    operations: result.requests,
    perSecond: result.requests / result.seconds,
    serverMs: (used.server.cpuSeconds * 1000) / result.requests,
    databaseMs: (used.postgres.cpuSeconds * 1000) / result.requests,
    p50: result.p50,
    p99: result.p99,
    failed: result.failed,
    serverMB: used.server.rssMB,
  }
}

async function requestFile(lines: readonly Line[]): Promise<string> {
  const file = inData('bench-requests.txt')
  await writeFile(file, `${lines.map(({ path: where, cookie = '' }) => `${where}\t${cookie}`).join('\n')}\n`)
  return file
}

async function wrk(origin: string, file: string, seconds: number): Promise<Counts> {
  const script = path.join(import.meta.dirname, 'wrk.lua')
  const { stdout } = await run('wrk', ['-t1', '-c16', `-d${seconds}s`, '--latency', '-s', script, origin], {
    env: { ...process.env, BENCH_FILE: file, BENCH_SEED: String(Math.floor(Math.random() * 1e9)) },
  })
  const found = /JSON(\{.*\})/.exec(stdout)?.[1]
  if (!found) throw new Error(`wrk said nothing that can be read:\n${stdout}`)
  return JSON.parse(found)
}
