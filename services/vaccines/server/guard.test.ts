import type { Actor, Context } from '@lomma/platform/access'
import type { ResourceOf } from '@lomma/platform/fhir'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalCode } from '../contract/index.ts'
import { plugin } from './index.ts'

type Immunization = ResourceOf<'Immunization'>

let world: TestWorld
beforeAll(async () => {
  // Today is 13 April 2026.
  world = await testWorld([plugin])
  await world.deps.store.command(portal, async (tx) => {
    await tx.create({ resourceType: 'Patient', id: 'kari', birthDate: '1980-05-05' })
    await tx.create({ resourceType: 'Patient', id: 'ola' })
    return true
  })
})
afterAll(() => world.close())

const citizen: Actor = { kind: 'citizen', citizen: 'kari', name: 'Kari' }
const doctor = practitioner('p-1')
const other = practitioner('p-2')
const machine: Actor = { kind: 'system', client: 'sysvak', name: 'SYSVAK', scopes: ['system/Immunization.cruds'] }

function practitioner(id: string): Actor {
  return {
    kind: 'practitioner',
    hpr: `900000${id}`,
    practitioner: id,
    name: 'Kari Lege',
    organization: 'o-1',
    organizationName: 'Nordlys legekontor',
  }
}

function vaccine(parts: Partial<Immunization> = {}): Immunization {
  return {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB02' }] },
    patient: { reference: 'Patient/kari' },
    occurrenceDateTime: '2026-04-13',
    performer: [{ actor: { reference: 'Practitioner/p-1' } }],
    ...parts,
  }
}

function write(actor: Actor, resource: Immunization, door: Context['door']) {
  const context = contextOf(actor, { door, ...(actor.kind === 'practitioner' ? { reason: 'Vaksinasjon' } : {}) })
  return world.deps.store.command(context, (tx) => {
    const { id } = resource
    return id === undefined ? tx.create(resource) : tx.update({ ...resource, id })
  })
}

async function given(resource: Immunization = vaccine()): Promise<Immunization & { id: string }> {
  const made = await world.deps.store.command(portal, (tx) => tx.create(resource))
  if ('refused' in made) throw new Error(made.refused)
  return made
}

const refused: [text: string, actor: Actor, resource: Immunization, code: RefusalCode][] = [
  ['by a citizen', citizen, vaccine(), 'citizen-may-not-register'],
  ['by health personnel in the name of another', other, vaccine(), 'performer-missing'],
  [
    'by health personnel in no name',
    doctor,
    vaccine({ performer: [{ actor: { display: 'N' } }] }),
    'performer-missing',
  ],
  ['for tomorrow', doctor, vaccine({ occurrenceDateTime: '2026-04-14' }), 'date-in-future'],
  ['for next year', machine, vaccine({ occurrenceDateTime: '2027' }), 'date-in-future'],
  ['before birth', machine, vaccine({ occurrenceDateTime: '1980-05-04' }), 'date-before-birth'],
  ['the year before birth', machine, vaccine({ occurrenceDateTime: '1979' }), 'date-before-birth'],
]

const { occurrenceDateTime: _, ...undated } = vaccine()
const taken: [text: string, actor: Actor, resource: Immunization][] = [
  ['by who gave it', doctor, vaccine()],
  ['by a system with the scope', machine, vaccine({ performer: [{ actor: { display: 'SYSVAK' } }] })],
  ['on the day of birth', machine, vaccine({ occurrenceDateTime: '1980-05-05' })],
  ['in the year of birth', machine, vaccine({ occurrenceDateTime: '1980' })],
  ['late in the evening, Oslo time', machine, vaccine({ occurrenceDateTime: '2026-04-13T22:30:00+02:00' })],
  ['without a date', machine, { ...undated, occurrenceString: 'as a child' }],
  ['for one whose birth date is not known', machine, vaccine({ patient: { reference: 'Patient/ola' } })],
]

describe.each(['portal', 'fhir'] as const)('a vaccine written through the door %s', (door) => {
  it.each(refused)('is refused %s', async (_text, actor, resource, code) => {
    expect(await write(actor, resource, door)).toMatchObject({ refused: code })
  })

  it.each(taken)('is taken %s', async (_text, actor, resource) => {
    expect(await write(actor, resource, door)).toMatchObject({ resourceType: 'Immunization' })
  })

  it('is changed only by those who registered it, and taken back by mark, not by deletion', async () => {
    const own = await given()
    const wrong: Immunization = { ...own, status: 'entered-in-error' }
    expect(await write(other, wrong, door)).toMatchObject({ refused: 'not-your-registration' })
    expect(await write(doctor, wrong, door)).toMatchObject({ status: 'entered-in-error' })
    const context = contextOf(doctor, { door, reason: 'Vaksinasjon' })
    const removed = await world.deps.store.command(context, async (tx) => {
      await tx.delete('Immunization', own.id)
      return true
    })
    expect(removed).toMatchObject({ refused: 'keep-the-trace' })
  })

  it('may be marked as wrong whatever its date', async () => {
    const own = await given()
    const wrong: Immunization = { ...own, status: 'entered-in-error', occurrenceDateTime: '1970-01-01' }
    expect(await write(machine, wrong, door)).toMatchObject({ status: 'entered-in-error' })
  })
})

it('follows a corrected birth date', async () => {
  await world.deps.store.command(portal, (tx) =>
    tx.update({ resourceType: 'Patient', id: 'ola', birthDate: '2001-01-01' }),
  )
  const early = vaccine({ patient: { reference: 'Patient/ola' }, occurrenceDateTime: '2000-12-31' })
  expect(await write(machine, early, 'fhir')).toMatchObject({ refused: 'date-before-birth' })
})
