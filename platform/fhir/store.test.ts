import type { MedicationRequest, Observation, Patient } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CitizenActor, PractitionerActor, SystemActor } from '../access/index.ts'
import { readLog } from '../access/index.ts'
import { isRefusal, Refused, refuse } from '../errors/index.ts'
import { contextOf, portal, type TestWorld, testWorld } from '../testing/index.ts'
import type { Guard, Stored } from './types.ts'

const kari: CitizenActor = { kind: 'citizen', citizen: 'kari', name: 'Kari Nordlys' }
const ola: CitizenActor = { kind: 'citizen', citizen: 'ola', name: 'Ola Fjell' }
const stranger: PractitionerActor = {
  kind: 'practitioner',
  hpr: '9999999',
  practitioner: 'p1',
  name: 'Lege Uten Liste',
  organization: 'o1',
  organizationName: 'Et legekontor',
}
const machine: SystemActor = { kind: 'system', client: 'lab', name: 'Lab', scopes: ['system/Observation.c'] }

const weight = (citizen: string, value: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: `Patient/${citizen}` },
  valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
})

const ownWeight: Guard = {
  types: ['Observation'],
  concerns: () => true,
  check: async (change) => {
    const value = change.after?.resourceType === 'Observation' ? change.after.valueQuantity?.value : undefined
    return value !== undefined && value > 500 ? refuse('too-heavy') : undefined
  },
}

let world: TestWorld

beforeAll(async () => {
  world = await testWorld([{ service: 'test', guards: [ownWeight] }])
  await world.deps.store.command(portal, async (tx) => {
    for (const id of ['kari', 'ola']) await tx.create<Patient>({ resourceType: 'Patient', id })
    return true
  })
})
afterAll(() => world.close())

const create = (actor: CitizenActor | SystemActor | PractitionerActor, resource: Observation, key?: string) =>
  world.deps.store.command(contextOf(actor, key ? { idempotencyKey: key } : {}), (tx) => tx.create(resource))

function stored<T>(result: T): Exclude<T, { refused: string }> {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused}`)
  return result as Exclude<T, { refused: string }>
}

describe('a citizen', () => {
  test('reads back what was written, with version and time', async () => {
    const made: Stored<Observation> = stored(await create(kari, weight('kari', 70)))
    const read = await world.deps.store.as(contextOf(kari)).read('Observation', made.id)
    expect(read?.valueQuantity?.value).toBe(70)
    expect(read?.meta.versionId).toBe('1')
    expect(read?.meta.lastUpdated).toBe(world.clock.now().toISOString())
  })

  test('gets the same answer for another’s resource as for one that is not there', async () => {
    const made: Stored<Observation> = stored(await create(kari, weight('kari', 71)))
    const asOla = world.deps.store.as(contextOf(ola))
    await expect(asOla.read('Observation', made.id)).rejects.toMatchObject({ refusal: { refused: 'not-found' } })
    await expect(asOla.searchCitizen('kari', 'Observation')).rejects.toBeInstanceOf(Refused)
    expect(await asOla.read('Observation', 'not-there')).toBeUndefined()
  })

  test('cannot write into another’s record, nor a type that nobody’s guard knows', async () => {
    expect(await create(ola, weight('kari', 70))).toMatchObject({ refused: 'not-found' })
    const request: MedicationRequest = {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'x' },
      subject: { reference: 'Patient/kari' },
    }
    const result = await world.deps.store.command(contextOf(kari), (tx) => tx.create(request))
    expect(result).toMatchObject({ refused: 'not-your-role' })
  })
})

describe('a command', () => {
  test('is refused by the owner’s guard and leaves nothing behind', async () => {
    const before = await world.deps.store.as(contextOf(kari)).searchCitizen('kari', 'Observation')
    const result = await world.deps.store.command(contextOf(kari), async (tx) => {
      await tx.create(weight('kari', 72))
      await tx.create(weight('kari', 501))
      return true
    })
    expect(result).toMatchObject({ refused: 'too-heavy' })
    const after = await world.deps.store.as(contextOf(kari)).searchCitizen('kari', 'Observation')
    expect(after).toHaveLength(before.length)
  })

  test('with the same key is done once, also when sent twice at the same time', async () => {
    const results = await Promise.all([1, 2, 3].map(() => create(kari, weight('kari', 73), 'key-0001')))
    const ids = new Set(results.map((result) => stored<Stored<Observation>>(result as Stored<Observation>).id))
    expect(ids.size).toBe(1)
    const found = await world.deps.store
      .as(contextOf(kari))
      .searchCitizen('kari', 'Observation', [['value-quantity', '73']])
    expect(found).toHaveLength(1)
  })

  test('names the version it changes, and is refused when that is no longer the present one', async () => {
    const made: Stored<Observation> = stored(await create(kari, weight('kari', 74)))
    const change = (value: number, ifMatch: string) =>
      world.deps.store.command(contextOf(kari), (tx) =>
        tx.update({ ...weight('kari', value), id: made.id }, { ifMatch }),
      )
    expect(stored(await change(75, '1')).meta.versionId).toBe('2')
    expect(await change(76, '1')).toMatchObject({ refused: 'version-conflict' })
  })

  test('cannot move a resource into another citizen’s record', async () => {
    const made: Stored<Observation> = stored(await create(kari, weight('kari', 77)))
    const result = await world.deps.store.command(portal, (tx) => tx.update({ ...weight('ola', 77), id: made.id }))
    expect(result).toMatchObject({ refused: 'citizen-change' })
  })
})

describe('access', () => {
  test('a doctor whose list the citizen is not on states a purpose first', async () => {
    await expect(world.deps.store.as(contextOf(stranger)).readCitizen('kari', ['Observation'])).rejects.toMatchObject({
      refusal: { refused: 'purpose-needed' },
    })
    const told = world.deps.store.as(contextOf(stranger, { reason: 'Ringte om vekttap' }))
    expect((await told.readCitizen('kari', ['Observation'])).length).toBeGreaterThan(0)
  })

  test('a machine may do what its scope says and nothing else', async () => {
    const made: Stored<Observation> = stored(await create(machine, weight('kari', 78)))
    await expect(world.deps.store.as(contextOf(machine)).read('Observation', made.id)).rejects.toMatchObject({
      refusal: { refused: 'scope-missing' },
    })
  })

  test('a call without an actor and a purpose is an error', () => {
    const context = contextOf(kari)
    expect(() => world.deps.store.as({ ...context, purpose: { code: '' as 'SELF' } })).toThrow(/without an actor/)
  })

  test('everything is in the log, which the application can neither change nor delete', async () => {
    // Lines of one instant have no order: what was written before is a second older.
    world.clock.advance(1000)
    await world.deps.store
      .as(contextOf(stranger, { reason: 'Ringte om blodtrykk' }))
      .readCitizen('ola', ['Observation'])
    const [latest] = await readLog(world.deps.db, 'ola', { limit: 1 })
    expect(latest).toMatchObject({
      actorKind: 'practitioner',
      actorName: 'Lege Uten Liste',
      organizationName: 'Et legekontor',
      action: 'search',
      types: ['Observation'],
      purpose: 'TREAT',
      reason: 'Ringte om blodtrykk',
    })
    await expect(world.deps.db`delete from access.log`).rejects.toThrow(/permission denied/)
    await expect(world.deps.db`update access.log set reason = ''`).rejects.toThrow(/permission denied/)
    await expect(world.deps.db`delete from access.log_0`).rejects.toThrow(/permission denied/)
  })
})
