import { randomUUID } from 'node:crypto'
import type { CitizenActor, Context, PractitionerActor, SystemActor } from '@lomma/platform/access'
import { type DemoCitizen, demoId, demoWorld, type StaffKey, seedDemo, staff } from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { ServerPlugin } from '@lomma/platform/service'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import type { ServiceRequest } from '@medplum/fhirtypes'
import { type Referral, referralEvents } from '../contract/index.ts'
import { demo } from '../demo/index.ts'
import { placesOf } from '../demo/places.ts'
import { plugin } from './index.ts'
import { showReferral } from './show-referral.ts'

/** The demo world with this service alone, on a real PostgreSQL. */
export interface Scene {
  readonly world: TestWorld
  /** Events others were told: type and state. */
  readonly told: { readonly type: string; readonly referral: string; readonly state: string }[]
  person(key: string): DemoCitizen
  citizen(key: string, idempotencyKey?: string): ReturnType<typeof contextOf<CitizenActor>>
  staff(key: StaffKey, idempotencyKey?: string): ReturnType<typeof contextOf<PractitionerActor>>
  /** Id of a unit, by treatment and the clinic's name in the demo world. */
  unit(treatment: string, clinic: string): string
  /** The citizen's own page of a referral. */
  own(key: string, referral: string): Promise<Referral>
  /** Writes as somebody, at the door of the context. */
  write<T>(context: Context, run: (tx: StoreTransaction) => Promise<T>): Promise<T | Refusal>
  stored(referral: string): Promise<Stored<ServiceRequest>>
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const told: { type: string; referral: string; state: string }[] = []
  const others: ServerPlugin = {
    service: 'others',
    listeners: Object.values(referralEvents).map((event) => ({
      event,
      name: `others.${event}`,
      handle: async ({ type, data }) => {
        told.push({ type, referral: String(data.referral), state: String(data.state) })
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
  const citizen: Scene['citizen'] = (key, idempotencyKey = randomUUID()) =>
    contextOf<CitizenActor>(
      { kind: 'citizen', citizen: person(key).citizen, name: person(key).name },
      { idempotencyKey },
    )
  return {
    world,
    told,
    person,
    citizen,
    staff: (key, idempotencyKey = randomUUID()) => contextOf(actorOf(key), { idempotencyKey }),
    unit: (treatment, clinic) =>
      placesOf(people).find((one) => one.treatment === treatment && one.clinic === clinic)?.unit ?? '',
    own: async (key, referral) => granted(await showReferral(citizen(key), referral, world.deps)),
    write: (context, run) => world.deps.store.command(context, run),
    stored: async (referral) => {
      const found = await world.deps.store.as(portal).read('ServiceRequest', referral)
      if (!found) throw new Error(`no ${referral}`)
      return found
    },
    close: () => world.close(),
  }
}

/** The demo world's id of a referral. */
export const referralOf = (key: string, treatment: string): string => demoId('referral', `${key}/${treatment}`)

/** Another system at the FHIR door, with every scope: only the rules stand in its way. */
export const system = (): Context =>
  contextOf<SystemActor>(
    { kind: 'system', client: 'ehr', name: 'Journalsystem', scopes: ['system/*.cruds'] },
    { door: 'fhir' },
  )

/** The value, or a failure that names the refusal. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}

function actorOf(key: StaffKey): PractitionerActor {
  const { hpr, id, name, organisation } = staff(key)
  if (!hpr) throw new Error(`${key} is no health personnel`)
  const place = { organization: organisation.id, organizationName: organisation.name }
  return { kind: 'practitioner', hpr, practitioner: id, name, ...place }
}
