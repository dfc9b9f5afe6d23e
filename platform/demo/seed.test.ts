import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAccessLog } from '../access/index.ts'
import { fixedClock } from '../clock/index.ts'
import { createStore, type Store } from '../fhir/index.ts'
import {
  accessFacts,
  actorDirectory,
  embeddedRegisters,
  officeProjection,
  patientProjection,
  resolveCitizen,
} from '../registers/index.ts'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import { allStaff, type DemoPlugin, persona, seedDemo, signInDirectory, staff } from './index.ts'

const clock = fixedClock('2026-11-23T12:00:00Z')
let database: TestDatabase
let store: Store
let steps: string[]

beforeEach(async () => {
  clock.set('2026-11-23T12:00:00Z')
  steps = []
  database = await testDatabase()
  const { db } = database
  const registers = embeddedRegisters(db, clock)
  store = createStore({
    db,
    clock,
    registers,
    facts: accessFacts(registers),
    log: createAccessLog(db),
    guards: [],
    projections: [patientProjection, officeProjection],
    resolve: (_system, value) => resolveCitizen(db, value),
  })
})
afterEach(() => database.drop())

const seed = (...plugins: DemoPlugin[]) =>
  seedDemo({ db: database.db, store, clock, plugins, progress: (step) => steps.push(step) })

const allergies: DemoPlugin = {
  service: 'allergies',
  resources: (world) => [
    {
      resourceType: 'AllergyIntolerance',
      id: 'everyday-allergy',
      patient: { reference: `Patient/${world.personas.everyday.citizen}` },
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
      },
      recordedDate: world.today,
    },
  ],
}

const reader = () =>
  store.as({
    actor: { kind: 'service', service: 'test' },
    purpose: { code: 'SYSADMIN' },
    requestId: 'test',
    door: 'internal',
  })

describe('the seed', () => {
  it('fills registers and store, once', async () => {
    const started = performance.now()
    await seed(allergies)
    expect(performance.now() - started).toBeLessThan(8000)
    const count = async () => {
      const [row] = await database.db<{ people: number; resources: number; versions: number }[]>`
        select (select count(*)::int from registers.person) as people,
               (select count(*)::int from fhir.resource where type = 'Patient') as resources,
               (select max(version) from fhir.resource) as versions`
      return row
    }
    expect(await count()).toEqual({ people: 300, resources: 300, versions: 1 })
    expect(await reader().read('Patient', persona('elder').citizen)).toMatchObject({ name: [{ given: ['Borghild'] }] })
    expect(await reader().read('AllergyIntolerance', 'everyday-allergy')).toMatchObject({ recordedDate: '2026-11-23' })
    expect(steps).toHaveLength(4)
    await seed(allergies)
    expect(steps).toHaveLength(4)
    expect(await count()).toEqual({ people: 300, resources: 300, versions: 1 })
  })

  it('goes on after a crash half-way with the same people, and leaves no half part', async () => {
    const broken: DemoPlugin = {
      ...allergies,
      resources: (world) => [
        ...allergies.resources(world),
        { resourceType: 'AllergyIntolerance', id: 'nobodys', patient: { reference: 'Patient/nobody' } },
      ],
    }
    await expect(seed(broken)).rejects.toThrow(/allergies/)
    expect(await reader().read('AllergyIntolerance', 'everyday-allergy')).toBeUndefined()
    const before = await database.db`select citizen, identity_number from registers.person order by citizen`
    clock.set('2026-12-31T12:00:00Z')
    await seed(allergies)
    expect(await reader().read('AllergyIntolerance', 'everyday-allergy')).toMatchObject({ recordedDate: '2026-12-31' })
    expect(await database.db`select citizen, identity_number from registers.person order by citizen`).toEqual(before)
    expect(steps.filter((step) => step.includes('people'))).toHaveLength(1)
  })

  it('done twice at once is done once', async () => {
    await Promise.all([seed(allergies), seed(allergies)])
    const [row] = await database.db`select max(version) as version, count(*)::int as count from fhir.resource
      where type = 'Patient'`
    expect(row).toEqual({ version: 1, count: 300 })
  })

  it('refuses a resource without a stable id', async () => {
    const careless: DemoPlugin = { service: 'careless', resources: () => [{ resourceType: 'Organization', name: 'X' }] }
    await expect(seed(careless)).rejects.toThrow(/demoId/)
  })
})

