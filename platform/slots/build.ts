import type { Schedule, Slot } from '@medplum/fhirtypes'
import { type TemplateLine, templateTimes } from '../calendar/index.ts'
import { withTemplate } from './template.ts'
import { kindSystem, type SlotKind } from './types.ts'

/** Whose times. */
export interface ScheduleFacts {
  readonly id: string
  readonly practitioner?: { readonly id: string; readonly role: string; readonly name: string }
  /** Instead of a person: what the office offers. */
  readonly service?: { readonly id: string; readonly name: string }
  readonly kinds: readonly SlotKind[]
  /** The template that its times are made from. */
  readonly lines?: readonly TemplateLine[]
}

/** What makes times of a template. */
export interface SlotPlan {
  readonly schedule: string
  readonly lines: readonly TemplateLine[]
  /** `YYYY-MM-DD`, both included. */
  readonly from: string
  readonly to: string
  /** Id of the time that begins then. */
  readonly id: (starts: Date) => string
}

/** A Schedule as it is stored. */
export function scheduleOf({ id, practitioner, service, kinds, lines = [] }: ScheduleFacts): Schedule & { id: string } {
  const schedule: Schedule & { id: string } = {
    resourceType: 'Schedule',
    id,
    active: true,
    serviceType: serviceTypes(kinds),
    actor: [
      ...(practitioner
        ? [
            { reference: `Practitioner/${practitioner.id}`, display: practitioner.name },
            { reference: `PractitionerRole/${practitioner.role}` },
          ]
        : []),
      ...(service ? [{ reference: `HealthcareService/${service.id}`, display: service.name }] : []),
    ],
  }
  return lines.length > 0 ? withTemplate(schedule, lines) : schedule
}

/** One time as it is stored, free. */
export function slotOf(facts: {
  readonly id: string
  readonly schedule: string
  readonly kinds: readonly SlotKind[]
  readonly starts: Date
  readonly ends: Date
}): Slot & { id: string } {
  return {
    resourceType: 'Slot',
    id: facts.id,
    schedule: { reference: `Schedule/${facts.schedule}` },
    status: 'free',
    serviceType: serviceTypes(facts.kinds),
    start: facts.starts.toISOString(),
    end: facts.ends.toISOString(),
  }
}

/** The times of a template over some days, as they are stored. */
export function slotsOf({ schedule, lines, from, to, id }: SlotPlan): (Slot & { id: string })[] {
  return templateTimes(lines, from, to).map((time) => slotOf({ ...time, id: id(time.starts), schedule }))
}

function serviceTypes(kinds: readonly SlotKind[]) {
  return kinds.map((code) => ({ coding: [{ system: kindSystem, code }] }))
}
