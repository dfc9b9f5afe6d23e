import { randomUUID } from 'node:crypto'
import type { OfficeActor, PractitionerActor } from '@lomma/platform/access'
import { type DemoWorld, demoWorld, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { Deps, WorkItem, WorklistContribution } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { demo } from '../demo/index.ts'
import { plugin } from './index.ts'

/** The demo world with the queue, and contributions of the test's own making. */
export interface Scene {
  readonly world: TestWorld
  readonly people: DemoWorld['personas']
  deps(...worklists: WorklistContribution[]): Deps
  doctor(key: StaffKey, idempotencyKey?: string): ReturnType<typeof contextOf<PractitionerActor>>
  secretary(key: StaffKey, idempotencyKey?: string): ReturnType<typeof contextOf<OfficeActor>>
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const world = await testWorld([plugin])
  await seedDemo({ ...world.deps, plugins: [demo] })
  return {
    world,
    people: demoWorld(world.clock.now()).personas,
    deps: (...worklists) => ({ ...world.deps, worklists, patients: [] }),
    doctor: (key, idempotencyKey = randomUUID()) => contextOf(doctor(key), { idempotencyKey }),
    secretary: (key, idempotencyKey = randomUUID()) => contextOf(secretary(key), { idempotencyKey }),
    close: () => world.close(),
  }
}

/** A service with these items, for everybody. */
export function service(name: string, items: readonly WorkItem[]): WorklistContribution {
  return { service: name, kinds: [{ kind: name, title: `${name}.kind` }], list: async () => [...items] }
}

export function item(id: string, more: Partial<WorkItem> = {}): WorkItem {
  return {
    id,
    kind: 'melding',
    citizen: 'nobody',
    version: '1',
    title: { key: 'melding.title' },
    patient: { name: 'Ola Nordmann', age: 50, birthDate: '1976-01-01' },
    sent: '2026-04-10T08:00:00Z',
    answerBy: '2026-04-17',
    daysToDeadline: 4,
    late: false,
    state: { key: 'melding.state' },
    mine: false,
    doctor: 'Ingvild Steinbruhei',
    handedTo: null,
    openedBy: null,
    bulk: [],
    ...more,
  }
}

/** The value, or a failure that names the refusal. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer
}

function doctor(key: StaffKey): PractitionerActor {
  const { hpr, id, name, organisation } = staff(key)
  if (!hpr) throw new Error(`${key} is no health personnel`)
  const place = { organization: organisation.id, organizationName: organisation.name }
  return { kind: 'practitioner', hpr, practitioner: id, name, ...place }
}

function secretary(key: StaffKey): OfficeActor {
  const { id, name, organisation } = staff(key)
  return { kind: 'office', person: id, name, organization: organisation.id, organizationName: organisation.name }
}
