import { staff } from '@lomma/platform/demo'
import { portalServices, toNotAvailable } from '@lomma/platform/registers'
import type { OfficeContext } from '@lomma/platform/service'
import { contextOf, portal } from '@lomma/platform/testing'
import type { PractitionerRole } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { absenceEvents, serviceKindSchema, type WriteAbsence } from '../contract/index.ts'
import { listAbsences } from './list-absences.ts'
import { doctor, granted, openScene, type Scene, secretary, system } from './scene.fixture.ts'
import { changeAbsence, endAbsence, registerAbsence } from './write-absence.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps
const today = '2026-04-13'
const gp = staff('gp-nordlys')
const standIn = staff('gp-nordlys-substitute')

const list = async (context: OfficeContext) => granted(await listAbsences(context, deps()))
async function command(context: OfficeContext, more: Partial<WriteAbsence> = {}): Promise<WriteAbsence> {
  const one = (await list(context)).doctors.find(({ practitioner }) => practitioner === gp.id)
  const days = { from: today, until: '2026-04-15' }
  return { role: gp.role ?? '', version: one?.version ?? '', ...days, kinds: ['renewal'], standIn: standIn.id, ...more }
}
const closed = () => deps().registers.gp.closed(gp.id, 'renewal', scene.world.clock.now())
const types = () => scene.told.splice(0).map(({ type }) => type)

it('knows the same services as the registers', () => {
  expect(serviceKindSchema.options).toEqual(portalServices)
})

describe('the office sees', () => {
  it('who is away and for whom the person may register', async () => {
    const office = await list(secretary('secretary-nordlys'))
    expect(office.doctors.map(({ name }) => name)).toEqual([staff('gp-nordlys-leave').name, gp.name, standIn.name])
    expect(office.absences).toMatchObject([{ doctor: staff('gp-nordlys-leave').name, kinds: [], now: true }])
    expect(office.absences[0]?.standIn?.name).toBe(standIn.name)
    const own = await list(doctor('gp-nordlys'))
    expect(own.doctors).toMatchObject([{ name: gp.name, own: true }])
    expect(own.absences[0]?.mayChange).toBe(false)
    const fjordvik = await list(secretary('secretary-fjordvik'))
    expect(fjordvik.absences).toMatchObject([{ now: false, kinds: ['appointment', 'renewal'] }])
  })
})

describe('a doctor who is away', () => {
  it('closes at once, is told of, opens on the day after, and is told of again', async () => {
    types()
    const me = doctor('gp-nordlys')
    const after = granted(await registerAbsence(me, await command(me), deps()))
    expect(after.absences).toContainEqual(expect.objectContaining({ doctor: gp.name, now: true, mayChange: true }))
    expect(await closed()).toMatchObject({ until: '2026-04-15', standIn: { practitioner: standIn.id } })
    await scene.world.dispatcher.drain()
    expect(types().sort()).toEqual([absenceEvents.began, absenceEvents.registered])
    scene.world.clock.set('2026-04-15T21:59:00Z')
    await scene.world.dispatcher.drain()
    expect(await closed()).toBeDefined()
    expect(types()).toEqual([])
    scene.world.clock.set('2026-04-15T22:00:00Z')
    await scene.world.dispatcher.drain()
    expect(await closed()).toBeUndefined()
    expect(types()).toEqual([absenceEvents.ended])
    expect((await list(me)).past).toMatchObject([{ doctor: gp.name, mayChange: false }])
    scene.world.clock.set('2026-04-13T08:00:00Z')
  })

  it('is done once with the same key, and not at all by an old screen', async () => {
    const me = doctor('gp-nordlys')
    const asked = await command(me, { from: '2026-05-04', until: '2026-05-04' })
    granted(await registerAbsence(me, asked, deps()))
    const again = granted(await registerAbsence(me, asked, deps()))
    expect(again.absences.filter(({ from }) => from === '2026-05-04')).toHaveLength(1)
    const old = { ...asked, from: '2026-06-01', until: '2026-06-01' }
    expect(await registerAbsence(doctor('gp-nordlys'), old, deps())).toMatchObject({ refused: 'changed-meanwhile' })
  })

  it('comes back early; one that lies ahead is moved by the office, and falls away', async () => {
    const office = secretary('secretary-nordlys')
    const asked = await command(office, { from: '2026-07-06', until: '2026-07-31' })
    const found = granted(await registerAbsence(office, asked, deps())).absences.find(({ from }) => from === asked.from)
    const id = found?.id ?? ''
    const moved = await command(office, { from: '2026-07-13', until: '2026-07-20', kinds: ['renewal', 'contact'] })
    granted(await changeAbsence(secretary('secretary-nordlys'), id, moved, deps()))
    scene.world.clock.set('2026-07-15T08:00:00Z')
    await scene.world.dispatcher.drain()
    expect(await closed()).toMatchObject({ until: '2026-07-20' })
    expect(types()).toContain(absenceEvents.began)
    const { role, version } = await command(office)
    granted(await endAbsence(secretary('secretary-nordlys'), id, { role, version }, deps()))
    await scene.world.dispatcher.drain()
    expect(await closed()).toBeUndefined()
    expect(types()).toEqual([absenceEvents.ended])
    scene.world.clock.set('2026-07-22T08:00:00Z')
    await scene.world.dispatcher.drain()
    expect(types(), 'the last day that was noted first is forgotten').toEqual([])
    scene.world.clock.set('2026-04-13T08:00:00Z')
  })
})

