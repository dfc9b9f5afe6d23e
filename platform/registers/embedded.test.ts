import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '../clock/index.ts'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import {
  actorDirectory,
  assignGp,
  classifyIdentityNumber,
  embeddedRegisters,
  ensurePerson,
  findByName,
  makeSynthetic,
  organisationNumber,
  registerGpOffices,
  registerOfficeStaff,
  registerOrganisations,
  registerPersons,
  registerPractitioners,
  registerRelations,
  registerResponsibilities,
  registerSubstitute,
  resolveCitizen,
} from './index.ts'
import type { Person, Registers } from './types.ts'

const mother: Person = {
  citizen: 'mother',
  identityNumber: makeSynthetic('1985-04-02', 'female', 0),
  given: 'Ylva',
  middle: 'Myr',
  family: 'Lyngstølen',
  birthDate: '1985-04-02',
  gender: 'female',
  addressProtection: 'ugradert',
  address: { line: 'Lyngveien 1', postalCode: '9996', city: 'Lynghei', municipality: '9902' },
}
const child: Person = {
  citizen: 'child',
  identityNumber: makeSynthetic('2015-04-02', 'male', 0),
  given: 'Eskil',
  family: 'Lyngstølen',
  birthDate: '2015-04-02',
  gender: 'male',
  addressProtection: 'strengtFortrolig',
}
const dead: Person = {
  citizen: 'dead',
  identityNumber: makeSynthetic('1935-04-02', 'male', 0),
  given: 'Torvald',
  family: 'Lyngstølen',
  birthDate: '1935-04-02',
  gender: 'male',
  deceased: '2024-01-01',
  addressProtection: 'ugradert',
}
const orgNumber = organisationNumber('31200001') ?? ''
const otherOrgNumber = organisationNumber('31200004') ?? ''
const secretaryNumber = makeSynthetic('1990-01-01', 'female', 0)

