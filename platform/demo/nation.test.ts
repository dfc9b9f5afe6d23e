import { describe, expect, it } from 'vitest'
import { classifyIdentityNumber, isOrganisationNumber } from '../registers/index.ts'
import { relationsOf, responsibilitiesOf } from './family.ts'
import {
  allStaff,
  buildNation,
  createRandom,
  demoId,
  demoWorld,
  offices,
  organisations,
  persona,
  personas,
  sharedResources,
  staff,
  toPatient,
} from './index.ts'
import { stories } from './stories.ts'

const today = '2026-11-23'
const nation = buildNation(today)
const { citizens, relations, responsibilities } = nation

describe('the demo nation', () => {
  it('is the same every time, and of the same people and ages on any day', () => {
    expect(buildNation(today)).toEqual(nation)
    for (const day of ['2027-02-28', '2028-02-29', '2031-07-01']) {
      const later = buildNation(day)
      expect(later.citizens.map(({ citizen, name, age }) => [citizen, name, age])).toEqual(
        citizens.map(({ citizen, name, age }) => [citizen, name, age]),
      )
      expect(later.citizens.map(({ birthDate }) => ageOn(day, birthDate))).toEqual(citizens.map(({ age }) => age))
    }
  })

  it('has 300 people, no two alike, with synthetic numbers that fit their birth dates', () => {
    expect(citizens).toHaveLength(300)
    expect(new Set(citizens.map(({ citizen }) => citizen)).size).toBe(300)
    expect(new Set(citizens.map(({ given, family }) => `${given} ${family}`)).size).toBe(300)
    const numbers = [...citizens, ...allStaff].map(({ identityNumber }) => identityNumber)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const one of [...citizens, ...allStaff])
      expect(classifyIdentityNumber(one.identityNumber)).toMatchObject({
        origin: 'tenor',
        day: Number(one.birthDate.slice(8)),
        month: Number(one.birthDate.slice(5, 7)),
        year: Number(one.birthDate.slice(2, 4)),
      })
  })

  it('has ids that tell nothing of the person', () => {
    for (const { citizen, identityNumber } of citizens) {
      expect(citizen).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(citizen).not.toContain(identityNumber)
    }
    expect(persona('everyday').citizen).toBe(demoId('citizen', 'everyday'))
  })

  it('is spread by age like the country', () => {
    const share = (from: number, to: number) => citizens.filter(({ age }) => age >= from && age <= to).length / 300
    expect(share(0, 17)).toBeGreaterThan(0.16)
    expect(share(0, 17)).toBeLessThan(0.26)
    expect(share(67, 120)).toBeGreaterThan(0.11)
    expect(share(67, 120)).toBeLessThan(0.2)
    expect(share(80, 120)).toBeGreaterThan(0.03)
  })

  it('gives every doctor a list, in the office where the doctor works', () => {
    for (const { gp, office } of citizens) expect(gp.organisation.key).toBe(office.key)
    for (const gp of allStaff.filter(({ key }) => key.startsWith('gp-') && key !== 'gp-nordlys-substitute'))
      expect(citizens.filter((citizen) => citizen.gp === gp).length).toBeGreaterThan(15)
  })

  it('leaves out protected addresses, and only those', () => {
    for (const citizen of citizens) expect('address' in citizen).toBe(citizen.addressProtection === 'ugradert')
    const kinds = new Set(citizens.map(({ addressProtection }) => addressProtection))
    expect([...kinds].sort()).toEqual(['fortrolig', 'strengtFortrolig', 'ugradert'])
  })

  it('has contact entries of every kind', () => {
    const contacts = citizens.map(({ contact }) => contact)
    expect(contacts.filter((contact) => contact?.reserved).length).toBeGreaterThan(3)
    expect(contacts.filter((contact) => !contact).length).toBeGreaterThan(60)
    expect(new Set(contacts.map((contact) => contact?.language))).toContain('se')
    for (const { contact } of citizens) expect(contact?.mobile?.value ?? '+4700').toMatch(/^\+4700/)
  })

  it('has some who have died, none of the twelve', () => {
    const dead = citizens.filter(({ deceased }) => deceased !== undefined)
    expect(dead).toHaveLength(2)
    for (const { deceased, persona } of dead) {
      expect(deceased && deceased < today).toBe(true)
      expect(persona).toBeUndefined()
    }
  })
})

