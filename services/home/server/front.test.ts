import { connect } from '@lomma/platform/db'
import { createStore } from '@lomma/platform/fhir'
import { makeSynthetic, organisationNumber, registerOrganisations, registerPerson } from '@lomma/platform/registers'
import type { Deps, HomeContribution } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frontSchema } from '../contract/index.ts'
import { readFront } from './front.ts'
import { gatherLines } from './gather.ts'
import { readMunicipality } from './municipality.ts'

let world: TestWorld
const quietStore = {
  facts: { isOnList: async () => false, officeOf: async () => undefined },
  log: { append: async () => {} },
  guards: [],
  projections: [],
  resolve: async () => undefined,
}
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
    expect(front).toMatchObject({ givenName: 'Torunn', todo: [], comingUp: [], news: [], missing: [] })
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
    const gathered = await gatherLines(withHome(hanging), (service) => service.todo?.(citizen('h-slow'), world.deps), 1)
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

describe('the citizen’s record', () => {
  const types = ['Observation', 'Condition'] as const
  const reading = (...reads: (typeof types)[number][]): HomeContribution => ({
    service: `reads ${reads.join()}`,
    reads,
    todo: async (context, { store }) => {
      await store.as(context).readCitizen(context.actor.citizen, reads)
      return []
    },
  })

  it('is read in one statement for all services that say what they read', async () => {
    const statements: string[] = []
    const db = connect({
      url: world.database.url,
      role: 'lomma_app',
      max: 2,
      onStatement: (text) => statements.push(text),
    })
    const store = createStore({ ...world.deps, ...quietStore, db })
    try {
      const late: HomeContribution = {
        ...reading('Condition'),
        comingUp: async (context, deps) => {
          await new Promise((later) => setTimeout(later, 20))
          await deps.store.as(context).searchCitizen(context.actor.citizen, 'Observation', [['status', 'final']])
          return []
        },
      }
      await readFront(citizen('h-ahead'), { ...withHome(reading('Observation'), late), store })
    } finally {
      await db.end()
    }
    expect(statements.filter((text) => text.includes('from fhir.resource'))).toHaveLength(1)
  })

  it('stays closed where the actor may not look, also when it was read ahead', async () => {
    const other: HomeContribution = {
      service: 'nosy',
      reads: ['Observation'],
      todo: async (context, { store }) => {
        await store.as(context).readCitizen('h-somebody-else', ['Observation'])
        return []
      },
    }
    expect((await readFront(citizen('h-ahead'), withHome(other))).missing).toEqual(['nosy'])
  })
})

async function register(citizen: string, municipality: string | undefined): Promise<void> {
  await registerPerson(world.deps.db, {
    citizen,
    identityNumber: makeSynthetic('1980-02-03', 'female', ++people),
    given: 'Torunn Marie',
    family: 'Havlyng',
    birthDate: '1980-02-03',
    gender: 'female',
    addressProtection: municipality ? 'ugradert' : 'strengtFortrolig',
    ...(municipality ? { address: { line: 'Storgata 1', postalCode: '9996', city: 'Skarvik', municipality } } : {}),
  })
}
let people = 0

describe('whose page it is', () => {
  it('is said by given name, name and age', async () => {
    await register('h-name', '9901')
    const front = await readFront(citizen('h-name'), withHome())
    expect(front).toMatchObject({ givenName: 'Torunn Marie', person: { name: 'Torunn Havlyng', age: 46 } })
  })

  it('is said without the age when the register is silent', async () => {
    const population = { ...world.deps.registers.population, byCitizen: () => Promise.reject(new Error('down')) }
    const silent = { ...withHome(), registers: { ...world.deps.registers, population } }
    const front = await readFront(citizen('h-name'), silent)
    expect(front).toMatchObject({ givenName: 'Torunn', person: { age: null }, missing: [] })
  })
})

describe('the municipality', () => {
  beforeAll(() =>
    registerOrganisations(world.deps.db, [
      {
        organization: 'o-skarvik',
        name: 'Skarvik kommune',
        organisationNumber: organisationNumber('90000010') ?? '',
        herId: '8000001',
        phone: '00 50 01 00',
        municipality: '9901',
      },
    ]),
  )

  it('is the one where the citizen lives, with its phone', async () => {
    await register('h-lives', '9901')
    expect(await readMunicipality(citizen('h-lives'), world.deps)).toEqual({
      municipality: { name: 'Skarvik kommune', phone: '00 50 01 00' },
    })
  })

  it('is not said of a protected address, nor of one nobody knows', async () => {
    await register('h-hidden', undefined)
    await register('h-elsewhere', '9999')
    for (const key of ['h-hidden', 'h-elsewhere', 'h-nobody'])
      expect(await readMunicipality(citizen(key), world.deps)).toEqual({ municipality: null })
  })
})