describe('H10: embedded registers', () => {
  let database: TestDatabase
  let registers: Registers
  const clock = fixedClock('2026-11-23T12:00:00Z')

  beforeAll(async () => {
    database = await testDatabase()
    registers = embeddedRegisters(database.db, clock)
    await database.db.begin(async (sql) => {
      await registerPersons(sql, [mother, child, dead])
      await registerRelations(sql, [
        { of: 'child', other: 'mother', role: 'mor' },
        { of: 'mother', other: 'child', role: 'barn' },
      ])
      await registerResponsibilities(sql, [{ child: 'child', responsible: 'mother', type: 'mor' }])
      await registerOrganisations(sql, [
        { organization: 'office', name: 'Kontoret', organisationNumber: orgNumber, herId: '1', phone: '00 10 00 01' },
        { organization: 'other', name: 'Et annet', organisationNumber: otherOrgNumber, herId: '2' },
      ])
      await registerGpOffices(sql, [
        {
          organization: 'office',
          phone: '00 10 00 01',
          offers: ['B2', 'B4'],
          openingHours: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:00' }],
        },
      ])
      await registerPractitioners(sql, [
        doctor('1', 'Ask', 'office', true),
        doctor('2', 'Bjørk', 'office', true),
        doctor('3', 'Eik', 'office', false),
        { ...doctor('4', 'Furu', 'office', true), category: 'SP' },
        doctor('5', 'Gran', 'other', true),
      ])
      await registerOfficeStaff(sql, [
        {
          person: 'secretary',
          identityNumber: secretaryNumber,
          given: 'Tiril',
          family: 'Rogn',
          organization: 'office',
          role: 'secretary',
        },
      ])
      await assignGp(sql, { citizen: 'mother', hpr: '1', office: 'office', since: '2020-01-01' })
      await registerSubstitute(sql, { hpr: '1', substitute: '5', starts: '2026-11-01', ends: '2026-11-30' })
    })
  })
  afterAll(() => database.drop())

  it('finds a person by number and by key, with a protected address left out', async () => {
    expect(await registers.population.byIdentityNumber(mother.identityNumber)).toEqual(mother)
    expect(await registers.population.byCitizen('child')).toEqual(child)
    expect(await registers.population.byCitizen('nobody')).toBeUndefined()
    expect(await resolveCitizen(database.db, mother.identityNumber)).toBe('mother')
    expect(await resolveCitizen(database.db, '00000000000')).toBeUndefined()
  })

  it('does not keep an address under protection', async () => {
    const leak: Person = { ...child, ...(mother.address ? { address: mother.address } : {}) }
    await expect(registerPersons(database.db, [leak])).rejects.toThrow(/check constraint/)
  })

  it('refuses an identity number that fails its check digits', async () => {
    await expect(registerPersons(database.db, [{ ...child, identityNumber: '13057444850' }])).rejects.toThrow(
      /check digits/,
    )
  })

  it('knows family and parental responsibility', async () => {
    expect(await registers.population.relations('child')).toEqual([{ citizen: 'mother', role: 'mor' }])
    expect(await registers.population.relations('mother')).toEqual([{ citizen: 'child', role: 'barn' }])
    expect(await registers.population.parentalResponsibility('child')).toEqual([
      { child: 'child', responsible: 'mother', type: 'mor' },
    ])
  })

  it('tells the GP, the office and what it offers', async () => {
    clock.set('2026-11-23T12:00:00Z')
    expect(await registers.gp.assignment('mother')).toEqual({
      citizen: 'mother',
      hpr: '1',
      practitioner: 'practitioner-1',
      practitionerName: 'Siv Ask',
      office: 'office',
      officeName: 'Kontoret',
      phone: '00 10 00 01',
      offers: ['B2', 'B4'],
      services: [],
      substitute: { hpr: '5', practitioner: 'practitioner-5', practitionerName: 'Siv Gran', until: '2026-11-30' },
    })
    expect(await registers.gp.assignment('child')).toBeUndefined()
    expect(await registers.gp.office('office')).toMatchObject({ name: 'Kontoret', notices: [] })
    expect(await registers.gp.office('other')).toBeUndefined()
    expect((await registers.gp.colleagues('office')).map(({ hpr }) => hpr)).toEqual(['1', '2'])
  })

  it.each([
    ['1', '2026-11-23T12:00:00Z', true, 'the own list'],
    ['2', '2026-11-23T12:00:00Z', false, 'a colleague at the same office'],
    ['5', '2026-11-23T12:00:00Z', true, 'the substitute'],
    ['5', '2026-10-31T22:59:00Z', false, 'the substitute a minute before the period, in Oslo'],
    ['5', '2026-10-31T23:00:00Z', true, 'the substitute from midnight in Oslo'],
    ['5', '2026-11-30T22:59:00Z', true, 'the substitute to the last minute'],
    ['5', '2026-11-30T23:00:00Z', false, 'the substitute afterwards'],
  ])('doctor %s at %s on the list: %s (%s)', async (hpr, at, expected) => {
    clock.set(at)
    expect(await registers.gp.isOnList(hpr, 'mother')).toBe(expected)
    expect(await registers.gp.isOnList(hpr, 'child')).toBe(false)
  })

  it('knows personnel and organisations', async () => {
    expect(await registers.personnel.byHpr('3')).toMatchObject({ name: 'Siv Eik', active: false })
    expect(await registers.personnel.byHpr('99')).toBeUndefined()
    const office = { organization: 'office', name: 'Kontoret', organisationNumber: orgNumber, herId: '1' }
    expect(await registers.organisations.byId('office')).toMatchObject(office)
    expect(await registers.organisations.byOrganisationNumber(orgNumber)).toMatchObject(office)
    expect(await registers.organisations.byHerId('1')).toMatchObject(office)
    expect(await registers.organisations.byHerId('3')).toBeUndefined()
  })

  it('makes actors only of people who may act', async () => {
    const actors = actorDirectory(database.db)
    expect(await actors.citizenByIdentityNumber(mother.identityNumber)).toEqual({
      kind: 'citizen',
      citizen: 'mother',
      name: 'Ylva Myr Lyngstølen',
    })
    expect(await actors.citizenByIdentityNumber(dead.identityNumber)).toBeUndefined()
    expect(await actors.practitioner({ hpr: '1', organisationNumber: orgNumber })).toEqual({
      kind: 'practitioner',
      hpr: '1',
      practitioner: 'practitioner-1',
      name: 'Siv Ask',
      organization: 'office',
      organizationName: 'Kontoret',
    })
    expect(await actors.practitioner({ hpr: '1', organisationNumber: otherOrgNumber })).toBeUndefined()
    expect(await actors.practitioner({ hpr: '3', organisationNumber: orgNumber })).toBeUndefined()
    const secretary = { identityNumber: secretaryNumber, organisationNumber: orgNumber }
    expect(await actors.office(secretary)).toMatchObject({ kind: 'office', person: 'secretary', name: 'Tiril Rogn' })
    expect(await actors.office({ ...secretary, organisationNumber: otherOrgNumber })).toBeUndefined()
  })

  it('finds the living by any part of the name, and takes % and _ as they are', async () => {
    const found = async (text: string) => (await findByName(database.db, text, 20)).map(({ citizen }) => citizen)
    expect(await found('lyngstø')).toEqual(['child', 'mother'])
    expect(await found('MYR ylva')).toEqual(['mother'])
    expect(await found('%')).toEqual([])
    expect(await found('  ')).toEqual([])
  })

  it('gives an imported person one synthetic number and keeps it', async () => {
    const imported = { citizen: 'imported', given: 'Tom', family: 'Gåsvær', birthDate: '1985-04-02', gender: 'female' }
    const person = { ...imported, gender: 'female' } as const
    const first = await database.db.begin((sql) => ensurePerson(sql, person))
    expect(first.made).toBe(true)
    expect(first.identityNumber).not.toBe(mother.identityNumber)
    expect(classifyIdentityNumber(first.identityNumber)).toMatchObject({ origin: 'tenor', day: 2, month: 4 })
    const again = await database.db.begin((sql) => ensurePerson(sql, { ...person, family: 'Havbø' }))
    expect(again).toEqual({ identityNumber: first.identityNumber, made: false })
    expect(await registers.population.byCitizen('imported')).toMatchObject({ family: 'Havbø' })
    const own = makeSynthetic('1985-04-02', 'female', 9)
    const withOwn = { ...person, citizen: 'with-own', identityNumber: own }
    expect(await ensurePerson(database.db, withOwn)).toEqual({ identityNumber: own, made: false })
  })
})

function doctor(hpr: string, family: string, organization: string, active: boolean) {
  return {
    hpr,
    practitioner: `practitioner-${hpr}`,
    identityNumber: makeSynthetic('1975-06-06', 'female', Number(hpr)),
    given: 'Siv',
    family,
    category: 'LE',
    active,
    worksAt: [organization],
  }
}
