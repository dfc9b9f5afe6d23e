import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccessLog } from '../access/index.ts'
import { fixedClock } from '../clock/index.ts'
import { createStore } from '../fhir/index.ts'
import type { ResourceOf, Store } from '../fhir/types.ts'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import {
  accessFacts,
  classifyIdentityNumber,
  embeddedRegisters,
  makeSynthetic,
  patientProjection,
  registerPerson,
  resolveCitizen,
} from './index.ts'

const fnr = 'urn:oid:2.16.578.1.12.4.1.4.1'
const number = makeSynthetic('1980-05-17', 'female', 0)

describe('a Patient that comes in', () => {
  let database: TestDatabase
  let store: Store
  const clock = fixedClock('2026-11-23T12:00:00Z')

  beforeAll(async () => {
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
      projections: [patientProjection],
      resolve: (_system, value) => resolveCitizen(db, value),
    })
  })
  afterAll(() => database.drop())

  const write = (patient: Partial<ResourceOf<'Patient'>> & { id: string }) =>
    store.command(
      {
        actor: { kind: 'system', client: 'c', name: 'C', scopes: ['system/*.cruds'] },
        purpose: { code: 'TREAT' },
        requestId: 'r',
        door: 'fhir',
      },
      (tx) => tx.update({ ...patient, resourceType: 'Patient' }),
    )
  const person = (citizen: string) => embeddedRegisters(database.db, clock).population.byCitizen(citizen)

  it('is entered with its own number', async () => {
    await write({
      id: 'own',
      identifier: [{ system: fnr, value: number }],
      name: [{ given: ['Anne', 'Lise'], family: 'Fjellrev' }],
      gender: 'female',
      birthDate: '1980-05-17',
    })
    expect(await person('own')).toEqual({
      citizen: 'own',
      identityNumber: number,
      given: 'Anne Lise',
      family: 'Fjellrev',
      birthDate: '1980-05-17',
      gender: 'female',
      addressProtection: 'ugradert',
    })
  })

  it('gets a synthetic number when it has none, or one that is wrong', async () => {
    await write({ id: 'none', name: [{ text: 'Tom' }], birthDate: '1980' })
    await write({
      id: 'wrong',
      identifier: [{ system: fnr, value: '12345678901' }],
      name: [{ family: 'Rev' }],
      birthDate: '1980-05-17',
      deceasedBoolean: true,
    })
    const made = await person('none')
    expect(made).toMatchObject({ given: 'Tom', birthDate: '1980-01-01', gender: 'unknown' })
    expect(classifyIdentityNumber(made?.identityNumber ?? '')).toMatchObject({ origin: 'tenor' })
    const replaced = await person('wrong')
    expect(classifyIdentityNumber(replaced?.identityNumber ?? '')).toMatchObject({ origin: 'tenor', day: 17, month: 5 })
    expect(replaced?.deceased).toBe('2026-11-23')
  })

  it('follows its updates and goes when it goes', async () => {
    await write({ id: 'moving', name: [{ given: ['A'], family: 'Rev' }], birthDate: '1990-01-01' })
    const first = await person('moving')
    await write({ id: 'moving', name: [{ given: ['A'], family: 'Gaupe' }], birthDate: '1990-01-01' })
    expect(await person('moving')).toEqual({ ...first, family: 'Gaupe' })
    await store.command(
      { actor: { kind: 'service', service: 's' }, purpose: { code: 'SYSADMIN' }, requestId: 'r', door: 'internal' },
      (tx) => tx.delete('Patient', 'moving'),
    )
    expect(await person('moving')).toBeUndefined()
  })

  it('does not change whom the register knows from elsewhere, nor take a number from its owner', async () => {
    const known = {
      citizen: 'known',
      identityNumber: makeSynthetic('1970-05-17', 'male', 0),
      given: 'Ola',
      family: 'Bever',
      birthDate: '1970-05-17',
      gender: 'male',
      addressProtection: 'fortrolig',
    } as const
    await registerPerson(database.db, known)
    await write({ id: 'known', name: [{ family: 'Annet' }], birthDate: '1999-01-01' })
    expect(await person('known')).toEqual(known)
    const identifier = [{ system: fnr, value: known.identityNumber }]
    const twin = await write({ id: 'twin', identifier, name: [{ family: 'Bever' }], birthDate: '1970-05-17' })
    expect(twin).toMatchObject({ id: 'twin' })
    expect(await person('twin')).toBeUndefined()
    expect(await resolveCitizen(database.db, known.identityNumber)).toBe('known')
  })

  it('keeps address protection, and takes the birth date from the number when the Patient has none', async () => {
    await write({
      id: 'kode6',
      meta: { security: [{ code: 'strengtFortrolig' }] },
      identifier: [{ system: fnr, value: makeSynthetic('1961-02-03', 'female', 4) }],
      name: [{ family: 'Oter' }],
    })
    expect(await person('kode6')).toMatchObject({ birthDate: '1961-02-03', addressProtection: 'strengtFortrolig' })
  })

  it('stays out of the register without a name, or without any birth date', async () => {
    await write({ id: 'nameless', birthDate: '1980-01-01' })
    await write({ id: 'ageless', name: [{ family: 'Mår' }] })
    expect(await person('nameless')).toBeUndefined()
    expect(await person('ageless')).toBeUndefined()
  })
})
