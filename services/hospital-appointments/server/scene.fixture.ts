import { randomUUID } from 'node:crypto'
import type { CitizenActor, PractitionerActor } from '@lomma/platform/access'
import {
  type Behaviour,
  type DemoCitizen,
  demoWorld,
  type PersonaKey,
  type Regions,
  type StaffKey,
  seedDemo,
  staff,
  startRegions,
} from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import { startDispatcher } from '@lomma/platform/events'
import type { Deps } from '@lomma/platform/service'
import { createSources, startCopier } from '@lomma/platform/sources'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import type { HospitalAppointment } from '../contract/index.ts'
import { demo } from '../demo/index.ts'
import { plugin } from './index.ts'
import { showAppointment } from './show-appointment.ts'

/** A request at a region: `POST /fhir/AppointmentResponse`, with the number of such requests so far. */
type Behaves = (region: string, request: string, time: number) => Behaviour

/** The demo world on a real PostgreSQL, with the four regions speaking HTTP. */
export interface Scene {
  readonly world: TestWorld
  readonly deps: Deps
  /** How the regions behave from now on. */
  behave(behaves: Behaves): void
  /** Requests at the regions since the last `behave`. */
  readonly requests: string[]
  citizen(key: PersonaKey, idempotencyKey?: string): ReturnType<typeof contextOf<CitizenActor>>
  person(key: PersonaKey): DemoCitizen
  nurse(key: StaffKey, idempotencyKey?: string): ReturnType<typeof contextOf<PractitionerActor>>
  /** Takes all copies that are wanted. */
  copy(): Promise<void>
  /** The same with sources that are waited for this long, and what takes their copies. `cut` ends what hangs. */
  patient(timeoutMs: number): { readonly deps: Deps; copy(): Promise<void>; end(): Promise<void> }
  /** Tells what is due to this service's listeners. */
  tell(): Promise<void>
  /** The region's own truth about one of its appointments. */
  atRegion(region: string, id: string): Promise<{ status: string; start?: string; moves: number; busy: string[] }>
  /** The citizen's first appointment with this title. */
  find(key: PersonaKey, title: string): Promise<HospitalAppointment>
  close(): Promise<void>
}

const fast = 400

export async function openScene(): Promise<Scene> {
  const world = await testWorld([plugin])
  await seedDemo({ ...world.deps, plugins: [demo] })
  const requests: string[] = []
  let behaves: Behaves = () => 'answers'
  const regions: Regions = await startRegions({
    db: world.deps.db,
    clock: world.clock,
    timeoutMs: fast,
    behaves: (region, method, path) => {
      const request = `${method} ${path}`
      requests.push(request)
      return behaves(region, request, requests.filter((one) => one === request).length)
    },
  })
  const { db, clock } = world.deps
  const sources = createSources(db, clock, regions.sources)
  const deps: Deps = { ...world.deps, sources }
  const copier = startCopier({ db, clock, sources, contributions: plugin.sources ?? [], deps }, 3_600_000)
  const dispatcher = startDispatcher({ db, clock, listeners: plugin.listeners ?? [], deps }, 3_600_000)
  const people = demoWorld(world.clock.now())
  const citizen = (key: PersonaKey, idempotencyKey: string = randomUUID()) => {
    const { citizen: id, given } = people.personas[key]
    return contextOf<CitizenActor>({ kind: 'citizen', citizen: id, name: given }, { idempotencyKey })
  }
  return {
    world,
    deps,
    requests,
    behave: (next) => {
      requests.length = 0
      behaves = next
    },
    citizen,
    person: (key) => people.personas[key],
    nurse: (key, idempotencyKey = randomUUID()) => contextOf(nurseOf(key), { idempotencyKey }),
    copy: () => copier.drain(),
    patient: (timeoutMs) => {
      const settings = regions.sources.map((one) => ({ ...one, timeoutMs }))
      const slow = createSources(db, clock, settings)
      const slowly = { ...world.deps, sources: slow }
      const parts = { db, clock, sources: slow, contributions: plugin.sources ?? [], deps: slowly }
      const slowCopier = startCopier(parts, 3_600_000)
      const end = async () => {
        regions.cut()
        await slowCopier.stop()
      }
      return { deps: slowly, copy: () => slowCopier.drain(), end }
    },
    tell: async () => {
      await dispatcher.drain()
    },
    atRegion: (region, id) => truth(world, region, id),
    find: (key, title) => find(deps, citizen(key), title),
    close: async () => {
      await copier.stop()
      await dispatcher.stop()
      await regions.close()
      await world.close()
    },
  }
}

async function truth(world: TestWorld, region: string, id: string) {
  const rows = await world.deps.db<{ body: { status: string; start?: string; slot?: { reference: string }[] } }[]>`
    select body from demo.region_resource where region = ${region} and type = 'Appointment' and id = ${id}`
  const body = rows[0]?.body
  if (!body) throw new Error(`no ${id} at ${region}`)
  const moves = await world.deps.db<{ moves: number }[]>`
    select (e->>'valueInteger')::int as moves from demo.region_resource, jsonb_array_elements(body->'extension') e
    where region = ${region} and id = ${id} and e->>'url' like '%appointment-moves'`
  const busy: string[] = []
  for (const { reference } of body.slot ?? []) {
    const [slot] = await world.deps.db<{ status: string }[]>`
      select body->>'status' as status from demo.region_resource
      where region = ${region} and type = 'Slot' and id = ${reference.split('/')[1] ?? ''}`
    if (slot?.status === 'busy') busy.push(reference)
  }
  return { status: body.status, ...(body.start ? { start: body.start } : {}), moves: moves[0]?.moves ?? 0, busy }
}

/** The citizen's first appointment with this title, as its page shows it. */
export async function find(deps: Deps, context: ReturnType<typeof contextOf<CitizenActor>>, title: string) {
  const [row] = (await deps.store.as(context).searchCitizen(context.actor.citizen, 'Appointment')).filter(
    (one) => one.description === title && one.status !== 'fulfilled',
  )
  return granted(await showAppointment(context, row?.id ?? '', deps))
}

/** The value, or a failure that names the refusal. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer)}`)
  return answer
}

function nurseOf(key: StaffKey): PractitionerActor {
  const { hpr, id, name, organisation } = staff(key)
  if (!hpr) throw new Error(`${key} is no health personnel`)
  const place = { organization: organisation.id, organizationName: organisation.name }
  return { kind: 'practitioner', hpr, practitioner: id, name, ...place }
}
