import { randomUUID } from 'node:crypto'
import type { CitizenActor, OfficeActor, PractitionerActor } from '@lomma/platform/access'
import { type DemoCitizen, demoWorld, type PersonaKey, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { ServerPlugin } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { prescriptionEvents } from '../contract/index.ts'
import { demo } from '../demo/index.ts'
import { plugin } from './index.ts'

/** The demo world with this service alone, on a real PostgreSQL: the scene of the use-case tests. */
export interface Scene {
  readonly world: TestWorld
  /** Events others were told: type and Task. */
  readonly told: { readonly type: string; readonly task: string }[]
  citizen(key: PersonaKey, idempotencyKey?: string): ReturnType<typeof contextOf<CitizenActor>>
  person(key: string): DemoCitizen
  doctor(key: StaffKey, idempotencyKey?: string): ReturnType<typeof contextOf<PractitionerActor>>
  secretary(key: StaffKey): ReturnType<typeof contextOf<OfficeActor>>
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const told: { type: string; task: string }[] = []
  const others: ServerPlugin = {
    service: 'others',
    listeners: Object.values(prescriptionEvents).map((event) => ({
      event,
      name: `others.${event}`,
      handle: async ({ type, data }) => {
        told.push({ type, task: String(data.task) })
      },
    })),
  }
  const world = await testWorld([plugin, others])
  await seedDemo({ ...world.deps, plugins: [demo] })
  await world.dispatcher.drain()
  const people = demoWorld(world.clock.now())
  const person = (key: string) => {
    const found = people.citizens.find((one) => one.key === key)
    if (!found) throw new Error(`nobody ${key}`)
    return found
  }
  return {
    world,
    told,
    person,
    citizen: (key, idempotencyKey = randomUUID()) =>
      contextOf<CitizenActor>(
        { kind: 'citizen', citizen: person(key).citizen, name: person(key).name },
        { idempotencyKey },
      ),
    doctor: (key, idempotencyKey = randomUUID()) => contextOf(doctor(key), { idempotencyKey }),
    secretary: (key) => contextOf(secretary(key), { idempotencyKey: randomUUID() }),
    close: () => world.close(),
  }
}

/** The value, or a failure that names the refusal. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}

function doctor(key: StaffKey): PractitionerActor {
  const { hpr, id, name, organisation } = staff(key)
  if (!hpr) throw new Error(`${key} is no doctor`)
  const place = { organization: organisation.id, organizationName: organisation.name }
  return { kind: 'practitioner', hpr, practitioner: id, name, ...place }
}

function secretary(key: StaffKey): OfficeActor {
  const { id, name, organisation } = staff(key)
  return { kind: 'office', person: id, name, organization: organisation.id, organizationName: organisation.name }
}
