import { randomUUID } from 'node:crypto'
import { persona } from '@lomma/platform/demo'
import { type TestDatabase, testDatabase } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Balancer, startBalancer } from './balancer.fixture.ts'
import { freePort, type PortalUser, ServerProcess, signInAt } from './server-process.fixture.ts'

/** Two server processes on one database behind a balancer without stickiness: no node knows what another does not. */
let database: TestDatabase
let nodes: readonly [ServerProcess, ServerProcess]
let balancer: Balancer
let citizen: PortalUser
let doctor: PortalUser

beforeAll(async () => {
  database = await testDatabase()
  const port = await freePort()
  const env = { LOMMA_ORIGIN: `http://localhost:${port}` }
  nodes = [await ServerProcess.on(database.url, env), await ServerProcess.on(database.url, env)]
  // Both at once on an empty database: migrations, keys and the demo world are made once.
  await Promise.all(nodes.map((node) => node.start()))
  balancer = await startBalancer(port, [nodes[0].port, nodes[1].port])
  citizen = await signInAt(balancer.origin, 'everyday', 'citizen')
  doctor = await signInAt(balancer.origin, persona('everyday').gp.key, 'personnel')
}, 180_000)

afterAll(async () => {
  await balancer?.close()
  await Promise.all((nodes ?? []).map((node) => node.kill()))
  await database?.drop()
})

const at = (user: PortalUser, node: 0 | 1) => user.at(`http://localhost:${nodes[node].port}`)

describe('two nodes', () => {
  test('both took part in the sign-in, and both know who is signed in', async () => {
    expect([...balancer.answered.values()].every((count) => count > 1)).toBe(true)
    for (const node of [0, 1] as const) {
      expect((await at(citizen, node).get('/home/front')).status).toBe(200)
      expect((await at(doctor, node).get('/work-queue/list')).status).toBe(200)
    }
  })

  test('made the demo world once', async () => {
    const [row] = await database.owner`
      select count(*)::int as patients, count(distinct body->>'identifier')::int as people
      from fhir.resource where type = 'Patient'`
    expect(row?.patients).toBe(row?.people)
    const keys = await database.owner`select purpose from identity.signing_key group by purpose having count(*) > 1`
    expect(keys).toEqual([])
  })

  test('tell the same time', async () => {
    const times = await Promise.all(nodes.map((node) => timeOf(node)))
    expect(Math.abs((times[0] ?? 0) - (times[1] ?? 0))).toBeLessThan(2000)
  })

  test('one sees the language chosen at the other', async () => {
    for (const [writes, reads, language] of [
      [0, 1, 'se'],
      [1, 0, 'nn'],
    ] as const) {
      expect((await at(citizen, writes).put('/settings/language', { language }, randomUUID())).status).toBe(200)
      expect((await at(citizen, reads).get('/settings/language')).text).toContain(`"${language}"`)
    }
  })

  test('one session ended at one is ended at the other', async () => {
    const leaving = await signInAt(balancer.origin, 'elder', 'citizen')
    expect((await at(leaving, 1).get('/settings/language')).status).toBe(200)
    await database.owner`delete from identity.session where actor->>'citizen' = ${persona('elder').citizen}`
    for (const node of [0, 1] as const) expect((await at(leaving, node).get('/settings/language')).status).toBe(401)
  })

  test('a renewal sent to both at once with one key is one renewal, told once', async () => {
    const offer = await citizen.get('/prescriptions/renewal-offer')
    const medicine = /"alsoRenewable":\[\{"id":"([^"]+)"/.exec(offer.text)?.[1]
    const key = randomUUID()
    const send = (node: 0 | 1) => at(citizen, node).post('/prescriptions/renewals', { medicines: [medicine] }, key)
    const answers = await Promise.all([send(0), send(1), send(0), send(1)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set(answers.map(({ body }) => body.receipt)).size).toBe(1)
    const receipt = answers[0]?.body.receipt ?? ''
    await until(async () => (await statesOf(receipt)).join() === 'received')
    const tasks = await database.owner<{ task: string }[]>`
      select task from prescriptions.worklist where receipt = ${receipt}`
    expect(tasks).toHaveLength(1)
    const versions = await database.owner`
      select version from fhir.history where type = 'Task' and id = ${tasks[0]?.task ?? ''}`
    expect(versions).toHaveLength(1)
  })
})

describe('the outbox', () => {
  test('is told once each, with both nodes at it', async () => {
    // Deadlines that nobody waits for any more: each is told, leaves no mark, and no event is left over.
    await database.owner`
      insert into events.outbox (type, citizen, data, at, due)
      select 'prescriptions.deadline-passed', ${persona('everyday').citizen}, '{}', now(), '2000-01-01'
      from generate_series(1, 200)`
    await until(async () => {
      const [row] = await database.owner`
        select (select count(*)::int from events.outbox where due < '2001-01-01') as left,
          (select count(*)::int from events.handled) as marks`
      return row?.left === 0 && row?.marks === 0
    })
  })
})

describe('a rolling restart under load', () => {
  test('answers every request or refuses it cleanly, and loses nothing that was acknowledged', async () => {
    const heard: number[] = []
    const acknowledged: string[] = []
    let running = true
    const reader = async () => {
      while (running) heard.push((await citizen.get('/prescriptions/medicines')).status)
    }
    const writer = async () => {
      for (let turn = 0; running; turn++) {
        const key = randomUUID()
        const language = turn % 2 === 0 ? 'nb' : 'nn'
        const { status } = await citizen.put('/settings/language', { language }, key)
        heard.push(status)
        if (status === 200) acknowledged.push(key)
      }
    }
    const load = Promise.all([reader(), reader(), reader(), writer(), writer()])
    for (const node of nodes) {
      const before = heard.length
      expect(await node.stop()).toBe(0)
      await node.start()
      await until(async () => heard.length > before + 20)
    }
    running = false
    await load
    expect(new Set(heard)).toEqual(new Set([200]))
    expect(acknowledged.length).toBeGreaterThan(10)
    const kept = await database.owner<
      { key: string }[]
    >`select key from events.command where key = any(${acknowledged})`
    expect(kept).toHaveLength(acknowledged.length)
  }, 90_000)
})

async function timeOf(node: ServerProcess): Promise<number> {
  const answer = await fetch(`http://localhost:${node.port}/api/settings/language`)
  return Date.parse(answer.headers.get('Lomma-Now') ?? '')
}

async function statesOf(receipt: string): Promise<string[]> {
  const rows = await database.owner<{ state: string }[]>`
    select state from prescriptions.worklist where receipt = ${receipt}`
  return rows.map(({ state }) => state)
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((later) => setTimeout(later, 25))
}
