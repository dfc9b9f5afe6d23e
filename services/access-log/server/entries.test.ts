import { logInTransaction } from '@lomma/platform/access'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cursorSchema, entriesSchema } from '../contract/index.ts'
import { pageSize, readEntries } from './entries.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const me = contextOf({ kind: 'citizen', citizen: 'c-1', name: 'Torunn Havlyng' } as const)
const other = contextOf({ kind: 'citizen', citizen: 'c-2', name: 'Geir Solrabben' } as const)
const doctor = contextOf({
  kind: 'practitioner',
  hpr: '9000001',
  practitioner: 'p-1',
  name: 'Kari Lege',
  organization: 'o-1',
  organizationName: 'Nordlys legekontor',
} as const)
const system = contextOf({ kind: 'system', client: 'lab', name: 'Laboratoriet', scopes: [] } as const)

const app = contextOf({ ...me.actor, app: { client: 'pressure', name: 'Blodtrykksboka', scopes: [] } } as const)

const all = { who: 'all', own: true } as const

async function lookedUp(
  context: typeof me | typeof doctor | typeof system | typeof app,
  citizen: string,
  at: string,
  type = 'Patient',
) {
  await logInTransaction(world.deps.db, context, new Date(at), [{ citizen, action: 'read', types: [type] }])
}

describe('who has looked in my record', () => {
  it('shows others first, folds my own, and never what was done in the records of others', async () => {
    await lookedUp(doctor, 'c-1', '2026-04-10T08:00:00Z', 'MedicationRequest')
    await lookedUp(system, 'c-1', '2026-04-11T08:00:00Z', 'Observation')
    await lookedUp(me, 'c-1', '2026-04-12T08:00:00Z')
    await lookedUp(doctor, 'c-2', '2026-04-12T09:00:00Z')

    const folded = await readEntries({ who: 'all', own: false }, me, world.deps)
    expect(folded.entries.map(({ role, name, topics }) => [role, name, topics])).toEqual([
      ['system', 'Laboratoriet', ['measurements']],
      ['health-personnel', 'Kari Lege', ['prescriptions']],
    ])
    expect(folded.next).toBeNull()
    expect(entriesSchema.parse(folded)).toEqual(folded)
  })

  it('filters by persons and systems', async () => {
    const persons = await readEntries({ who: 'persons', own: false }, me, world.deps)
    expect(persons.entries.map((entry) => entry.role)).toEqual(['health-personnel'])
    const systems = await readEntries({ who: 'systems', own: false }, me, world.deps)
    expect(systems.entries.map((entry) => entry.role)).toEqual(['system'])
  })

  it('shows an app that acts for me as an app, not as me', async () => {
    await lookedUp(app, 'c-1', '2026-04-12T10:00:00Z', 'Observation')
    const { entries } = await readEntries({ who: 'systems', own: false }, me, world.deps)
    expect(entries[0]).toMatchObject({ role: 'your-app', name: 'Blodtrykksboka', topics: ['measurements'] })
  })

  it('writes this look-up to the log, and shows it the next time', async () => {
    const first = await readEntries(all, other, world.deps)
    expect(first.entries.map((entry) => entry.role)).toEqual(['health-personnel'])
    const second = await readEntries(all, other, world.deps)
    expect(second.entries[0]).toMatchObject({ role: 'you', topics: ['access-log'], purpose: 'SELF', acts: ['read'] })
  })

  it('gives the log page by page, each line once', async () => {
    const total = pageSize * 2 + 5
    for (let minute = 0; minute < total; minute++)
      await lookedUp(doctor, 'c-3', new Date(Date.parse('2026-03-01T08:00:00Z') + minute * 3_600_000).toISOString())
    const reader = contextOf({ kind: 'citizen', citizen: 'c-3', name: 'Trond' } as const)
    const seen: string[] = []
    const sizes: number[] = []
    let cursor: string | undefined
    do {
      const page = await readEntries({ who: 'all', own: false, cursor }, reader, world.deps)
      seen.push(...page.entries.map((entry) => entry.at))
      sizes.push(page.entries.length)
      if (page.next !== null) expect(cursorSchema.safeParse(page.next).success).toBe(true)
      cursor = page.next ?? undefined
    } while (cursor)
    expect(sizes).toEqual([pageSize, pageSize, 5])
    expect(seen).toEqual([...new Set(seen)].sort().reverse())
  })

  it.each(['', 'yesterday', '2026-04-13T08:00:00.000Z', "2026-04-13T08:00:00.000Z|x' or 1=1"])(
    'takes no cursor like %j',
    (cursor) => {
      expect(cursorSchema.safeParse(cursor).success).toBe(false)
    },
  )
})
