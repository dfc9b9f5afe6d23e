import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staff } from '../demo/index.ts'
import { seedDemo } from '../demo/seed.ts'
import { isRefusal } from '../errors/index.ts'
import type { Resource } from '../fhir/types.ts'
import { contextOf, type TestWorld, testWorld } from '../testing/index.ts'
import { officeServiceId, toHealthcareService, toNotAvailable, toOfficeItself } from './index.ts'

const system = contextOf({ kind: 'system', client: 'c', name: 'C', scopes: ['system/*.cruds'] }, { door: 'fhir' })

describe('what offices offer and who is away', () => {
  let world: TestWorld
  const nordlys = { id: staff('gp-nordlys').organisation.id, name: 'Nordlys legesenter' }
  const write = async (resource: Resource & { id: string }) => {
    const answer = await world.deps.store.command(system, (tx) => tx.update(resource))
    if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${answer.diagnostics}`)
  }
  const office = async () => (await world.deps.registers.gp.office(nordlys.id)) ?? { services: [], offers: [] }

  beforeAll(async () => {
    world = await testWorld()
    await seedDemo({ ...world.deps, plugins: [] })
  })
  afterAll(() => world.close())

  it('begins as the demo world says, with the same offers as before', async () => {
    const { services, offers } = await office()
    expect(offers).toEqual(['B2', 'B3', 'B4', 'B5', 'B6'])
    expect(services).toHaveLength(8)
    expect(services).toContainEqual({ kind: 'contact', active: true, price: 0, answerDays: 5 })
    const quiet = await world.deps.registers.gp.office(staff('gp-skarvik').organisation.id)
    expect(quiet?.offers).toEqual([])
    expect(quiet?.services.every(({ active }) => !active)).toBe(true)
  })

  it('follows a service that is switched off, told of anew, taken away', async () => {
    const hours = [{ days: [1, 2], opens: '08:00', closes: '11:30' }]
    const changed = { kind: 'renewal', active: false, note: 'Ring oss.', price: 61, answerDays: 3, hours } as const
    await write(toHealthcareService(nordlys, changed))
    expect((await office()).services).toContainEqual(changed)
    expect((await office()).offers).toEqual(['B2', 'B3', 'B5', 'B6'])
    await world.deps.store.command(system, (tx) =>
      tx.delete('HealthcareService', officeServiceId(nordlys.id, 'renewal')),
    )
    expect((await office()).services.map(({ kind }) => kind)).not.toContain('renewal')
    await write(toHealthcareService(nordlys, { kind: 'renewal', active: true }))
    expect((await office()).offers).toContain('B4')
  })

  it('shows a notice in its period alone, and hours as written', async () => {
    const hours = [{ days: [1], opens: '09:00', closes: '10:00' }]
    await write(
      toOfficeItself(nordlys, hours, [
        { text: 'I dag.', from: '2026-04-13', until: '2026-04-13' },
        { text: 'I går.', from: '2026-04-12', until: '2026-04-12' },
        { text: 'I morgen.', from: '2026-04-14', until: '2026-04-20' },
      ]),
    )
    expect(await office()).toMatchObject({
      openingHours: hours,
      notices: [{ text: 'I dag.', from: '2026-04-13', until: '2026-04-13' }],
    })
  })

  it('knows nothing of a service of somebody else', async () => {
    await write({ resourceType: 'HealthcareService', id: 'other', name: 'Karies og tannhelse' })
    await write(toHealthcareService({ id: 'nobody', name: 'Nobody' }, { kind: 'renewal', active: true }))
    expect((await office()).services).toHaveLength(8)
  })

  it('closes for a time, with somebody who stands in; open again when it is ended', async () => {
    const { id, role = '' } = staff('gp-nordlys')
    const away = {
      id: 'a',
      from: '2026-04-13',
      until: '2026-04-17',
      kinds: ['renewal'],
      standIn: { practitioner: staff('gp-nordlys-substitute').id, name: 'Priya' },
    } as const
    const base = {
      resourceType: 'PractitionerRole',
      id: role,
      practitioner: { reference: `Practitioner/${id}` },
    } as const
    const { gp } = world.deps.registers
    await write({ ...base, notAvailable: [toNotAvailable(away), { description: 'Ferie' }] })
    expect(await gp.closed(id, 'renewal', world.clock.now())).toMatchObject({
      until: '2026-04-17',
      standIn: { name: staff('gp-nordlys-substitute').name },
    })
    expect(await gp.closed(id, 'contact', world.clock.now())).toBeUndefined()
    expect(await gp.closed(id, 'renewal', new Date('2026-04-18T08:00:00Z'))).toBeUndefined()
    await write(base)
    expect(await gp.closed(id, 'renewal', world.clock.now())).toBeUndefined()
  })

  it('closes nothing where the stand-in has the list', async () => {
    const { gp } = world.deps.registers
    expect(await gp.closed(staff('gp-nordlys-leave').id, 'renewal', world.clock.now())).toBeUndefined()
  })
})
