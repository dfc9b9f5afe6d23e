import type { WorklistContribution } from '@lomma/platform/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { patientContextSchema, workListSchema } from '../contract/index.ts'
import { fillTemplates } from './fill-templates.ts'
import { gather } from './gather.ts'
import { listWork } from './list-work.ts'
import { lookAt } from './look-at.ts'
import { granted, item, openScene, type Scene, service } from './scene.fixture.ts'
import { showPatient } from './show-patient.ts'
import { readStamp } from './stamp.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const dead: WorklistContribution = {
  service: 'time',
  kinds: [{ kind: 'time', title: 'time.kind' }],
  list: () => Promise.reject(new Error('down')),
}

describe('one queue over all kinds', () => {
  it('has late first, then by deadline, whichever service they belong to', async () => {
    const deps = scene.deps(
      service('melding', [
        item('m-1', { answerBy: '2026-04-20' }),
        item('m-2', { answerBy: null, daysToDeadline: null }),
      ]),
      service('time', [
        item('t-1', { kind: 'time' }),
        item('t-2', { kind: 'time', late: true, answerBy: '2026-04-10' }),
      ]),
    )
    const list = await listWork(scene.doctor('gp-nordlys'), deps)
    expect(list.items.map(({ id }) => id)).toEqual(['t-2', 't-1', 'm-1', 'm-2'])
    expect(list).toMatchObject({ waiting: 4, late: 1, answers: true, missing: [] })
    expect(list.items[0]).toMatchObject({ service: 'time' })
  })

  it('lets out no more than the contract names: never whose record it is', async () => {
    const list = await listWork(scene.doctor('gp-nordlys'), scene.deps(service('melding', [item('m-1')])))
    expect(JSON.stringify(workListSchema.parse(list))).not.toContain('nobody')
  })

  it('tells which items are one patient’s, at this office only', async () => {
    const other = item('t-1', { kind: 'time', citizen: 'somebody' })
    const deps = scene.deps(
      service('melding', [item('m-1', { citizen: 'somebody' }), item('m-2')]),
      service('time', [other]),
    )
    const persons = async (key: 'gp-nordlys' | 'gp-lynghei') =>
      new Map((await listWork(scene.doctor(key), deps)).items.map(({ id, person }) => [id, person]))
    const here = await persons('gp-nordlys')
    expect(here.get('m-1')).toBe(here.get('t-1'))
    expect(here.get('m-1')).not.toBe(here.get('m-2'))
    expect((await persons('gp-lynghei')).get('m-1')).not.toBe(here.get('m-1'))
  })

  it('costs a dead service its rows, named; the others stand', async () => {
    const list = await listWork(scene.doctor('gp-nordlys'), scene.deps(dead, service('melding', [item('m-1')])))
    expect(list.items.map(({ id }) => id)).toEqual(['m-1'])
    expect(list.missing).toEqual([{ kind: 'time', title: 'time.kind' }])
  })

  it('does not wait for a slow one', async () => {
    const slow = { ...dead, list: () => new Promise<never>(() => {}) }
    const deps = scene.deps(slow, service('melding', [item('m-1')]))
    const { items, missing } = await gather(scene.doctor('gp-nordlys'), deps, 20)
    expect(items).toHaveLength(1)
    expect(missing).toEqual([slow])
  })

  it('begins with all for the secretary', async () => {
    expect((await listWork(scene.secretary('secretary-nordlys'), scene.deps())).answers).toBe(false)
  })
})

describe('the stamp', () => {
  it('changes when a service says so, when somebody looks, and as deadlines pass; not otherwise', async () => {
    let own = 'a'
    const stamped = { ...service('melding', []), stamp: async () => own }
    const deps = scene.deps(stamped)
    const stamp = async () => (await readStamp(scene.doctor('gp-nordlys'), deps)).stamp
    const first = await stamp()
    expect(await stamp()).toBe(first)
    own = 'b'
    const second = await stamp()
    expect(second).not.toBe(first)
    await lookAt(scene.doctor('gp-nordlys-substitute'), { kind: 'melding', id: 'm-1', leaving: false }, deps)
    const third = await stamp()
    expect(third).not.toBe(second)
    await lookAt(scene.doctor('gp-nordlys-substitute'), { kind: 'melding', id: 'm-1', leaving: true }, deps)
    expect(await stamp()).toBe(second)
    const { clock } = scene.world
    const now = clock.now()
    clock.set(new Date(now.getTime() + 600_000))
    expect(await stamp()).not.toBe(second)
    clock.set(now)
  })

  it('is there although a service is silent', async () => {
    const silent = { ...dead, stamp: () => Promise.reject(new Error('down')) }
    expect((await readStamp(scene.doctor('gp-nordlys'), scene.deps(silent))).stamp).toMatch(/^[\w-]{22}$/)
  })
})

