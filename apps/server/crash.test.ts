import { randomUUID } from 'node:crypto'
import { persona } from '@lomma/platform/demo'
import { type TestDatabase, testDatabase } from '@lomma/platform/testing'
import type { MedicationRequest } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PortalUser, ServerProcess } from './server-process.fixture.ts'

/**
 * kill -9 between every two steps of a renewal. A lock on one table stops the server just before it writes there; then it
 * is killed, started again, and the browser sends the same request with the same key, as it does after a lost answer.
 */
let database: TestDatabase
let server: ServerProcess
let citizen: PortalUser
let doctor: PortalUser

beforeAll(async () => {
  database = await testDatabase()
  server = await ServerProcess.on(database.url)
  await server.start()
  citizen = await server.signIn('everyday')
  doctor = await server.signIn(persona('everyday').gp.key, 'personnel')
}, 120_000)

afterAll(async () => {
  await server?.kill()
  await database?.drop()
})

const written = [
  'events.command',
  'fhir.locator',
  'fhir.resource',
  'fhir.history',
  'events.outbox',
  'access.log',
] as const

/** Holds every write to a table until `letGo`. */
async function hold(table: string): Promise<{ letGo(): Promise<void> }> {
  const holder = await database.owner.reserve()
  await holder.unsafe(`begin; lock table ${table} in share mode`)
  return {
    letGo: async () => {
      await holder.unsafe('rollback')
      holder.release()
    },
  }
}

/** Resolves when the server waits for a lock on the table. */
const serverWaitsFor = (table: string) =>
  until(async () => {
    const [row] = await database.owner`
      select 1 as waits from pg_locks join pg_stat_activity using (pid)
      where not granted and application_name = 'lomma-server' and datname = current_database()
        and (relation = ${table}::regclass or relation in (select inhrelid from pg_inherits where inhparent = ${table}::regclass))`
    return row
  })

/** Kills the server just before it writes to the table, and starts it again. */
async function killWhenItWrites(table: string, act: () => Promise<unknown>): Promise<void> {
  const held = await hold(table)
  const acting = act().then(
    () => 'answered',
    () => 'lost',
  )
  expect(await Promise.race([acting, serverWaitsFor(table).then(() => 'waits')])).toBe('waits')
  await server.kill()
  await held.letGo()
  expect(await acting).toBe('lost')
  await server.start()
}

/** A prescription of its own for each case: run out, a year old, to be renewed. */
async function prescribe(): Promise<string> {
  const [old] = await database.owner<{ body: MedicationRequest }[]>`
    select body from fhir.resource where citizen = ${persona('everyday').citizen} and type = 'MedicationRequest'
      and body->>'intent' = 'order' and body->>'status' = 'active' limit 1`
  if (!old) throw new Error('the demo world has no prescription to go by')
  const id = randomUUID()
  const name = `Prøve ${id.slice(0, 8)}`
  const { dosageInstruction, requester } = old.body
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const body = {
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject: { reference: `Patient/${persona('everyday').citizen}` },
    medicationCodeableConcept: { coding: [{ system: 'urn:test', code: id.slice(0, 8), display: name }], text: name },
    dosageInstruction,
    requester,
    authoredOn: day(-360),
    courseOfTherapyType: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy', code: 'continuous' },
      ],
    },
    dispenseRequest: { validityPeriod: { start: day(-360), end: day(5) }, numberOfRepeatsAllowed: 0 },
  }
  await putPrescription(id, body)
  return id
}

async function putPrescription(id: string, body: object): Promise<void> {
  const key = persona('everyday').citizen
  await database.owner`insert into fhir.locator (type, id, citizen) values ('MedicationRequest', ${id}, ${key})`
  await database.owner`
    insert into fhir.resource (citizen, type, id, version, updated, body, idx)
    values (${key}, 'MedicationRequest', ${id}, 1, now(), ${database.owner.json(JSON.parse(JSON.stringify(body)))}, '{}')`
}

const tasksOf = (prior: string) => database.owner<{ task: string; state: string }[]>`
  select task, state from prescriptions.worklist where prior = ${prior}`

const ask = (medicine: string, key: string) => citizen.post('/prescriptions/renewals', { medicines: [medicine] }, key)

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((later) => setTimeout(later, 50))
  }
}

/** A renewal that has reached the office. */
async function received(): Promise<{ task: string; prior: string }> {
  const prior = await prescribe()
  expect((await ask(prior, randomUUID())).status).toBe(200)
  const task = await until(async () => (await tasksOf(prior)).find((row) => row.state === 'received')?.task)
  return { task, prior }
}

const versionOf = async (task: string): Promise<string | undefined> =>
  (await doctor.get(`/prescriptions/office/renewals/${task}`)).body.version

describe('killed while the citizen sends', () => {
  test.each(written.filter((table) => table !== 'fhir.history'))('before %s is written', async (table) => {
    const prior = await prescribe()
    const key = randomUUID()
    await killWhenItWrites(table, () => ask(prior, key))
    const again = await ask(prior, key)
    expect(again.body.code ?? again.status).toBe(200)
    const tasks = await tasksOf(prior)
    expect(tasks).toHaveLength(1)
    // Sent a third time, as an impatient person does: still the same receipt.
    expect((await ask(prior, key)).body.receipt).toBe(again.body.receipt)
  })

  test('after it was acknowledged', async () => {
    const prior = await prescribe()
    const key = randomUUID()
    const first = await ask(prior, key)
    await server.kill()
    await server.start()
    expect(first.status).toBe(200)
    expect((await ask(prior, key)).body.receipt).toBe(first.body.receipt)
    expect(await tasksOf(prior)).toHaveLength(1)
  })
})

describe('killed while the office’s queue receives it', () => {
  test.each(['events.handled', 'fhir.history', 'fhir.resource', 'access.log', 'events.outbox'])(
    'before %s is written',
    async (table) => {
      const prior = await prescribe()
      // The sending writes some of these tables too: the listener is stopped at its first step while it is sent, then let
      // go as far as the table in question.
      const first = await hold('events.handled')
      expect((await ask(prior, randomUUID())).status).toBe(200)
      await serverWaitsFor('events.handled')
      if (table === 'events.handled') {
        await server.kill()
        await first.letGo()
      } else {
        const held = await hold(table)
        await first.letGo()
        await serverWaitsFor(table)
        await server.kill()
        await held.letGo()
      }
      await server.start()
      await until(async () => (await tasksOf(prior)).find((row) => row.state === 'received'))
      const versions = await database.owner`
        select body->>'status' as status from fhir.history where type = 'Task' and id = ${(await tasksOf(prior))[0]?.task ?? ''}`
      expect(versions.map(({ status }) => status)).toEqual(['requested'])
    },
  )
})

describe('killed while the doctor answers', () => {
  test.each(written)('before %s is written', async (table) => {
    const { task, prior } = await received()
    const openKey = randomUUID()
    await doctor.post(`/prescriptions/office/renewals/${task}/open`, { version: await versionOf(task) }, openKey)
    const body = { version: await versionOf(task), decision: { kind: 'approve' } }
    const key = randomUUID()
    const approve = () => doctor.post(`/prescriptions/office/renewals/${task}/decision`, body, key)
    await killWhenItWrites(table, approve)
    expect((await approve()).status).toBe(200)
    const renewed = await database.owner`
      select id from fhir.resource where type = 'MedicationRequest' and body->>'intent' = 'order'
        and body->'priorPrescription'->>'reference' = ${`MedicationRequest/${prior}`}`
    expect(renewed).toHaveLength(1)
    expect((await tasksOf(prior))[0]?.state).toBe('approved')
  })
})
