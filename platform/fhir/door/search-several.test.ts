import type { Appointment, Bundle, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFhirDoor } from './index.ts'
import { base, type DoorScene, doorScene, idsOf } from './search.fixture.ts'

/** An Appointment of several patients lies in the record of the first: it is found under each of them, and only while it names them. */
let scene: DoorScene

const appointment = (id: string, ...patients: string[]): Appointment & { id: string } => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  start: '2026-05-01T08:00:00Z',
  end: '2026-05-01T08:30:00Z',
  participant: [...patients, 'Practitioner/dahl'].map((reference) => ({
    actor: { reference: reference.includes('/') ? reference : `Patient/${reference}` },
    status: 'accepted',
  })),
})

beforeAll(async () => {
  scene = await doorScene()
  for (const id of ['kari', 'ola', 'per']) await scene.put({ resourceType: 'Patient', id, gender: 'unknown' })
  await scene.put(appointment('alone', 'kari'))
  await scene.put(appointment('group', 'ola', 'kari'))
})
afterAll(() => scene.world.close())

const found = async (path: string, token?: string) => idsOf((await scene.ask(path, token)).body).sort()

describe('an appointment of several', () => {
  test.each([
    ['/Appointment?patient=kari', ['alone', 'group']],
    ['/Appointment?patient=ola', ['group']],
    ['/Appointment?actor=Patient/kari&_sort=date', ['alone', 'group']],
    ['/Appointment?patient=per', []],
    ['/Appointment?patient=kari&status=cancelled', []],
  ])('is found by %s', async (path, ids) => {
    expect(await found(path)).toEqual(ids.map((id) => `Appointment/${id}`))
  })

  test('is counted under each', async () => {
    expect((await scene.ask('/Appointment?patient=kari&_summary=count')).body.total).toBe(2)
    expect((await scene.ask('/Appointment?patient=ola&_summary=count')).body.total).toBe(1)
  })

  test('is found in a batch, together with what lies in the record itself', async () => {
    const urls = ['Appointment?patient=kari', 'Observation?patient=kari', 'Appointment?patient=per', 'Task?patient=per']
    const { deps } = scene.world
    const door = createFhirDoor({
      ...deps,
      facts: { isOnList: async () => false, officeOf: async () => undefined },
      log: { append: async () => {} },
      base,
      tokenUrl: '',
      verifyToken: async () => ({ kind: 'system', client: 'c', name: 'C', scopes: ['system/*.rs'] }),
    })
    const answer = await door.request('/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json' },
      body: JSON.stringify({
        resourceType: 'Bundle',
        type: 'batch',
        entry: urls.map((url) => ({ request: { method: 'GET', url } })),
      }),
    })
    const { entry = [] } = (await answer.json()) as Bundle
    const totals = entry.map(({ resource }) => (resource as Bundle & Resource).total)
    expect(totals).toEqual([2, 0, 0, 0])
  })

  test('of another is nothing an app may find under its own citizen', async () => {
    expect(await found('/Appointment?patient=kari', 'kari patient/*.rs')).toEqual(['Appointment/alone'])
    expect(await found('/Appointment', 'kari patient/*.rs')).toEqual(['Appointment/alone'])
  })

  test('is no longer found under one who was taken off it, or when it is deleted', async () => {
    await scene.put(appointment('later', 'ola', 'kari', 'per'))
    expect(await found('/Appointment?patient=per')).toEqual(['Appointment/later'])
    await scene.put(appointment('later', 'ola', 'kari'))
    expect(await found('/Appointment?patient=per')).toEqual([])
    const { deps } = scene.world
    const context = {
      actor: { kind: 'system', client: 'c', name: 'C', scopes: ['system/*.cruds'] },
      purpose: { code: 'TREAT' },
      requestId: 'r',
      door: 'fhir',
    } as const
    await deps.store.command(context, async (tx) => {
      await tx.delete('Appointment', 'later')
      return true
    })
    expect(await found('/Appointment?patient=kari')).toEqual(['Appointment/alone', 'Appointment/group'])
    const left = await scene.world.database.owner`select id from fhir.mentioned where id = 'later'`
    expect(left).toEqual([])
  })
})
