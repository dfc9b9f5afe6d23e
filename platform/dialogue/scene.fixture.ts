import { randomUUID } from 'node:crypto'
import type { CitizenActor, OfficeActor, PractitionerActor, SystemActor } from '../access/index.ts'
import { type DemoCitizen, demoWorld, type PersonaKey, type StaffKey, seedDemo, staff } from '../demo/index.ts'
import { isRefusal, type Refusal } from '../errors/index.ts'
import type { ServerPlugin } from '../service/index.ts'
import { contextOf, type TestWorld, testWorld } from '../testing/index.ts'
import { eventTypes, type ThreadKind, threadParts } from './index.ts'

/** A clinical kind and a practical one, as two services would own them. */
export const talk: ThreadKind = {
  code: 'e-consultation',
  service: 'talk',
  offer: 'e-consultation',
  word: 'e-konsultasjon',
  title: 'dialogue.reason.thread',
  againHref: '/e-konsultasjon',
  sensitivity: 'clinical',
  answerDays: 5,
  unreadDays: 3,
  attach: { citizen: true, office: true },
  begins: ['citizen'],
  to: 'gp-office',
}
export const desk: ThreadKind = {
  ...talk,
  code: 'contact-office',
  service: 'desk',
  offer: 'contact',
  sensitivity: 'administrative',
  answerDays: 2,
  begins: ['citizen', 'office'],
  againHref: null,
}

export interface Scene {
  readonly world: TestWorld
  /** Events others were told: type and Task. */
  readonly told: { readonly type: string; readonly task: string }[]
  person(key: PersonaKey): DemoCitizen
  citizen(key: PersonaKey, idempotencyKey?: string): ReturnType<typeof contextOf<CitizenActor>>
  doctor(key: StaffKey): ReturnType<typeof contextOf<PractitionerActor>>
  secretary(key: StaffKey): ReturnType<typeof contextOf<OfficeActor>>
  close(): Promise<void>
}

/** The demo people on a real PostgreSQL with these kinds alone. */
export async function openScene(): Promise<Scene> {
  const told: { type: string; task: string }[] = []
  const others: ServerPlugin = {
    service: 'others',
    listeners: ['talk', 'desk'].flatMap(eventTypes).map((event) => ({
      event,
      name: `others.${event}`,
      handle: async ({ type, data }) => {
        told.push({ type, task: String(data.task) })
      },
    })),
  }
  const world = await testWorld([
    { service: 'talk', ...threadParts('talk', [talk]) },
    { service: 'desk', ...threadParts('desk', [desk]) },
    others,
  ])
  await seedDemo({ ...world.deps, plugins: [] })
  const people = demoWorld(world.clock.now())
  const person = (key: PersonaKey) => people.personas[key]
  return {
    world,
    told,
    person,
    citizen: (key, idempotencyKey = randomUUID()) =>
      contextOf<CitizenActor>(
        { kind: 'citizen', citizen: person(key).citizen, name: person(key).name },
        { idempotencyKey },
      ),
    doctor: (key) => contextOf(doctor(key), { idempotencyKey: randomUUID() }),
    secretary: (key) => contextOf(secretary(key), { idempotencyKey: randomUUID() }),
    close: () => world.close(),
  }
}

/** Another system at the FHIR door, with every scope: only the rules stand in its way. */
export const system = () =>
  contextOf<SystemActor>(
    { kind: 'system', client: 'ehr', name: 'Journalsystem', scopes: ['system/*.cruds'] },
    { door: 'fhir' },
  )

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
