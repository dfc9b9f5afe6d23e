import type { Schedule, Slot } from '@medplum/fhirtypes'
import type { StoreReader } from '../fhir/types.ts'
import { kindSystem, type ScheduleRow, type SlotKind, type SlotStatus } from './types.ts'

interface Reference {
  readonly reference?: string | undefined
}

/** The id in a reference to a resource of this type; null for anything else. */
export function idIn(reference: Reference | undefined, type: string): string | null {
  const match = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference?.reference ?? '')
  return match?.[1] === type ? (match[2] ?? null) : null
}

/** Codes of `serviceType` in our own system. */
export function kindsOf(resource: Pick<Slot | Schedule, 'serviceType'>): SlotKind[] {
  const codings = resource.serviceType?.flatMap((type) => type.coding ?? []) ?? []
  return [...new Set(codings.flatMap(({ system, code }) => (system === kindSystem && code ? [code] : [])))]
}

/** The facts of a Slot; null when it lacks one. */
export function readSlot(slot: Slot): {
  schedule: string
  kinds: SlotKind[]
  starts: Date
  ends: Date
  status: SlotStatus
} | null {
  const schedule = idIn(slot.schedule, 'Schedule')
  const starts = new Date(slot.start ?? '')
  const ends = new Date(slot.end ?? '')
  if (schedule === null || !(starts < ends) || slot.status === undefined) return null
  return { schedule, kinds: kindsOf(slot), starts, ends, status: slot.status }
}

/**
 * Whose times a Schedule holds. The office comes from the actor: the organisation of a PractitionerRole, or the provider of
 * a HealthcareService. Null when neither is there.
 */
export async function readSchedule(
  reader: Pick<StoreReader, 'read'>,
  schedule: Schedule & { id: string },
): Promise<ScheduleRow | null> {
  const actors = schedule.actor ?? []
  let office: string | null = null
  let practitioner = actors.map((actor) => idIn(actor, 'Practitioner')).find((id) => id !== null) ?? null
  let name = actors.find((actor) => idIn(actor, 'Practitioner') !== null)?.display ?? null
  for (const actor of actors) {
    const role = idIn(actor, 'PractitionerRole')
    const found = role === null ? undefined : await reader.read('PractitionerRole', role)
    office ??= idIn(found?.organization, 'Organization')
    practitioner ??= idIn(found?.practitioner, 'Practitioner')
    name ??= found?.practitioner?.display ?? null
    const service = idIn(actor, 'HealthcareService')
    const offered = service === null ? undefined : await reader.read('HealthcareService', service)
    office ??= idIn(offered?.providedBy, 'Organization')
    name ??= offered?.name ?? null
  }
  if (office === null) return null
  return {
    schedule: schedule.id,
    office,
    practitioner,
    name,
    kinds: kindsOf(schedule),
    active: schedule.active !== false,
  }
}
