import { type DemoStaff, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import type { OfficeContext, WorkItem } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { discoverDemo, discoverPlugins } from './discovery.ts'

/**
 * Who sees what in the offices' work queue: every role against every kind that a service contributes. `content`: what the
 * matter is about, too; `matter`: that it waits, and for whom, without health data; `none`: nothing of the kind.
 */
type Sees = 'content' | 'matter' | 'none'

const roles = {
  doctor: 'gp-nordlys',
  substitute: 'gp-nordlys-substitute',
  secretary: 'secretary-nordlys',
  'hospital doctor': 'doctor-nord',
  'hospital nurse': 'nurse-nord',
  physiotherapist: 'physiotherapist',
  specialist: 'specialist',
} as const satisfies Record<string, StaffKey>
type Role = keyof typeof roles

/** At one's own workplace health personnel see what a matter is about, and others that it waits. */
const unlessSaid: Readonly<Record<Role, Sees>> = {
  doctor: 'content',
  substitute: 'content',
  secretary: 'matter',
  'hospital doctor': 'content',
  'hospital nurse': 'content',
  physiotherapist: 'content',
  specialist: 'content',
}
const noHospital = { 'hospital doctor': 'none', 'hospital nurse': 'none' } as const
const gpOnly = { ...noHospital, physiotherapist: 'none', specialist: 'none' } as const
const hospitalOnly = {
  doctor: 'none',
  substitute: 'none',
  secretary: 'none',
  physiotherapist: 'none',
  specialist: 'none',
} as const

/** Kinds that belong to some workplaces only. */
const table: Readonly<Record<string, Partial<Record<Role, Sees>>>> = {
  fornyelse: gpOnly,
  melding: gpOnly,
  bestilling: gpOnly,
  journalkopi: noHospital,
  'e-konsultasjon': noHospital,
  sykehustime: hospitalOnly,
  sykehusmelding: hospitalOnly,
  henvisning: hospitalOnly,
  // The hospital's answer is clinical.
  henvisningssvar: { ...gpOnly, secretary: 'none' },
}
/** Kinds that the demo world has at the GP's office for doctor and secretary both, so that what is seen is really looked at. */
const there = ['fornyelse']
const kinds = (await discoverPlugins()).flatMap(({ worklist }) => worklist?.kinds.map(({ kind }) => kind) ?? [])

let world: TestWorld
beforeAll(async () => {
  world = await testWorld(await discoverPlugins())
  await seedDemo({ ...world.deps, plugins: await discoverDemo() })
  await world.dispatcher.drain()
}, 240_000)
afterAll(() => world.close())

function contextFor(key: StaffKey): OfficeContext {
  const { hpr, id, name, organisation }: DemoStaff = staff(key)
  const place = { organization: organisation.id, organizationName: organisation.name }
  if (hpr === undefined) return contextOf({ kind: 'office', person: id, name, ...place })
  return contextOf({ kind: 'practitioner', hpr, practitioner: id, name, ...place })
}

async function itemsOf(key: StaffKey): Promise<WorkItem[]> {
  const lists = await Promise.all(world.deps.worklists.map((one) => one.list(contextFor(key), world.deps)))
  return lists.flat()
}

/** Words of health in the record: names of medicines, conditions, what people have written. */
async function clinicalWords(): Promise<string[]> {
  const rows = await world.deps.db<{ words: string | null }[]>`
    select distinct words from (
      select jsonb_path_query(body::jsonb, '$.contained[*].code.**.display') #>> '{}' as words
        from fhir.resource where type = 'MedicationRequest'
      union all select jsonb_path_query(body::jsonb, '$.medicationCodeableConcept.**.display') #>> '{}'
        from fhir.resource where type = 'MedicationRequest'
      union all select body #>> '{code,text}' from fhir.resource where type in ('Condition', 'AllergyIntolerance', 'ServiceRequest')
      union all select body #>> '{payload,0,contentString}' from fhir.resource where type = 'Communication'
    ) as found`
  // `Metformin 500 mg tabletter` is told by its first word as well.
  const all = rows.flatMap(({ words }) => (words ? [words, words.split(' ')[0] ?? ''] : []))
  return [...new Set(all)].filter((word) => word.length > 5)
}

/** What is said of an item beyond whose it is and where it stands. */
const said = (items: readonly WorkItem[]) =>
  JSON.stringify(
    items.map(({ title, detail, bulk }) => ({ title: title.params ?? {}, detail: detail?.params ?? {}, bulk })),
  )

describe.each(kinds)('%s', (kind) => {
  test.each(Object.entries(roles))('%s sees what the role may', async (role, key) => {
    const sees = Object.entries({ ...unlessSaid, ...table[kind] }).find(([name]) => name === role)?.[1]
    const items = (await itemsOf(key)).filter((item) => item.kind === kind)
    if (sees === 'none') expect(items).toEqual([])
    const words = await clinicalWords()
    const told = words.some((word) => said(items).includes(word))
    if (sees !== 'content') expect(told).toBe(false)
    if (sees === 'none' || !there.includes(kind)) return
    expect(items.length).toBeGreaterThan(0)
    expect(told).toBe(sees === 'content')
  })
})

test('renewals are among the kinds', () => expect(kinds).toEqual(expect.arrayContaining(there)))

test('the secretary is told nothing of health by any service', async () => {
  const words = await clinicalWords()
  expect(words.length).toBeGreaterThan(30)
  const items = await itemsOf('secretary-nordlys')
  expect(words.filter((word) => said(items).includes(word))).toEqual([])
})

test('nobody finds an item of another workplace, by list or by id', async () => {
  const own = await itemsOf('gp-nordlys')
  const strangers: readonly StaffKey[] = ['gp-lynghei', 'secretary-lynghei', 'doctor-vest', 'physiotherapist']
  for (const key of strangers) {
    const theirs = await itemsOf(key)
    expect(theirs.filter((item) => own.some(({ id }) => id === item.id))).toEqual([])
    for (const { id, kind } of own) {
      const owner = world.deps.worklists.find(({ kinds }) => kinds.some((one) => one.kind === kind))
      expect(await owner?.find?.(id, contextFor(key), world.deps)).toBeUndefined()
    }
  }
})