describe('who looks at it now', () => {
  const at = { kind: 'melding', id: 'm-9', leaving: false }

  it('is told to others at the office, not to oneself nor to another office, and forgotten after a while', async () => {
    const deps = scene.deps(service('melding', [item('m-9')]))
    const [first, second] = [scene.doctor('gp-nordlys'), scene.doctor('gp-nordlys-substitute')]
    expect(await lookAt(first, at, deps)).toEqual({ others: [] })
    expect(await lookAt(second, at, deps)).toEqual({ others: ['Ingvild Steinbruhei'] })
    expect(await lookAt(scene.doctor('gp-lynghei'), at, deps)).toEqual({ others: [] })
    const seen = async () => (await listWork(first, deps)).items[0]?.lookingNow
    expect(await seen()).toEqual(['Priya Nandavar'])
    const now = scene.world.clock.now()
    scene.world.clock.set(new Date(now.getTime() + 26_000))
    expect(await seen()).toEqual([])
    scene.world.clock.set(now)
    expect(await lookAt(second, { ...at, leaving: true }, deps)).toEqual({ others: ['Ingvild Steinbruhei'] })
    expect(await seen()).toEqual([])
  })
})

describe('beside the case', () => {
  const mine = () => item('m-1', { citizen: scene.people.pregnant.citizen })

  it('stands how to reach the patient, and in which language', async () => {
    const deps = scene.deps(service('melding', [mine(), item('m-2')]))
    const shown = granted(await showPatient(scene.doctor('gp-lynghei-2'), { kind: 'melding', id: 'm-1' }, deps))
    expect(patientContextSchema.parse(shown)).toEqual(shown)
    expect(shown).toMatchObject({ language: 'en', incomplete: false })
  })

  it('a service that fails costs its facts; what others tell stands', async () => {
    const facts = { title: 'x.title', lines: [{ text: { key: 'x.line' }, at: '2026-04-01' }], empty: 'x.empty' }
    const patients = [
      { service: 'x', facts: async () => [facts] },
      { service: 'y', facts: () => Promise.reject(new Error('down')) },
    ]
    const deps = { ...scene.deps(service('melding', [mine()])), patients }
    const shown = granted(await showPatient(scene.doctor('gp-lynghei-2'), { kind: 'melding', id: 'm-1' }, deps))
    expect(shown).toMatchObject({ facts: [facts], incomplete: true })
  })

  it.each([
    ['melding', 'm-404'],
    ['unknown', 'm-1'],
  ])('nothing is told of what is not in the person’s queue: %s/%s', async (kind, id) => {
    const deps = scene.deps(service('melding', [mine()]))
    const doctor = scene.doctor('gp-lynghei-2')
    expect(await showPatient(doctor, { kind, id }, deps)).toMatchObject({ refused: 'not-found', status: 404 })
    expect(await fillTemplates(doctor, { kind, id }, deps)).toMatchObject({ refused: 'not-found', status: 404 })
  })

  it('templates are filled in for the patient, in the patient’s language, with the writer’s office', async () => {
    const deps = scene.deps(service('melding', [mine()]))
    const { templates } = granted(
      await fillTemplates(scene.doctor('gp-lynghei-2'), { kind: 'melding', id: 'm-1' }, deps),
    )
    const visit = templates.find(({ name }) => name === 'Bestill time')
    expect(visit?.text).toBe(
      'Hello Nadia. Ingvild Steinbruhei should look at this. Book an appointment here in the portal, or call us on 00 30 01 10. Regards, Farid Azimvar.',
    )
    expect(templates.every(({ uses }) => uses.length > 0)).toBe(true)
    // Those for renewals are for renewals.
    expect(templates.some(({ name }) => name === 'Trenger blodprøve')).toBe(false)
  })
})
