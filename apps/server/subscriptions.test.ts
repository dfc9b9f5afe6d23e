import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { persona } from '@lomma/platform/demo'
import { type TestDatabase, testDatabase } from '@lomma/platform/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ServerProcess } from './server-process.fixture.ts'

/** Two real nodes on one database, and a subscriber of its own: who subscribes at one is told of what is written at the other. */
const citizen = persona('everyday').citizen
const fhirJson = 'application/fhir+json'

let database: TestDatabase
let first: ServerProcess
let second: ServerProcess
let token: string
let receiver: Server
/** `host:port` of the receiver, also while it is down. */
let hook: string
const numbers: number[] = []
let heard = () => {}

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      for (const [, number] of text.matchAll(/"event-number","valueString":"(\d+)"/g)) numbers.push(Number(number))
      response.writeHead(200).end()
      heard()
    })
  })
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
  database = await testDatabase()
  hook = hostOf(receiver)
  const env = { LOMMA_SUBSCRIPTION_PRIVATE_HOSTS: hook }
  first = await ServerProcess.on(database.url, env)
  await first.start()
  second = await ServerProcess.on(database.url, { ...env, LOMMA_ORIGIN: first.origin })
  await second.start()
  token = await tokenOf(first)
}, 120_000)

afterAll(async () => {
  await first?.kill()
  await second?.kill()
  receiver?.close()
  await database?.drop()
})

function hostOf(server: Server): string {
  const address = server.address()
  return typeof address === 'object' && address ? `127.0.0.1:${address.port}` : ''
}

async function tokenOf(server: ServerProcess): Promise<string> {
  const command = path.join(import.meta.dirname, 'token.ts')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, '--client', 'demo-system', '--origin', server.origin],
    { env: { ...process.env, DATABASE_URL: database.url } },
  )
  return stdout.trim()
}

const post = (node: ServerProcess, type: string, body: unknown) =>
  fetch(`http://localhost:${node.port}/fhir/R4/${type}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': fhirJson },
    body: JSON.stringify(body),
  })

const weigh = (node: ServerProcess, value: number) =>
  post(node, 'Observation', {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    subject: { reference: `Patient/${citizen}` },
    valueQuantity: { value, unit: 'kg' },
  })

/** Until the receiver has heard what it should: by its calls, not by the clock. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise<void>((next) => (heard = next))
}

const subscription = (endpoint: string) => ({
  resourceType: 'Subscription',
  status: 'requested',
  reason: 'Test',
  criteria: 'http://lomma.example/fhir/SubscriptionTopic/Observation',
  channel: { type: 'rest-hook', endpoint, payload: fhirJson },
})

test('what is written at one node is told by either, once and in order, also after kill -9', async () => {
  const shaken = new Promise<void>((done) => (heard = done))
  const made = await post(first, 'Subscription', subscription(`http://${hook}/hook`))
  expect(made.status).toBe(201)
  await shaken

  expect((await weigh(second, 70)).status).toBe(201)
  expect((await weigh(first, 71)).status).toBe(201)
  await until(() => numbers.length >= 2)
  // The receiver goes away, a change is made, and so does the node that took it.
  await new Promise<void>((down) => {
    receiver.closeAllConnections()
    receiver.close(() => down())
  })
  expect((await weigh(first, 72)).status).toBe(201)
  await first.kill()
  await new Promise<void>((up) => receiver.listen(Number(hook.split(':')[1]), '127.0.0.1', up))
  expect((await weigh(second, 73)).status).toBe(201)
  await until(() => numbers.length >= 4)
  expect(numbers).toEqual([1, 2, 3, 4])
}, 150_000)

test('an endpoint of the server’s own network is refused, and figures are at /metrics', async () => {
  const answer = await post(second, 'Subscription', subscription('https://169.254.169.254/latest'))
  expect(answer.status).toBe(422)
  const metrics = await (await fetch(`http://localhost:${second.port}/metrics`)).text()
  expect(metrics).toContain('lomma_subscriptions{state="active"} 1')
})
