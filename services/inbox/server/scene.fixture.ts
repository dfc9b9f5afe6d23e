import { randomUUID } from 'node:crypto'
import type { CitizenActor, OfficeActor, PractitionerActor, SystemActor } from '@lomma/platform/access'
import { type DemoCitizen, demoWorld, type PersonaKey, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { type ThreadKind, threadParts } from '@lomma/platform/dialogue'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { demo } from '../demo/index.ts'
import { plugin } from './index.ts'

/** A kind of conversation as some service would own it: the inbox knows none by name. */
export const talk: ThreadKind = {
  code: 'contact-office',
  service: 'talk',
  offer: 'contact',
  word: 'melding',
  title: 'inbox.thread.page',
  againHref: '/kontakt-legekontor',
  sensitivity: 'administrative',
  answerDays: 5,
  unreadDays: 3,
  attach: { citizen: true, office: true },
  begins: ['citizen', 'office'],
  to: 'gp-office',
}

/** The demo people with the inbox and one kind of conversation, on a real PostgreSQL. */
export interface Scene {
  readonly world: TestWorld
  person(key: PersonaKey): DemoCitizen
  citizen(key: PersonaKey, more?: Parameters<typeof contextOf>[1]): ReturnType<typeof contextOf<CitizenActor>>
  secretary(key: StaffKey): ReturnType<typeof contextOf<OfficeActor>>
  doctor(key: StaffKey): ReturnType<typeof contextOf<PractitionerActor>>
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const world = await testWorld([plugin, { service: 'talk', ...threadParts('talk', [talk]) }])
  await seedDemo({ ...world.deps, plugins: [demo] })
  const { personas } = demoWorld(world.clock.now())
  const key = () => ({ idempotencyKey: randomUUID() })
  return {
    world,
    person: (who) => personas[who],
    citizen: (who, more = {}) =>
      contextOf<CitizenActor>(
        { kind: 'citizen', citizen: personas[who].citizen, name: personas[who].name },
        { ...key(), ...more },
      ),
    secretary: (who) => {
      const { id, name, organisation } = staff(who)
      const place = { organization: organisation.id, organizationName: organisation.name }
      return contextOf<OfficeActor>({ kind: 'office', person: id, name, ...place }, key())
    },
    doctor: (who) => {
      const { id, name, hpr = '', organisation } = staff(who)
      const place = { organization: organisation.id, organizationName: organisation.name }
      return contextOf<PractitionerActor>({ kind: 'practitioner', hpr, practitioner: id, name, ...place }, key())
    },
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
