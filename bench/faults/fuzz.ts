import { execFile } from 'node:child_process'
import { Agent, request } from 'node:http'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { pino } from 'pino'
import { compose, type Running } from '../../apps/server/compose.ts'
import { discoverDemo, discoverPlugins } from '../../apps/server/discovery.ts'
import { signInAt } from '../../apps/server/server-process.fixture.ts'
import { composeStore } from '../../apps/server/stores.ts'
import { fixedClock } from '../../platform/clock/index.ts'
import { readConfig } from '../../platform/config/index.ts'
import { persona, seedDemo } from '../../platform/demo/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { freePort } from '../../tools/postgres/index.ts'
import { root } from '../../tools/run/progress.ts'
import { type Case, fhirCases, portalCases } from './hostile.ts'

export interface Fuzzed {
  readonly cases: number
  readonly heard: Readonly<Record<string, number>>
  /** A 500, a hang, an answer that is no answer: each kind once, with a case that shows it. */
  readonly faults: readonly string[]
  readonly slowestMs: number
  readonly slowest: string
  /** Memory in use after the cases less that after the first part of them, both after collection. */
  readonly grownMB: number
}

const patienceMs = 10_000
const atOnce = 16

/** Sends hostile requests to both doors of a server in this process, each as somebody who may come in. */
export async function fuzz(cases: number, seed: number, progress: (done: number) => void = () => {}): Promise<Fuzzed> {
  const database = await testDatabase()
  const broken: string[] = []
  const { running, origin } = await serve(database.url, broken)
  try {
    const target = await sender(origin, database.url)
    const faults = new Map<string, string>()
    const heard = new Map<string, number>()
    let slowestMs = 0
    let slowest = ''
    let early = 0
    const one = async (given: Case): Promise<void> => {
      const begun = performance.now()
      const who = await target.headers(given)
      const first = await send(origin, given, who)
      // A kept connection that the answer before has closed is no answer: sent again, on one of its own.
      const answer = first.status === 'lost' ? await send(origin, given, who, false) : first
      const ms = performance.now() - begun
      if (ms > slowestMs) slowest = `${given.method} ${given.path}`.slice(0, 200)
      slowestMs = Math.max(slowestMs, ms)
      heard.set(answer.status, (heard.get(answer.status) ?? 0) + 1)
      const fault = faultOf(answer, given)
      if (!fault) return
      const kind = `${fault} ${broken.at(-1) ?? ''}`
      if (!faults.has(kind)) faults.set(kind, `${kind}\n${JSON.stringify(given).slice(0, 700)}`)
    }
    const all = samples(target.routes, cases, seed)
    let done = 0
    for (const part of all) {
      await Promise.all(part.map(one))
      done += part.length
      if (early === 0 && done >= cases / 4) early = usedMB()
      if (done % 2000 < atOnce) progress(done)
    }
    const grownMB = Math.round(usedMB() - early)
    return {
      cases: done,
      heard: Object.fromEntries(heard),
      faults: [...faults.values()],
      slowestMs: Math.round(slowestMs),
      slowest,
      grownMB,
    }
  } finally {
    await running.close()
    await database.drop()
  }
}

/** The cases in parts that are sent at once; made part by part, so that they need no memory of their own. */
function* samples(routes: readonly { method: string; path: string }[], cases: number, seed: number): Generator<Case[]> {
  const any = fc.oneof({ weight: 2, arbitrary: fhirCases }, { weight: 1, arbitrary: portalCases(routes) })
  for (let done = 0; done < cases; done += 512) {
    const made = fc.sample(any, { numRuns: Math.min(512, cases - done), seed: seed + done })
    for (let at = 0; at < made.length; at += atOnce) yield made.slice(at, at + atOnce)
  }
}