describe('families', () => {
  const byId = new Map(citizens.map((citizen) => [citizen.citizen, citizen]))

  it('hold both ways, with people who exist, and parents old enough', () => {
    const opposite: Record<string, readonly string[]> = {
      mor: ['barn'],
      far: ['barn'],
      medmor: ['barn'],
      barn: ['mor', 'far', 'medmor'],
      søsken: ['søsken'],
      ektefelleEllerPartner: ['ektefelleEllerPartner'],
    }
    for (const { of, other, role } of relations) {
      const back = relations.find((one) => one.of === other && one.other === of)
      expect(opposite[role]).toContain(back?.role)
      if (role === 'barn') expect((byId.get(of)?.age ?? 0) - (byId.get(other)?.age ?? 99)).toBeGreaterThanOrEqual(16)
    }
  })

  it('have somebody responsible for every child, and for nobody else', () => {
    const children = citizens.filter(({ age }) => age < 18)
    expect(new Set(responsibilities.map(({ child }) => child))).toEqual(new Set(children.map(({ citizen }) => citizen)))
  })

  it('tell the story of the parent, the teen and the other parent', () => {
    const teen = persona('teen').citizen
    const sharing = responsibilities.filter(({ child }) => child === teen)
    expect(sharing.map(({ responsible, type }) => [byId.get(responsible)?.key, type]).sort()).toEqual([
      ['parent', 'felles'],
      ['parent-other', 'felles'],
    ])
    const children = responsibilities.filter(({ responsible }) => responsible === persona('parent').citizen)
    expect(children.map(({ child }) => byId.get(child)?.age).sort()).toEqual([14, 8])
    expect(byId.get(teen)?.contact?.language).toBe('nn')
  })

  it('know a second mother, and a parent alone', () => {
    const members = [
      { key: 'a', gender: 'female', age: 30, parents: [], partner: 'b' },
      { key: 'b', gender: 'female', age: 31, parents: [], partner: 'a' },
      { key: 'c', gender: 'male', age: 3, parents: ['a', 'b'] },
      { key: 'd', gender: 'male', age: 40, parents: [] },
      { key: 'e', gender: 'female', age: 5, parents: ['d'] },
    ] as const
    const role = (of: string, other: string) => relationsOf(members).find((r) => r.of === of && r.other === other)?.role
    expect([role('c', 'a'), role('c', 'b'), role('b', 'c'), role('a', 'b')]).toEqual([
      'mor',
      'medmor',
      'barn',
      'ektefelleEllerPartner',
    ])
    expect(responsibilitiesOf(members)).toEqual([
      { child: 'c', responsible: 'a', type: 'felles' },
      { child: 'c', responsible: 'b', type: 'felles' },
      { child: 'e', responsible: 'd', type: 'far' },
    ])
  })
})

describe('the twelve and the staff', () => {
  it('are as the stories need them', () => {
    const world = demoWorld(new Date('2026-11-23T12:00:00Z'))
    expect(world.today).toBe(today)
    expect(personas).toHaveLength(12)
    for (const one of personas) {
      expect(world.personas[one.key]).toMatchObject({ citizen: one.citizen, name: one.name, age: one.age, gp: one.gp })
      expect(one.gp.organisation.key).toBe(one.office.key)
    }
    expect(persona('everyday').office.offers).toContain('B4')
    expect(persona('offline-gp').office.offers).toEqual([])
    expect(persona('chronic').gp).toBe(staff('gp-nordlys-leave'))
    expect(world.personas.protected.addressProtection).toBe('strengtFortrolig')
    expect(new Set(personas.map(({ language }) => language))).toEqual(new Set(['nb', 'nn', 'se', 'en']))
  })

  it('are told in four languages, in short sentences', () => {
    for (const { citizen, personnel } of Object.values(stories))
      for (const story of [...Object.values(citizen), ...Object.values(personnel)]) {
        expect(story).toMatch(/^\S.*\.$/)
        for (const sentence of story.split('. ')) expect(sentence.split(' ').length).toBeLessThanOrEqual(15)
      }
  })

  it('work at organisations with valid numbers, all different', () => {
    for (const one of organisations) expect(isOrganisationNumber(one.organisationNumber)).toBe(true)
    expect(new Set(organisations.map(({ organisationNumber }) => organisationNumber)).size).toBe(organisations.length)
    expect(new Set(organisations.map(({ herId }) => herId)).size).toBe(organisations.length)
    const regions = new Set(organisations.filter(({ kind }) => kind === 'hospital').map(({ region }) => region))
    expect([...regions].sort()).toEqual(['midt', 'nord', 'sorost', 'vest'])
    for (const office of Object.values(offices))
      expect(allStaff.filter(({ hpr, organisation }) => !hpr && organisation.key === office.key)).toHaveLength(
        office.key === 'nordlys' ? 2 : 1,
      )
    const hprs = allStaff.flatMap(({ hpr }) => hpr ?? [])
    expect(new Set(hprs).size).toBe(hprs.length)
  })
})

describe('the resources', () => {
  it('keep a protected address out of the Patient and mark it', () => {
    const { personas: twelve } = demoWorld(new Date('2026-11-23T12:00:00Z'))
    const hidden = toPatient(twelve.protected)
    expect(hidden.address).toBeUndefined()
    expect(hidden.meta?.security).toEqual([
      { system: 'http://ehelse.no/fhir/CodeSystem/gd-address-confidentiality', code: 'strengtFortrolig' },
    ])
    const open = toPatient(twelve.parent)
    expect(open.address?.[0]?.city).toBe('Fjordvik')
    expect(open.meta?.security).toBeUndefined()
    expect(open.name?.[0]).toMatchObject({
      given: ['Eirik'],
      family: 'Bjørkesval',
      extension: [{ url: 'http://hl7.no/fhir/StructureDefinition/no-basis-middlename', valueString: 'Tveit' }],
    })
  })

  it('refer only to what is there', () => {
    const resources = [...sharedResources(), ...citizens.map(toPatient)]
    const there = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`))
    expect(there.size).toBe(resources.length)
    const referred = JSON.stringify(resources).matchAll(/"reference":"([^"]+)"/g)
    for (const [, reference] of referred) expect(there).toContain(reference)
  })
})

describe('createRandom', () => {
  it('gives the same stream for the same text, another for another, spread over [0, 1)', () => {
    const stream = (seed: string) => {
      const random = createRandom(seed)
      return Array.from({ length: 1000 }, random)
    }
    expect(stream('a')).toEqual(stream('a'))
    expect(stream('a')).not.toEqual(stream('b'))
    const mean = stream('a').reduce((sum, number) => sum + number, 0) / 1000
    expect(mean).toBeGreaterThan(0.45)
    expect(mean).toBeLessThan(0.55)
  })
})

function ageOn(day: string, birthDate: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
