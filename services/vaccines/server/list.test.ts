import { isRefusal } from '@lomma/platform/errors'
import type { ResourceOf } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RuleId, type VaccineList, vaccineListSchema } from '../contract/index.ts'
import { plugin } from './index.ts'
import { listVaccines } from './list.ts'

type Immunization = ResourceOf<'Immunization'>

let world: TestWorld
beforeAll(async () => {
  world = await testWorld([plugin])
})
afterAll(() => world.close())

const atc = 'http://www.whocc.no/atc'
const reader = (citizen: string) => contextOf({ kind: 'citizen', citizen, name: 'Kari' } as const)

function vaccine(citizen: string, code: string, on: string, parts: Partial<Immunization> = {}): Immunization {
  return {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: atc, code }], text: code },
    patient: { reference: `Patient/${citizen}` },
    occurrenceDateTime: on,
    ...parts,
  }
}

async function citizen(
  patient: Omit<ResourceOf<'Patient'>, 'resourceType'> & { id: string },
  ...rest: ResourceOf<'Immunization' | 'Condition' | 'Observation'>[]
) {
  const done = await world.deps.store.command(portal, async (tx) => {
    await tx.create({ resourceType: 'Patient', ...patient })
    for (const resource of rest) await tx.create(resource)
    return true
  })
  if (isRefusal(done)) throw new Error(done.refused)
}

const list = (id: string, deps: Pick<Deps, 'store' | 'clock' | 'registers'> = world.deps) =>
  listVaccines(reader(id), deps)

function item(answer: VaccineList, rule: RuleId) {
  const found = answer.programme?.find((candidate) => candidate.rule === rule)
  if (!found) throw new Error(`no ${rule}`)
  return found
}

describe('the list', () => {
  it('has the programme by rule with source, and every vaccine newest first', async () => {
    await citizen(
      { id: 'adult', birthDate: '1980-05-05', gender: 'male' },
      vaccine('adult', 'J07CA02', '2012-03-01'),
      vaccine('adult', 'J07BX03', '2021-06-01', { location: { display: 'Nordlys legekontor' } }),
      vaccine('adult', 'J07BB02', '2020-10-01', { status: 'not-done' }),
      vaccine('adult', 'J07BB02', '2019-10-01', { status: 'entered-in-error' }),
    )
    const answer = await list('adult')
    expect(vaccineListSchema.parse(answer)).toEqual(answer)
    expect(answer.today).toBe('2026-04-13')
    expect(answer.doses.map((dose) => [dose.on, dose.outcome])).toEqual([
      ['2021-06-01', 'given'],
      ['2020-10-01', 'not-given'],
      ['2012-03-01', 'given'],
    ])
    expect(item(answer, 'adult-booster')).toMatchObject({
      status: 'overdue',
      dueFrom: '2022-03-01',
      lastDose: '2012-03-01',
      contact: 'gp',
      source: { name: 'Folkehelseinstituttet' },
    })
  })

  it('says nothing by rule of who has no birth date, and still shows the vaccines', async () => {
    await citizen({ id: 'undated' }, vaccine('undated', 'J07BB02', '2020-10-01'))
    const answer = await list('undated')
    expect(answer.programme).toBeNull()
    expect(answer.doses).toHaveLength(1)
  })

  it('counts a pregnancy of the record, with its term', async () => {
    await citizen(
      { id: 'pregnant', birthDate: '1995-05-05', gender: 'female' },
      {
        resourceType: 'Condition',
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
        code: { coding: [{ system: 'http://snomed.info/sct', code: '77386006' }] },
        subject: { reference: 'Patient/pregnant' },
        onsetDateTime: '2025-11-01',
      },
      {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '11778-8' }] },
        subject: { reference: 'Patient/pregnant' },
        valueDateTime: '2026-08-01',
      },
    )
    expect(item(await list('pregnant'), 'pregnancy-pertussis')).toMatchObject({
      status: 'due',
      dueFrom: '2026-04-11',
      until: '2026-08-01',
      contact: 'midwife',
    })
  })

  it('does not read diagnoses of those for whom pregnancy cannot matter', async () => {
    await citizen({ id: 'old', birthDate: '1940-01-01', gender: 'female' })
    await list('old')
    const [read] = await world.database.owner`
      select bool_or('Condition' = any(types)) as conditions from access.log where citizen = 'old' and actor_kind = 'citizen'`
    expect(read?.conditions).toBe(false)
  })

  it('costs the phone number, not the page, when the GP register is silent', async () => {
    await citizen({ id: 'quiet', birthDate: '1980-05-05' })
    const gp = { ...world.deps.registers.gp, assignment: () => Promise.reject(new Error('timeout')) }
    const answer = await list('quiet', { ...world.deps, registers: { ...world.deps.registers, gp } })
    expect(answer).toMatchObject({ gp: null, silent: ['gp'] })
    expect(answer.programme).not.toBeNull()
  })

  it('shows nobody the vaccines of another', async () => {
    await citizen({ id: 'mine', birthDate: '1980-05-05' }, vaccine('mine', 'J07BB02', '2025-10-01'))
    await citizen({ id: 'yours', birthDate: '1981-05-05' }, vaccine('yours', 'J07BM03', '2025-10-02'))
    expect((await list('mine')).doses.map((dose) => dose.name)).toEqual(['J07BB02'])
  })
})

describe('the front page', () => {
  it('asks the person to act on what is overdue, and on nothing where no dose is on record', async () => {
    await citizen({ id: 'late', birthDate: '1980-05-05' }, vaccine('late', 'J07CA02', '2012-03-01'))
    await citizen({ id: 'blank', birthDate: '1980-05-05' })
    const todo = (id: string) => plugin.home?.todo?.(reader(id), world.deps)
    expect(await todo('late')).toMatchObject([
      {
        id: 'vaccines.adult-booster',
        title: { key: 'vaccines.home.todo.adult-booster' },
        detail: { key: 'vaccines.home.overdue.gp' },
        href: '/vaksiner',
      },
    ])
    expect(await todo('blank')).toEqual([])
  })

  it('tells of what comes within sixty days', async () => {
    // Turns 15 months on 1 May 2026; the three first doses are taken.
    const infant = ['2025-05-01', '2025-07-01', '2026-02-01'].flatMap((on) => [
      vaccine('infant', 'J07CA09', on),
      vaccine('infant', 'J07AL02', on),
    ])
    await citizen({ id: 'infant', birthDate: '2025-02-01' }, ...infant)
    const coming = await plugin.home?.comingUp?.(reader('infant'), world.deps)
    expect(coming).toMatchObject([{ id: 'vaccines.mmr', at: '2026-05-01' }])
  })
})
