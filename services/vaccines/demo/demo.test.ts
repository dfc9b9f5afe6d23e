import { type DemoWorld, demoWorld, type PersonaKey, personas } from '@lomma/platform/demo'
import type { ResourceOf } from '@lomma/platform/fhir'
import { describe, expect, it } from 'vitest'
import type { RuleId } from '../contract/index.ts'
import { programmeFor } from '../domain/programme.ts'
import { dayOf, protectsAgainst } from '../fhir/immunization.ts'
import { demo } from './index.ts'

const winter = demoWorld(new Date('2026-11-23T09:00:00Z'))

function vaccinesIn(world: DemoWorld): ResourceOf<'Immunization'>[] {
  return demo.resources(world).flatMap((resource) => (resource.resourceType === 'Immunization' ? [resource] : []))
}

function statusOf(world: DemoWorld, key: string, rule: RuleId, term?: string) {
  const citizen = world.citizens.find((one) => one.key === key)
  if (!citizen) throw new Error(`nobody ${key}`)
  const doses = vaccinesIn(world)
    .filter((one) => one.patient.reference === `Patient/${citizen.citizen}`)
    .map((one) => ({ on: dayOf(one), diseases: protectsAgainst(one) }))
  const person = { birthDate: citizen.birthDate, ...(term ? { pregnancy: { term } } : {}) }
  return programmeFor(person, doses, world.today).find((item) => item.rule === rule)?.status
}

describe('the stories', () => {
  const table: [PersonaKey | 'parent-son', RuleId, string][] = [
    ['screening', 'adult-booster', 'overdue'],
    ['elder', 'influenza', 'due'],
    ['elder', 'covid-19', 'done'],
    ['diabetes', 'influenza', 'done'],
    ['offline-gp', 'adult-booster', 'coming'],
    ['neighbour', 'adult-booster', 'due'],
    ['everyday', 'adult-booster', 'done'],
    ['teen', 'hpv', 'done'],
    ['teen', 'mmr', 'done'],
    ['teen', 'school-dtp-polio', 'coming'],
    ['parent-son', 'infant-six', 'done'],
    ['parent-son', 'school-dtp-polio', 'coming'],
  ]
  it.each(table)('%s: %s is %s', (key, rule, status) => {
    expect(statusOf(winter, key, rule)).toBe(status)
  })

  it('the pregnant one is in week 22, and the whooping-cough vaccine is coming', () => {
    const term = demo.resources(winter).find((one) => one.resourceType === 'Observation')
    expect(term).toMatchObject({ valueDateTime: '2027-03-29' })
    expect(statusOf(winter, 'pregnant', 'pregnancy-pertussis', '2027-03-29')).toBe('coming')
  })
})

describe.each(['2026-04-13', '2026-08-20', '2026-11-23', '2027-01-02'])('on %s', (day) => {
  const world = demoWorld(new Date(`${day}T09:00:00Z`))
  const all = vaccinesIn(world)

  it('no child that follows the programme is overdue', () => {
    const rules = ['infant-six', 'mmr', 'hpv', 'school-dtp-polio'] as const
    for (const key of ['teen', 'parent-son'])
      for (const rule of rules) expect(statusOf(world, key, rule)).not.toBe('overdue')
  })

  it('nothing is given before birth or after today, and every code is understood', () => {
    const born = new Map(world.citizens.map((citizen) => [`Patient/${citizen.citizen}`, citizen.birthDate]))
    for (const one of all) {
      const on = dayOf(one) ?? ''
      expect(on >= (born.get(one.patient.reference ?? '') ?? '9999') && on <= world.today).toBe(true)
      expect(protectsAgainst(one)).not.toEqual([])
    }
  })

  it('gives every resource an id of its own, and every persona something', () => {
    const ids = demo.resources(world).map((resource) => resource.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { citizen } of personas)
      expect(all.some((one) => one.patient.reference === `Patient/${citizen}`)).toBe(true)
  })
})
