import type { Bundle, Observation } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DoorScene, doorScene, idsOf, linkOf } from './search.fixture.ts'

let scene: DoorScene
/** Ids are made once: one that was deleted and comes again is no new resource. */
let made = 0

const statuses = ['final', 'amended', 'registered'] as const
const observations = 57

const observation = (number: number, value = number % 7): Observation & { id: string } => ({
  resourceType: 'Observation',
  id: `o${String((number * 37) % 101).padStart(3, '0')}${number % 2 ? 'A' : 'b'}`,
  status: statuses[number % 3] ?? 'final',
  code: { coding: [{ system: 'http://loinc.org', code: `c${number % 4}` }] },
  subject: { reference: `Patient/${number % 5 === 0 ? 'one' : 'two'}` },
  ...(number % 6 === 0 ? {} : { valueQuantity: { value } }),
  effectiveDateTime: `2026-01-${String(1 + (number % 28)).padStart(2, '0')}`,
})

beforeAll(async () => {
  scene = await doorScene()
  for (const id of ['one', 'two'])
    await scene.put({ resourceType: 'Patient', id, name: [{ family: id }], birthDate: '1980-01-01' })
  for (let number = 0; number < observations; number++) await scene.put(observation(number))
})
afterAll(() => scene.world.close())

/** All pages, following the next links; `between` is done after each page. */
async function pages(path: string, between: (page: number) => Promise<void> = async () => {}): Promise<Bundle[]> {
  const all: Bundle[] = []
  for (let url: string | undefined = path; url; ) {
    const { status, body }: { status: number; body: Bundle } = await scene.ask(url)
    if (status !== 200) throw new Error(JSON.stringify(body))
    all.push(body)
    if (all.length > observations + 5) throw new Error('the pages do not end')
    await between(all.length)
    url = linkOf(body, 'next')
  }
  return all
}

const query = fc
  .record({
    patient: fc.constantFrom('', 'patient=one', 'subject=Patient/two', 'patient.name=tw', 'patient=nobody'),
    filter: fc.constantFrom(
      '',
      'status=final',
      'status:not=final',
      'code=c1,c2',
      'date=ge2026-01-10',
      'value-quantity:missing=true',
    ),
    sort: fc.constantFrom('', '_sort=date', '_sort=-value-quantity,status', '_sort=_id', '_sort=code,-date'),
  })
  .map((parts) => Object.values(parts).filter(Boolean).join('&'))

describe('pages', () => {
  test('together show what one page shows, each once, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(query, fc.integer({ min: 1, max: 30 }), async (asked, count) => {
        const whole = idsOf((await scene.ask(`/Observation?${asked}&_count=1000`)).body)
        const parts = await pages(`/Observation?${asked}&_count=${count}`)
        expect(parts.flatMap((page) => idsOf(page))).toEqual(whole)
        expect(new Set(whole).size).toBe(whole.length)
        for (const { total } of parts) if (total !== undefined) expect(total).toBe(whole.length)
        const counted = await scene.ask(`/Observation?${asked}&_summary=count`)
        expect(counted.body.total).toBe(whole.length)
      }),
      { numRuns: 40 },
    )
  })

  test.each(['patient=two', '', 'patient=two&_sort=date', '_sort=-date', 'code=c1,c2,c3'])(
    'neither lose nor repeat what stays as it is while other things come, change and go: %s',
    async (asked) => {
      const whole = idsOf((await scene.ask(`/Observation?${asked}&_count=1000`)).body)
      const gone = ['Observation/o037A', 'Observation/o074b']
      const before = made
      const parts = await pages(`/Observation?${asked}&_count=4`, async (page) => {
        scene.world.clock.advance(1000)
        // New ones at both ends of the order, and two of the old ones changed after they were shown or before.
        for (const id of [`a${made++}`, `z${made}`])
          await scene.put({ ...observation(1), id, subject: { reference: 'Patient/two' } })
        if (page === 2) for (const number of [1, 2]) await scene.put(observation(number, 3))
      })
      const shown = parts.flatMap((page) => idsOf(page))
      expect(new Set(shown).size).toBe(shown.length)
      const steady = (ids: string[]) => ids.filter((id) => !gone.includes(id))
      expect(steady(shown)).toEqual(steady(whole))
      const there = await scene.ask(`/Observation?_id=a${before},z${made}`)
      expect(idsOf(there.body)).toHaveLength(2)
      await remove(`a${before}`)
      expect(idsOf((await scene.ask(`/Observation?_id=a${before}`)).body)).toEqual([])
    },
  )

  test('lead back to where they came from', async () => {
    const [first, second, third] = await pages('/Observation?code=c2&_count=3&_sort=date')
    expect(linkOf(first ?? third ?? { resourceType: 'Bundle', type: 'searchset' }, 'previous')).toBeUndefined()
    for (const [page, relation, before] of [
      [second, 'previous', first],
      [third, 'previous', second],
      [third, 'first', first],
    ] as const) {
      const url = page && linkOf(page, relation)
      expect(idsOf((await scene.ask(url ?? '')).body)).toEqual(before && idsOf(before))
    }
  })

  test('belong to whom they were made for, and cannot be forged', async () => {
    const { body } = await scene.ask('/Observation?_count=2')
    const next = linkOf(body, 'next') ?? ''
    expect((await scene.ask(next, 'system/Observation.rs')).status).toBe(400)
    expect((await scene.ask(next.replace('/Observation', '/Patient'))).status).toBe(400)
    const letter = next.at(-8) === 'A' ? 'B' : 'A'
    expect((await scene.ask(`${next.slice(0, -8)}${letter}${next.slice(-7)}`)).status).toBe(400)
    expect((await scene.ask('/Observation?_cursor=x')).status).toBe(400)
  })
})

async function remove(id: string): Promise<void> {
  const { store } = scene.world.deps
  const context = {
    actor: { kind: 'service', service: 'test' },
    purpose: { code: 'HOPERAT' },
    requestId: 'r',
    door: 'internal',
  } as const
  await store.command(context, (tx) => tx.delete('Observation', id))
}
