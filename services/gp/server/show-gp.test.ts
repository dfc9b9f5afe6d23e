import { type PersonaKey, persona, seedDemo, staff } from '@lomma/platform/demo'
import type { Registers } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Gp, gpPageSchema } from '../contract/index.ts'
import { showGp } from './show-gp.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
  await seedDemo({ ...world.deps, plugins: [] })
}, 120_000)
afterAll(() => world.close())

const citizen = (key: PersonaKey) =>
  contextOf({ kind: 'citizen', citizen: persona(key).citizen, name: persona(key).name } as const)

async function gpOf(key: PersonaKey, deps: Deps = world.deps): Promise<Gp> {
  const page = await showGp(citizen(key), deps)
  expect(gpPageSchema.parse(page)).toEqual(page)
  if (!page.gp) throw new Error('no GP')
  return page.gp
}

const withGp = (gp: Partial<Registers['gp']>): Deps => ({
  ...world.deps,
  registers: { ...world.deps.registers, gp: { ...world.deps.registers.gp, ...gp } },
})
const dead = () => Promise.reject(new Error('down'))
const kinds = (gp: Gp, offered: boolean) => gp.services.filter((one) => one.offered === offered).map(({ kind }) => kind)

describe('my GP', () => {
  it('names the doctor, the office, where it is, and that the phone is open now', async () => {
    const gp = await gpOf('everyday')
    expect(gp.doctor).toBe('Ingvild Steinbruhei')
    expect(gp.office).toMatchObject({
      name: 'Nordlys legesenter',
      address: ['Storgata 14', '9996 Skarvik'],
      phoneState: { open: true, closes: '15:30' },
    })
    expect(gp.notices.map(({ text }) => text)).toEqual(['Vi er stengt for lunsj fra 11.30 til 12.00.'])
    expect(gp.colleagues).toContain('Priya Nandavar')
    expect(gp.colleagues).not.toContain(gp.doctor)
  })

  it('says of every service whether this office offers it, and where it is used', async () => {
    const everything = await gpOf('everyday')
    expect(kinds(everything, false)).toEqual([])
    expect(everything.services.find(({ kind }) => kind === 'renewal')).toMatchObject({
      href: '/resepter/forny',
      closed: null,
    })
    expect(kinds(await gpOf('parent'), true)).toEqual(['appointment', 'renewal'])
    const nothing = await gpOf('offline-gp')
    expect(kinds(nothing, true)).toEqual([])
    expect(nothing.office.phone).toBe('00 10 02 10')
  })

  it('names who stands in, and not once more among the colleagues', async () => {
    const gp = await gpOf('chronic')
    expect(gp.substitute?.doctor).toBe('Priya Nandavar')
    expect(gp.colleagues).not.toContain('Priya Nandavar')
  })

  it('says until when a service is closed while the doctor is away, and who stands in', async () => {
    const away = 30 * 86_400_000
    world.clock.advance(away)
    const gp = await gpOf('protected')
    const closed = Object.fromEntries(gp.services.map((one) => [one.kind, one.closed]))
    expect(closed.renewal).toMatchObject({ standIn: staff('gp-fjordvik').name })
    expect(closed.renewal?.until).toMatch(/^2026-05-/)
    expect(closed.contact).toBeNull()
    world.clock.advance(-away)
  })
})

describe('a silent register', () => {
  it('of GPs costs the page its facts, and is told from having no GP', async () => {
    expect(await showGp(citizen('everyday'), withGp({ assignment: dead }))).toEqual({ gp: null, silent: true })
    expect(await showGp(citizen('everyday'), withGp({ assignment: async () => undefined }))).toEqual({
      gp: null,
      silent: false,
    })
  })

  it('of offices, colleagues or absences costs only its own part', async () => {
    const gp = await gpOf('everyday', withGp({ office: dead, colleagues: dead, closed: dead }))
    expect(gp.doctor).toBe('Ingvild Steinbruhei')
    expect(gp).toMatchObject({ notices: [], colleagues: [] })
    expect(gp.office.phoneState).toEqual({ open: false, opens: null })
    expect(kinds(gp, true)).toContain('renewal')
  })

  it('does not let the record of the office stop the page', async () => {
    const store = {
      ...world.deps.store,
      as: () => ({ ...world.deps.store.as(citizen('everyday')), searchShared: dead }),
    }
    expect((await gpOf('everyday', { ...world.deps, store })).office.address).toBeNull()
  })
})
