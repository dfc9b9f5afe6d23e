import {
  assignGp,
  makeSynthetic,
  organisationNumber,
  registerGpOffices,
  registerOrganisations,
  registerPerson,
  registerPractitioners,
} from '@lomma/platform/registers'
import type { Deps, HomeContribution } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frontSchema } from '../contract/index.ts'
import { readFront } from './front.ts'
import { gather } from './gather.ts'
import { readInbox } from './inbox.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const citizen = (key: string) => contextOf({ kind: 'citizen', citizen: key, name: 'Torunn Havlyng' } as const)
const withHome = (...home: HomeContribution[]): Deps => ({ ...world.deps, home })
const item = (id: string, at: string) => ({ id, title: { key: `x.${id}` }, href: '/x', at })

describe('the front page', () => {
  it('says in empty lists that nothing is to be done', async () => {
    const front = await readFront(citizen('h-empty'), withHome())
    expect(front).toMatchObject({ givenName: 'Torunn', todo: [], comingUp: [], news: [], gp: null, missing: [] })
    expect(frontSchema.parse(front)).toEqual(front)
  })

  it('gathers the lines of all services by deadline', async () => {
    const first: HomeContribution = { service: 'a', todo: async () => [item('late', '2026-05-01')] }
    const second: HomeContribution = { service: 'b', todo: async () => [item('soon', '2026-04-14')] }
    const front = await readFront(citizen('h-todo'), withHome(first, second))
    expect(front.todo.map(({ id }) => id)).toEqual(['soon', 'late'])
  })

  it('loses only the lines of a service that fails, and names it once', async () => {
    const dead: HomeContribution = {
      service: 'dead',
      todo: () => Promise.reject(new Error('down')),
      comingUp: () => {
        throw new Error('down at once')
      },
      news: async () => [],
    }
    const alive: HomeContribution = { service: 'alive', todo: async () => [item('task', '2026-04-14')] }
    const front = await readFront(citizen('h-dead'), withHome(dead, alive))
    expect(front.todo).toHaveLength(1)
    expect(front.missing).toEqual(['dead'])
  })

  it('does not wait for a service that hangs', async () => {
    const hanging: HomeContribution = { service: 'hanging', todo: () => new Promise(() => {}) }
    const gathered = await gather(withHome(hanging), (service) => service.todo?.(citizen('h-slow'), world.deps), 1)
    expect(gathered).toEqual({ items: [], missing: ['hanging'] })
  })

  it('does not let a malformed line out', async () => {
    const odd = { service: 'odd', todo: async () => [{ id: 'x' }] } as unknown as HomeContribution
    const front = await readFront(citizen('h-odd'), withHome(odd))
    expect(front.missing).toEqual(['odd'])
  })

  it('tells what is new since the last visit, each citizen by their own', async () => {
    const asked: string[] = []
    const service: HomeContribution = {
      service: 'a',
      news: async (_context, since) => {
        asked.push(since.toISOString())
        return []
      },
    }
    const start = world.clock.now()
    await readFront(citizen('h-visit'), withHome(service))
    world.clock.advance(60 * 60_000)
    await readFront(citizen('h-visit'), withHome(service))
    world.clock.advance(60_000)
    await readFront(citizen('h-visit'), withHome(service))
    await readFront(citizen('h-other'), withHome(service))
    expect(asked[1]).toBe(start.toISOString())
    expect(asked[2]).toBe(start.toISOString())
    expect(asked[3]).not.toBe(start.toISOString())
  })
})

async function givePatientAGp(citizen: string, offers: readonly string[]): Promise<void> {
  const { db } = world.deps
  const office = 'o-havna'
  const phone = '77001122'
  await registerOrganisations(db, [
    {
      organization: office,
      name: 'Havna legesenter',
      organisationNumber: organisationNumber('90000010') ?? '',
      herId: '8000001',
    },
  ])
  await registerGpOffices(db, [{ organization: office, phone, offers, openingHours: [] }])
  await registerPractitioners(db, [
    {
      hpr: '9000101',
      practitioner: 'p-kari',
      identityNumber: makeSynthetic('1970-05-06', 'female', 1),
      given: 'Kari',
      family: 'Solbakken',
      category: 'LE',
      active: true,
      worksAt: [office],
    },
  ])
  await assignGp(db, { citizen, hpr: '9000101', office, since: '2020-01-01' })
}

describe('the GP card', () => {
  it('names the doctor, the office, the phone and what can be done here', async () => {
    const { db } = world.deps
    await registerPerson(db, {
      citizen: 'h-gp',
      identityNumber: makeSynthetic('1980-02-03', 'female', 1),
      given: 'Torunn Marie',
      family: 'Havlyng',
      birthDate: '1980-02-03',
      gender: 'female',
      addressProtection: 'ugradert',
    })
    await givePatientAGp('h-gp', ['B2', 'B4'])
    const front = await readFront(citizen('h-gp'), withHome())
    expect(front.givenName).toBe('Torunn Marie')
    expect(front.gp).toMatchObject({
      doctor: 'Kari Solbakken',
      office: 'Havna legesenter',
      phone: '77001122',
      offers: ['renewal'],
    })
  })

  it('is missing, and nothing else, when the register is silent', async () => {
    const silent = {
      ...world.deps.registers,
      gp: { ...world.deps.registers.gp, assignment: () => Promise.reject(new Error('down')) },
    }
    const front = await readFront(citizen('h-empty'), { ...withHome(), registers: silent })
    expect(front.gp).toBeNull()
    expect(front.missing).toEqual(['gp'])
  })
})

describe('the inbox', () => {
  it('holds a year of answers and receipts, newest first', async () => {
    const service: HomeContribution = {
      service: 'a',
      news: async (_context, since) =>
        [item('old', '2025-04-01'), item('spring', '2026-03-01'), item('winter', '2026-01-01')].filter(
          ({ at }) => at >= since.toISOString(),
        ),
      receipts: async () => [item('sent', '2026-02-01')],
    }
    const inbox = await readInbox(citizen('h-inbox'), withHome(service))
    expect(inbox.items.map(({ id }) => id)).toEqual(['spring', 'sent', 'winter'])
  })
})
