import { demoWorld, type PersonaKey } from '@lomma/platform/demo'
import { isRefusal } from '@lomma/platform/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { medicineListSchema, type RenewalState, receiptSchema } from '../contract/index.ts'
import { home } from '../server/home.ts'
import { listMedicines } from '../server/list-medicines.ts'
import { officeWork } from '../server/office-work.ts'
import { openScene, type Scene } from '../server/scene.fixture.ts'
import { showReceipt } from '../server/show-receipt.ts'
import { demo } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const list = (key: PersonaKey) => listMedicines(scene.citizen(key), scene.world.deps)

async function medicine(key: PersonaKey, name: string) {
  const answer = await list(key)
  const found = answer.active.find((one) => one.name === name)
  if (!found) throw new Error(`${key} has no ${name}`)
  return found
}

describe('the stories', () => {
  it('everyday: three regular medicines – one to renew, one fine, one with an answer on its way', async () => {
    const answer = await list('everyday')
    expect(medicineListSchema.parse(answer)).toEqual(answer)
    expect(answer.active.map((one) => one.name)).toEqual(['Losartan', 'Atorvastatin', 'Levotyroksin'])
    expect(answer.active[0]).toMatchObject({
      daysLeft: 6,
      dispensingsLeft: 0,
      supply: 'low',
      renewal: { allowed: true },
    })
    expect(answer.active[1]).toMatchObject({ openRenewal: { state: 'received', late: false } })
    expect(answer.active[2]).toMatchObject({ renewal: { allowed: false, reason: 'too-early' } })
    expect(answer.past).toMatchObject([{ name: 'Fenoksymetylpenicillin', status: 'ended' }])
    expect(answer.renewable).toBe(1)
  })

  it('elder: many medicines in dose bags, two pairs to ask about, and one that is addictive', async () => {
    const { active } = await list('elder')
    expect(active.length).toBeGreaterThanOrEqual(10)
    expect(active.filter((one) => one.multidose).length).toBeGreaterThanOrEqual(6)
    const asked = active.flatMap((one) => one.interactions.filter((found) => found.weight === 'ask'))
    expect(new Set(asked.map((found) => found.key))).toEqual(new Set(['bleeding', 'potassium']))
    expect((await medicine('elder', 'Zopiklon')).renewal).toMatchObject({ reason: 'addictive' })
  })

  it.each([
    ['diabetes', 'Metformin', { renewal: { allowed: true } }],
    ['diabetes', 'Atorvastatin', { renewal: { allowed: true }, supply: 'low' }],
    ['pregnant', 'Levotyroksin', { interactions: [{ key: 'absorption' }] }],
    ['offline-gp', 'Metoprolol', { renewal: { allowed: false, reason: 'office-not-offering' } }],
    ['teen', 'Desogestrel', { keptFromParents: true }],
    ['protected', 'Sertralin', { renewal: { allowed: true } }],
    ['chronic', 'Metotreksat', { openRenewal: { state: 'opened' } }],
  ] satisfies [PersonaKey, string, object][])('%s: %s', async (key, name, shape) => {
    expect(await medicine(key, name)).toMatchObject(shape)
  })

  it.each([
    ['chronic', 'declined'],
    ['screening', 'changed'],
  ] satisfies [PersonaKey, RenewalState][])(
    '%s has a renewal that was %s, with the doctor’s words',
    async (key, state) => {
      const context = scene.citizen(key)
      const [news] = (await home.news?.(context, new Date(0), scene.world.deps)) ?? []
      const number = news?.href.split('/').at(-1) ?? ''
      const receipt = await showReceipt(context, number, scene.world.deps)
      if (isRefusal(receipt)) throw new Error(receipt.refused)
      expect(receiptSchema.parse(receipt)).toEqual(receipt)
      expect(receipt.items).toMatchObject([{ state, explanation: expect.stringMatching(/\w{3}/) }])
      expect(receipt.items[0]?.history.map((step) => step.state)).toEqual(['sent', 'received', 'opened', state])
    },
  )
})

describe('the offices', () => {
  it.each(['gp-nordlys', 'gp-lynghei', 'gp-fjordvik'] as const)('%s: work that waits, some of it late', async (key) => {
    const items = await officeWork.list(scene.doctor(key), scene.world.deps)
    expect(items.some((item) => item.late)).toBe(true)
    expect(new Set(items.map(({ state }) => state.key.split('.').at(-1)))).toEqual(new Set(['received', 'opened']))
    expect(items.some(({ bulk }) => bulk.includes('approve'))).toBe(true)
  })

  it('an office that takes no renewals online has none', async () => {
    expect(await officeWork.list(scene.doctor('gp-skarvik'), scene.world.deps)).toEqual([])
  })

  it('every state is somewhere', async () => {
    const rows = await scene.world.deps.db<{ state: string }[]>`select distinct state from prescriptions.worklist`
    expect(rows.map((row) => row.state).sort()).toEqual(
      ['approved', 'changed', 'declined', 'opened', 'outside', 'received', 'withdrawn'].sort(),
    )
  })
})

describe.each(['2026-04-13', '2026-12-27', '2027-05-18', '2028-02-29'])('made on %s', (day) => {
  const resources = demo.resources(demoWorld(new Date(`${day}T08:30:00Z`)))

  it('has an id of its own for every resource, and about 40 % of the people have medicines', () => {
    const ids = resources.map((one) => `${one.resourceType}/${one.id}`)
    expect(new Set(ids).size).toBe(ids.length)
    const people = new Set(
      resources.flatMap((one) => (one.resourceType === 'MedicationRequest' ? [one.subject.reference] : [])),
    )
    expect(people.size).toBeGreaterThan(90)
    expect(people.size).toBeLessThan(160)
  })

  it('nothing is written, collected or answered in the future', () => {
    for (const one of resources) {
      if (one.resourceType === 'MedicationDispense') expect((one.whenHandedOver ?? '') < `${day}T23`).toBe(true)
      if (one.resourceType === 'Task')
        expect(new Date(one.lastModified ?? '').getTime()).toBeLessThan(Date.parse(`${day}T08:30:00Z`))
    }
  })
})
