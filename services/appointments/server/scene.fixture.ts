import { randomUUID } from 'node:crypto'
import type { CitizenActor, Context, OfficeActor, PractitionerActor, SystemActor } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import {
  type DemoCitizen,
  type DemoWorld,
  demoWorld,
  type PersonaKey,
  type StaffKey,
  seedDemo,
  staff,
} from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { ServerPlugin } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { appointmentEvents, type Time } from '../contract/index.ts'
import { demo } from '../demo/index.ts'
import { bookTime } from './book.ts'
import { holdTime } from './hold-time.ts'
import { plugin } from './index.ts'
import { offerTimes } from './offer-times.ts'

/** The demo world with this service alone, on a real PostgreSQL: the scene of the use-case tests. */
export interface Scene {
  readonly world: TestWorld
  /** Events others were told. */
  readonly told: { readonly type: string; readonly appointment: string }[]
  citizen(key: PersonaKey | string, idempotencyKey?: string): ReturnType<typeof contextOf<CitizenActor>>
  person(key: string): DemoCitizen
  readonly people: DemoWorld
  doctor(key: StaffKey): ReturnType<typeof contextOf<PractitionerActor>>
  secretary(key: StaffKey): ReturnType<typeof contextOf<OfficeActor>>
  /** Books the first free time (or the nth) as the screen does; returns the appointment's id. */
  book(key: PersonaKey | string, nth?: number): Promise<string>
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const told: { type: string; appointment: string }[] = []
  const others: ServerPlugin = {
    service: 'others',
    listeners: Object.values(appointmentEvents).map((event) => ({
      event,
      name: `others.${event}`,
      handle: async ({ type, data }) => {
        told.push({ type, appointment: String(data.appointment) })
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
  const citizen = (key: string, idempotencyKey: string = randomUUID()) =>
    contextOf<CitizenActor>(
      { kind: 'citizen', citizen: person(key).citizen, name: person(key).name },
      { idempotencyKey },
    )
  return {
    world,
    told,
    person,
    people,
    citizen,
    doctor: (key) => contextOf(doctor(key), { idempotencyKey: randomUUID() }),
    secretary: (key) => contextOf(secretary(key), { idempotencyKey: randomUUID() }),
    async book(key, nth = 0) {
      const time = (await freeAhead(world, citizen(key)))[nth]
      if (!time) throw new Error(`no free time for ${key}`)
      const hold = granted(await holdTime(citizen(key), time.slot, world.deps))
      const { appointment } = granted(
        await bookTime(citizen(key), { token: hold.token, mode: 'attendance' }, world.deps),
      )
      return appointment
    },
    close: () => world.close(),
  }
}

/** Free times at which changing is free for some while, earliest first. */
export async function freeAhead(world: TestWorld, context: Parameters<typeof offerTimes>[0]): Promise<Time[]> {
  const earliest = world.clock.now().getTime() + 26 * 3_600_000
  const weeks = await Promise.all(
    [3, 10, 17].map((days) => {
      const week = osloDateOf(new Date(earliest + days * 86_400_000))
      return offerTimes(context, { week }, world.deps)
    }),
  )
  const times = weeks.flatMap(({ days }) => days.flatMap((day) => day.times))
  return times.filter(({ start }) => Date.parse(start) > earliest)
}

/** The value, or a failure that names the refusal. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}

/** Another system at the FHIR door, with every scope: only the rules stand in its way. */
export const system = (scopes: readonly string[] = ['system/*.cruds']): Context =>
  contextOf<SystemActor>({ kind: 'system', client: 'ehr', name: 'Journalsystem', scopes }, { door: 'fhir' })

/** A citizen's own app at the FHIR door. */
export const app = (citizen: string, name: string, scopes: readonly string[] = ['patient/*.cruds']): Context =>
  contextOf<CitizenActor>(
    { kind: 'citizen', citizen, name, app: { client: 'app', name: 'App', scopes } },
    { door: 'fhir' },
  )

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
