import { randomUUID } from 'node:crypto'
import type { Appointment } from '@medplum/fhirtypes'
import type { CitizenActor, Context, OfficeActor, SystemActor } from '../access/index.ts'
import { offices, personas, type StaffKey, seedDemo, staff } from '../demo/index.ts'
import type { Refusal } from '../errors/index.ts'
import type { Guard, Stored } from '../fhir/types.ts'
import { contextOf, portal, type TestWorld, testWorld } from '../testing/index.ts'
import { scheduleOf, slotOf } from './build.ts'

/** Stands for the service that owns appointments: here only the platform's own rule is looked at. */
const letsAll: Guard = { types: ['Appointment'], concerns: () => true, check: async () => undefined }

export interface SlotScene {
  readonly world: TestWorld
  /** Citizens of the demo world. */
  readonly citizens: readonly string[]
  /** Makes free times of half an hour, one after another, at Nordlys; returns their ids. */
  times(count: number, firstStart?: string): Promise<string[]>
  book(context: Context, citizen: string, slots: readonly string[], id?: string): Promise<Stored<Appointment> | Refusal>
  status(slot: string): Promise<string | undefined>
  bookings(): Promise<{ slot: string; appointment: string }[]>
  close(): Promise<void>
}

export const scheduleId = 'schedule-nordlys'

export async function openSlotScene(): Promise<SlotScene> {
  const world = await testWorld([{ service: 'test', guards: [letsAll] }])
  await seedDemo({ ...world.deps, plugins: [] })
  const { store, db } = world.deps
  const practitioner = roleOf('gp-nordlys')
  await store.command(portal, (tx) =>
    tx.update(scheduleOf({ id: scheduleId, practitioner, kinds: ['appointment', 'video'] })),
  )
  let made = 0
  return {
    world,
    citizens: personas.map(({ citizen }) => citizen),
    async times(count, firstStart = '2026-04-20T06:00:00Z') {
      const first = Date.parse(firstStart)
      const ids = Array.from({ length: count }, () => `slot-${++made}`)
      await store.command(portal, async (tx) => {
        for (const [at, id] of ids.entries())
          await tx.update(slotOf({ id, schedule: scheduleId, kinds: ['appointment'], ...halfHour(first, at) }))
      })
      return ids
    },
    book: (context, citizen, slots, id = randomUUID()) =>
      store.command(context, async (tx) => {
        const found = await Promise.all(slots.map((slot) => tx.read('Slot', slot)))
        const [start, end] = [found[0]?.start ?? '2026-04-20T06:00:00Z', found.at(-1)?.end ?? '2026-04-20T06:30:00Z']
        return tx.update(appointment({ id, citizen, slots, start, end }))
      }),
    status: async (slot) => (await store.as(portal).read('Slot', slot))?.status,
    bookings: async () => [
      ...(await db<{ slot: string; appointment: string }[]>`select slot, appointment from slots.booking order by slot`),
    ],
    close: () => world.close(),
  }
}

/** An Appointment that takes times. */
export function appointment(facts: {
  readonly id: string
  readonly citizen: string
  readonly slots: readonly string[]
  readonly start: string
  readonly end: string
  readonly status?: Appointment['status']
}): Appointment & { id: string } {
  return {
    resourceType: 'Appointment',
    id: facts.id,
    status: facts.status ?? 'booked',
    start: facts.start,
    end: facts.end,
    slot: facts.slots.map((slot) => ({ reference: `Slot/${slot}` })),
    participant: [{ actor: { reference: `Patient/${facts.citizen}` }, status: 'accepted' }],
  }
}

export const asCitizen = (citizen: string) =>
  contextOf<CitizenActor>({ kind: 'citizen', citizen, name: 'Test' }, { idempotencyKey: randomUUID() })

export const asSystem = (scopes: readonly string[] = ['system/*.cruds']) =>
  contextOf<SystemActor>({ kind: 'system', client: 'ehr', name: 'Journalsystem', scopes }, { door: 'fhir' })

export const asSecretary = (key: StaffKey) => {
  const { id, name, organisation } = staff(key)
  return contextOf<OfficeActor>(
    { kind: 'office', person: id, name, organization: organisation.id, organizationName: organisation.name },
    { idempotencyKey: randomUUID() },
  )
}

export const nordlys = offices.nordlys.id

function halfHour(first: number, at: number) {
  return { starts: new Date(first + at * 1_800_000), ends: new Date(first + (at + 1) * 1_800_000) }
}

function roleOf(key: StaffKey) {
  const { id, role = '', name } = staff(key)
  return { id, role, name }
}
