import postgres from 'postgres'
import { personas } from '../platform/demo/index.ts'
import { regionKeys } from '../platform/demo/regions/start.ts'
import { freePort } from '../tools/postgres/index.ts'
import { sessionCookie } from '../tools/run/sign-in.ts'
import { startWorld, type World } from '../tools/run/world.ts'
import { keep, type Machine, type Outage, type Outages } from './results.ts'
import type { BenchWorld } from './world.ts'
import { counts } from './wrk.ts'

type MachineOf = (world: Pick<BenchWorld, 'sql'>) => Promise<Machine>

/**
 * Each hospital region silent in turn, and all at once: how long the front page takes, and which answers a citizen gets when all
 * regions answer are refused now. A fresh demo world for each; all regions answer in the first and the last.
 */
export async function measureOutages(seconds: number, machineOf: MachineOf): Promise<void> {
  const rounds = ['', ...regionKeys, regionKeys.join(' '), '']
  const outages: Outage[] = []
  let normal: readonly string[] | undefined
  let machine: Machine | undefined
  for (const silent of rounds) {
    const world = await startWorld({ port: await freePort(), env: { LOMMA_DEMO_REGIONS_SILENT: silent } })
    try {
      machine ??= await machineAt(world, machineOf)
      const { answered, ...times } = await measure(world, seconds)
      normal ??= answered
      const lost = normal.filter((route) => !answered.includes(route))
      outages.push({ silent, ...times, routes: normal.length, lost })
      console.log(
        `${silent || 'all answer'}: p50 ${times.p50} ms, p95 ${times.p95} ms; lost: ${lost.join(', ') || 'nothing'}`,
      )
    } finally {
      await world.stop()
    }
  }
  if (!machine) return
  const results: Outages = { at: new Date().toISOString(), machine, outages }
  console.log(`\nKept in ${await keep('sources', results)}`)
}

async function measure({ origin }: World, seconds: number) {
  const cookies: string[] = []
  for (const { key } of personas) cookies.push(await sessionCookie(origin, 'citizen', key))
  // Everybody looks at everything first, so that each region is asked for all of them.
  const looks: string[][] = []
  for (const cookie of cookies) looks.push(await answeredAt(origin, cookie))
  const lines = cookies.map((cookie) => ({ path: '/api/home/front', cookie }))
  const { p50, p95, failed } = await counts(origin, lines, seconds)
  return { p50, p95, failed, answered: looks[0] ?? [] }
}

/** The routes without an id that answer a citizen with 200. */
async function answeredAt(origin: string, cookie: string): Promise<string[]> {
  const openApi: { paths: Record<string, object> } = await (await fetch(`${origin}/api/openapi.json`)).json()
  const answered: string[] = []
  for (const [route, methods] of Object.entries(openApi.paths)) {
    if (!('get' in methods) || route.includes('{')) continue
    const answer = await fetch(`${origin}/api${route}`, { headers: { Cookie: cookie, 'X-Lomma': 'innbygger' } })
    await answer.arrayBuffer()
    if (answer.status === 200) answered.push(route)
  }
  return answered
}

async function machineAt({ databaseUrl }: World, machineOf: MachineOf): Promise<Machine> {
  const sql = postgres(databaseUrl, { max: 1 })
  try {
    return await machineOf({ sql })
  } finally {
    await sql.end()
  }
}