describe('signing in to the demo world', () => {
  beforeEach(() => seed())

  it('offers the twelve with story and age of the day, in the language asked for', async () => {
    const directory = signInDirectory(database.db, clock)
    const [first, ...rest] = await directory.personas('citizen', 'nn')
    expect(rest).toHaveLength(11)
    expect(first).toEqual({
      key: 'everyday',
      name: 'Torunn Havlyng',
      age: 47,
      story: 'Bruker tre faste medisinar og må fornye éin. Har time hos legen neste veke.',
    })
    clock.set('2028-11-23T12:00:00Z')
    expect((await directory.personas('citizen', 'en'))[0]?.age).toBe(49)
  })

  it('makes actors of everybody it offers', async () => {
    const { db } = database
    const directory = signInDirectory(db, clock)
    const actors = actorDirectory(db)
    for (const { key, name } of await directory.personas('citizen', 'nb')) {
      const claims = await directory.claims(key)
      const actor = await actors.citizenByIdentityNumber(claims?.identityNumber ?? '')
      expect([actor?.name, claims?.name]).toEqual([name, name])
    }
    for (const { key, name } of await directory.personas('personnel', 'nb')) {
      const { hpr, identityNumber = '', organisationNumber = '' } = (await directory.claims(key)) ?? {}
      const actor = hpr
        ? await actors.practitioner({ hpr, organisationNumber })
        : await actors.office({ identityNumber, organisationNumber })
      expect(actor).toMatchObject({
        name,
        organizationName: allStaff.find((one) => one.key === key)?.organisation.name,
      })
    }
  })

  it('says the language of the contact register', async () => {
    const directory = signInDirectory(database.db, clock)
    expect(await directory.claims('offline-gp')).toMatchObject({ name: 'Máret Várjohka', locale: 'se' })
    expect(await directory.claims('nobody')).toBeUndefined()
  })

  it('finds others by name, imported people too, and never the dead', async () => {
    const { db } = database
    const directory = signInDirectory(db, clock)
    const actor = { kind: 'system', client: 'c', name: 'C', scopes: ['system/*.cruds'] } as const
    await store.command({ actor, purpose: { code: 'TREAT' }, requestId: 'r', door: 'fhir' }, (tx) =>
      tx.update({
        resourceType: 'Patient',
        id: 'synthetic-1',
        name: [{ given: ['Clara'], family: 'Montañez' }],
        birthDate: '1970-01-01',
      }),
    )
    const [found] = await directory.search('monta clara')
    expect(found).toEqual({ key: 'synthetic-1', name: 'Clara Montañez', age: 56, story: '' })
    expect(await directory.claims('synthetic-1')).toMatchObject({ name: 'Clara Montañez' })
    expect(await directory.search('Havlyng')).toContainEqual(expect.objectContaining({ story: 'Nordlys legesenter' }))
    expect((await directory.search('a')).length).toBe(20)
    const [dead] = await db<{ citizen: string; given: string; family: string }[]>`
      select citizen, given, family from registers.person where deceased is not null limit 1`
    expect(await directory.search(`${dead?.given} ${dead?.family}`)).toEqual([])
    expect(await directory.claims(dead?.citizen ?? '')).toBeUndefined()
  })

  it('shows the stand-in to those whose GP is on leave, and lets the stand-in see them', async () => {
    const { gp } = embeddedRegisters(database.db, clock)
    const { citizen } = persona('chronic')
    const substitute = staff('gp-nordlys-substitute')
    expect((await gp.assignment(citizen))?.substitute?.practitioner).toBe(substitute.id)
    expect(await gp.isOnList(substitute.hpr ?? '', citizen)).toBe(true)
    expect(await gp.isOnList(substitute.hpr ?? '', persona('everyday').citizen)).toBe(false)
    const colleagues = await gp.colleagues(staff('gp-nordlys').organisation.id)
    expect(colleagues.map(({ name }) => name)).toEqual(['Håkon Elvestrømmen', 'Priya Nandavar', 'Ingvild Steinbruhei'])
  })
})