async function serve(databaseUrl: string, broken: string[]): Promise<{ running: Running; origin: string }> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const config = readConfig({ LOMMA_MODE: 'demo', DATABASE_URL: databaseUrl, PORT: String(port), LOMMA_ORIGIN: origin })
  const clock = fixedClock(new Date().toISOString())
  const plugins = await discoverPlugins()
  const logger = pino({ level: 'error' }, { write: (line: string) => broken.push(line.slice(0, 400)) })
  const running = await compose(config, clock, plugins, logger)
  const { store } = composeStore(config, running.deps.db, clock, plugins)
  await seedDemo({ db: running.deps.db, store, clock, plugins: await discoverDemo() })
  return { running, origin }
}

/** Who sends it: a system at the one door, a citizen and a doctor with sessions at the other. */
async function sender(origin: string, databaseUrl: string) {
  const described: unknown = await (await fetch(`${origin}/api/openapi.json`)).json()
  const citizen = await signInAt(origin, 'everyday', 'citizen')
  const doctor = await signInAt(origin, persona('everyday').gp.key, 'personnel')
  const cookies = [citizen, doctor].map((one) => one.cookies()).join('; ')
  let token = { text: '', until: 0 }
  const renew = async () => {
    const args = ['apps/server/token.ts', '--client', 'demo-system', '--origin', origin]
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: root,
      env: { ...process.env, DATABASE_URL: databaseUrl },
    })
    return { text: stdout.trim(), until: Date.now() + 120_000 }
  }
  let renewing: Promise<void> | undefined
  return {
    routes: routesOf(described),
    headers: async ({ door }: Case): Promise<Record<string, string>> => {
      if (door === 'portal') return { Cookie: cookies, 'X-Lomma': 'innbygger' }
      if (token.until < Date.now()) {
        renewing ??= renew().then((fresh) => {
          token = fresh
          renewing = undefined
        })
        await renewing
      }
      return { Authorization: `Bearer ${token.text}` }
    },
  }
}

function routesOf(described: unknown): { method: string; path: string }[] {
  if (typeof described !== 'object' || described === null || !('paths' in described)) return []
  return Object.entries(described.paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method, path })),
  )
}

interface Heard {
  readonly status: string
  readonly text: string
  readonly type: string
}

const agent = new Agent({ keepAlive: true, maxSockets: atOnce })

/** By node:http, which sends an address as it is given. */
function send(origin: string, given: Case, extra: Record<string, string>, by: Agent | false = agent): Promise<Heard> {
  const { hostname, port } = new URL(origin)
  const withBody = given.body !== undefined && !['GET', 'HEAD', 'OPTIONS'].includes(given.method)
  return new Promise((resolve) => {
    const failed = (error: Error) =>
      resolve({ status: error.message === 'hang' ? 'hang' : 'lost', text: error.message, type: '' })
    try {
      const options = {
        hostname,
        port,
        method: given.method,
        path: given.path,
        agent: by,
        headers: { ...given.headers, ...extra },
      }
      const out = request(options, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', failed)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({ status: String(answer.statusCode), text, type: answer.headers['content-type'] ?? '' })
        })
      })
      out.setTimeout(patienceMs, () => out.destroy(new Error('hang')))
      out.on('error', failed)
      out.end(withBody ? given.body : undefined)
    } catch {
      // Node itself does not send such an address or header: nothing to try.
      resolve({ status: 'unsendable', text: '', type: '' })
    }
  })
}

function faultOf({ status, text, type }: Heard, { body = '' }: Case): string | undefined {
  // Refused before the body was read: the connection is closed, and the answer may not reach one who still writes.
  if (status === 'lost' && body.length > 16_000) return undefined
  if (status === 'hang' || status === 'lost' || Number(status) >= 500)
    return `${status} ${status === 'lost' ? text : ''}`
  if (/\n\s+at .*\.ts:\d+|node_modules|PostgresError/.test(text)) return `${status} with a stack`
  if (type.includes('json') && text !== '' && !isJson(text)) return `${status} with broken JSON`
  return undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function usedMB(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed / 1_048_576
}