describe('both doors refuse', () => {
  /** The same absence as another program would write it. */
  const written = async (
    context: Parameters<Scene['world']['deps']['store']['command']>[0],
    change: (role: PractitionerRole) => PractitionerRole,
  ) =>
    deps().store.command(context, async (tx) => {
      const role = await deps()
        .store.as(portal)
        .read('PractitionerRole', gp.role ?? '')
      return tx.update({ ...change(role ?? { resourceType: 'PractitionerRole' }), id: gp.role ?? '' })
    })
  const adding = (away: Partial<WriteAbsence>) => (role: PractitionerRole) => {
    const { from = '2026-09-01', until = '2026-09-02', kinds = ['renewal'], standIn: who = standIn.id } = away
    const stand = who === null ? {} : { standIn: { practitioner: who, name: 'X' } }
    const one = toNotAvailable({ id: 'new', from, until, kinds, ...stand })
    return { ...role, notAvailable: [...(role.notAvailable ?? []), one] }
  }

  it.each<[string, Partial<WriteAbsence>]>([
    ['begins-in-the-past', { from: '2026-04-01', until: '2026-09-01' }],
    ['too-long', { from: '2026-09-01', until: '2030-09-01' }],
    ['stand-in-self', { standIn: gp.id }],
    ['stand-in-not-colleague', { standIn: staff('gp-fjordvik').id }],
    ['stand-in-away', { standIn: staff('gp-nordlys-leave').id }],
    ['overlaps', { from: '2026-05-01', until: '2026-05-31' }],
  ])('%s', async (code, away) => {
    const me = doctor('gp-nordlys')
    const dates = { from: '2026-09-01', until: '2026-09-02', ...away }
    expect(await registerAbsence(me, await command(me, dates), deps())).toMatchObject({ refused: code })
    expect(await written(system, adding(away))).toMatchObject({ refused: code })
    expect(await written({ ...doctor('gp-nordlys'), door: 'fhir' }, adding(away))).toMatchObject({ refused: code })
  })

  it('what FHIR itself does not take', async () => {
    const backwards = { from: '2026-09-02', until: '2026-09-01' }
    const asked = await command(doctor('gp-nordlys'), backwards)
    expect(await registerAbsence(doctor('gp-nordlys'), asked, deps())).toMatchObject({ refused: 'period-backwards' })
    expect(await written(system, adding(backwards))).toMatchObject({ refused: 'invalid' })
  })

  it('somebody else, another office, a citizen, and anything but absences', async () => {
    const citizen = contextOf({ kind: 'citizen', citizen: 'x', name: 'X' }, { door: 'fhir' })
    const colleague = doctor('gp-nordlys-substitute')
    const other = secretary('secretary-fjordvik')
    const asked = await command(doctor('gp-nordlys'), { from: '2026-09-01', until: '2026-09-02' })
    expect(await registerAbsence(colleague, asked, deps())).toMatchObject({ refused: 'not-yours' })
    expect(await registerAbsence(other, asked, deps())).toMatchObject({ refused: 'not-your-office' })
    expect(await written({ ...colleague, door: 'fhir' }, adding({}))).toMatchObject({ refused: 'not-yours' })
    expect(await written({ ...other, door: 'fhir' }, adding({}))).toMatchObject({ refused: 'not-your-office' })
    expect(await written(citizen, adding({}))).toMatchObject({ status: 403 })
    const me = { ...doctor('gp-nordlys'), door: 'fhir' } as const
    expect(await written(me, (role) => ({ ...role, active: false }))).toMatchObject({ refused: 'only-absence' })
    expect(await written(system, (role) => ({ ...role, active: true }))).toMatchObject({
      resourceType: 'PractitionerRole',
    })
    const nothing = await command(doctor('gp-nordlys'), { kinds: [], standIn: null })
    expect(await registerAbsence(doctor('gp-nordlys'), nothing, deps())).toMatchObject({ refused: 'nothing-chosen' })
  })

  it('a hospital has no absence of GPs', async () => {
    expect(await listAbsences(doctor('doctor-nord'), deps())).toMatchObject({ refused: 'no-gp-office' })
  })
})
