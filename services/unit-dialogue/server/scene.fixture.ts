import { randomUUID } from 'node:crypto'
import type { CitizenActor, OfficeActor, PractitionerActor, SystemActor } from '@lomma/platform/access'
import { ownedBy } from '@lomma/platform/appointment'
import {
  type DemoCitizen,
  demoId,
  demoWorld,
  type OrganisationKey,
  organisation,
  type PersonaKey,
  type StaffKey,
  seedDemo,
  staff,
} from '@lomma/platform/demo'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import { contextOf, portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import type { Appointment, HealthcareService } from '@medplum/fhirtypes'
import { extensions, systems, unitCode } from '../fhir/systems.ts'
import { plugin } from './index.ts'

/** The demo people on a real PostgreSQL, with units at two hospitals; nobody has to do with them yet. */
export interface Scene {
  readonly world: TestWorld
  person(key: PersonaKey): DemoCitizen
  citizen(key: PersonaKey): ReturnType<typeof contextOf<CitizenActor>>
  nurse(key: StaffKey): ReturnType<typeof contextOf<PractitionerActor>>
  secretary(key: StaffKey): ReturnType<typeof contextOf<OfficeActor>>
  /** The person gets an appointment at a hospital, so many days from today. */
  appointment(key: PersonaKey, hospital: OrganisationKey, inDays: number, status?: Appointment['status']): Promise<void>
  close(): Promise<void>
}

/** Ids of the units. */
export const maternity = demoId('hospital-clinic', 'maternity')
export const rheuma = demoId('hospital-clinic', 'rheuma')

export async function openScene(): Promise<Scene> {
  const world = await testWorld([plugin])
  await seedDemo({ ...world.deps, plugins: [] })
  const { personas } = demoWorld(world.clock.now())
  const { store, clock } = world.deps
  await store.command(portal, async (tx) => {
    await tx.update(unit(maternity, 'Fødepoliklinikken', 'hospital-sorost'))
    await tx.update(unit(rheuma, 'Revmatologisk poliklinikk', 'hospital-nord'))
    return {}
  })
  const key = () => ({ idempotencyKey: randomUUID() })
  return {
    world,
    person: (who) => personas[who],
    citizen: (who) =>
      contextOf<CitizenActor>({ kind: 'citizen', citizen: personas[who].citizen, name: personas[who].name }, key()),
    nurse: (who) => {
      const { id, name, hpr = '', organisation: at } = staff(who)
      const place = { organization: at.id, organizationName: at.name }
      return contextOf<PractitionerActor>({ kind: 'practitioner', hpr, practitioner: id, name, ...place }, key())
    },
    secretary: (who) => {
      const { id, name, organisation: at } = staff(who)
      const place = { organization: at.id, organizationName: at.name }
      return contextOf<OfficeActor>({ kind: 'office', person: id, name, ...place }, key())
    },
    async appointment(who, hospital, inDays, status = 'booked') {
      const { id, name } = organisation(hospital)
      const start = new Date(clock.now().getTime() + inDays * 86_400_000)
      await store.command(portal, (tx) =>
        tx.create<Appointment>({
          resourceType: 'Appointment',
          status,
          extension: [
            ownedBy('hospital-appointments'),
            { url: extensions.appointmentOffice, valueReference: { reference: `Organization/${id}`, display: name } },
          ],
          start: start.toISOString(),
          end: new Date(start.getTime() + 1_800_000).toISOString(),
          participant: [{ actor: { reference: `Patient/${personas[who].citizen}` }, status: 'accepted' }],
        }),
      )
    },
    close: () => world.close(),
  }
}

function unit(id: string, name: string, hospital: OrganisationKey): HealthcareService & { id: string } {
  const at = organisation(hospital)
  return {
    resourceType: 'HealthcareService',
    id,
    active: true,
    providedBy: { reference: `Organization/${at.id}`, display: at.name },
    type: [{ coding: [{ system: systems.unitType, code: unitCode }] }],
    name,
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
