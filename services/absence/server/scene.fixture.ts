import { randomUUID } from 'node:crypto'
import type { OfficeActor, PractitionerActor, SystemActor } from '@lomma/platform/access'
import { type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { ServerPlugin } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { absenceEvents } from '../contract/index.ts'
import { plugin } from './index.ts'

/** The demo world with absence alone, and one who listens. */
export interface Scene {
  readonly world: TestWorld
  readonly told: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const told: { type: string; data: Readonly<Record<string, unknown>> }[] = []
  const { registered, began, ended } = absenceEvents
  const listener: ServerPlugin = {
    service: 'others',
    listeners: [registered, began, ended].map((event) => ({
      event,
      name: `others.${event}`,
      handle: async ({ type, data }) => {
        told.push({ type, data })
      },
    })),
  }
  const world = await testWorld([plugin, listener])
  await seedDemo({ ...world.deps, plugins: [] })
  await world.dispatcher.drain()
  return { world, told, close: () => world.close() }
}

export function doctor(key: StaffKey) {
  const { hpr, id, name, organisation } = staff(key)
  const place = { organization: organisation.id, organizationName: organisation.name }
  const actor: PractitionerActor = { kind: 'practitioner', hpr: hpr ?? '', practitioner: id, name, ...place }
  return contextOf(actor, { idempotencyKey: randomUUID() })
}

export function secretary(key: StaffKey) {
  const { id, name, organisation } = staff(key)
  const place = { organization: organisation.id, organizationName: organisation.name }
  const actor: OfficeActor = { kind: 'office', person: id, name, ...place }
  return contextOf(actor, { idempotencyKey: randomUUID() })
}

export const system = contextOf<SystemActor>(
  { kind: 'system', client: 'ehr', name: 'Journalsystem', scopes: ['system/*.cruds'] },
  { door: 'fhir' },
)

/** The value, or a failure that names the refusal. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}
