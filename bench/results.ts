import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** One kind of operation, measured. CPU time is what one operation costs, whatever else the machine does. */
export interface Phase {
  readonly operations: number
  readonly perSecond: number
  readonly serverMs: number
  readonly databaseMs: number
  readonly p50: number
  readonly p99: number
  /** Answers that were no success: a phase with any does not count. */
  readonly failed: number
  readonly serverMB: number
}

/** Share of the server's CPU time by what it was spent on, from a profile. */
export type Shares = Readonly<Record<string, number>>

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGB: number
  readonly node: string
  readonly postgres: string
  readonly commit: string
}

export interface Results {
  readonly at: string
  readonly machine: Machine
  readonly citizens: number
  readonly resources: number
  readonly databaseMB: number
  readonly phases: Readonly<Record<string, Phase>>
  /** The driver's own checks of the answers. */
  readonly checks?: Readonly<Record<string, { checks: number; bad: number }>>
  readonly coldStartMs?: number
  /** The limit: a bare HTTP server with one prepared point query. */
  readonly limit?: Phase
  readonly profiles?: Readonly<Record<string, Shares>>
}

/** The same operations at growing numbers of citizens. */
export interface Scale {
  readonly at: string
  readonly machine: Machine
  readonly steps: readonly {
    readonly citizens: number
    readonly databaseMB: number
    readonly phases: Results['phases']
  }[]
}

export const resultsFolder = path.join(import.meta.dirname, 'results')

export const msPerOperation = ({ serverMs, databaseMs }: Phase): number => serverMs + databaseMs

/** The front page while hospital regions are silent. */
export interface Outage {
  /** Which regions, with spaces between; empty: all answer. */
  readonly silent: string
  readonly p50: number
  readonly p95: number
  readonly failed: number
  /** How many routes without an id answer a citizen when all regions do, and those that do not now. */
  readonly routes: number
  readonly lost: readonly string[]
}

export interface Outages {
  readonly at: string
  readonly machine: Machine
  readonly outages: readonly Outage[]
}

type Kind = 'bench' | 'scale' | 'sources'

/** Kept under the day and what was measured; a later run of the same day replaces it. */
export async function keep(kind: Kind, results: { readonly at: string }): Promise<string> {
  await mkdir(resultsFolder, { recursive: true })
  const file = path.join(resultsFolder, `${results.at.slice(0, 10)}-${kind}.json`)
  await writeFile(file, `${JSON.stringify(rounded(results), null, 2)}\n`)
  return file
}

/** The newest results of a kind, if there are any. */
export async function newest<T>(kind: Kind): Promise<T | undefined> {
  const files = (await readdir(resultsFolder)).filter((name) => name.endsWith(`-${kind}.json`)).sort()
  const last = files.at(-1)
  return last === undefined ? undefined : JSON.parse(await readFile(path.join(resultsFolder, last), 'utf8'))
}

export function thisMachine(postgres: string, commit: string): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    postgres,
    commit,
  }
}

function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1000) / 1000
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]))
}
