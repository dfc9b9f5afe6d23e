/** What a time can be used for: codes of `serviceType` on Schedule and Slot. Services may add their own. */
export type SlotKind = string

/** System of the kinds. */
export const kindSystem = 'http://lomma.example/fhir/CodeSystem/portal-service'

export type SlotStatus = 'free' | 'busy' | 'busy-unavailable' | 'busy-tentative' | 'entered-in-error'

/** One time that can be booked, as it stands in the projection. */
export interface SlotRow {
  readonly slot: string
  readonly schedule: string
  /** Id of the Organization. */
  readonly office: string
  /** Id of the Practitioner; null for a room or a team. */
  readonly practitioner: string | null
  readonly kinds: readonly SlotKind[]
  readonly starts: Date
  readonly ends: Date
  readonly status: SlotStatus
}

/** Whose times a schedule holds. */
export interface ScheduleRow {
  readonly schedule: string
  readonly office: string
  readonly practitioner: string | null
  readonly name: string | null
  readonly kinds: readonly SlotKind[]
  readonly active: boolean
}

/** A time kept for one citizen. */
export interface Hold {
  readonly slot: string
  readonly token: string
  readonly until: Date
}

/** Minutes a time is kept while the citizen makes up their mind. */
export const holdMinutes = 5

/** What can be said no to. A service that books carries these in its own refusals, with a text each. */
export const slotRefusals = [
  /** No such time, or it is not offered any more. */
  'slot-gone',
  /** Somebody else has it. */
  'slot-taken',
  /** Somebody else is about to take it. */
  'slot-held',
  /** It has begun. */
  'slot-past',
  /** The appointment's start and end are not those of its times. */
  'slot-mismatch',
  /** The citizen's hold is over, or there was none. */
  'hold-over',
] as const
export type SlotRefusal = (typeof slotRefusals)[number]

/** What the guard of Schedule and Slot says no to. */
export type SlotWriteRefusal =
  | 'not-for-citizens'
  | 'not-your-office'
  | 'patient-in-schedule'
  | 'schedule-unknown'
  | 'schedule-in-use'
  | 'slot-incomplete'
  | 'slot-overlaps'
  | 'slot-booked'
  | 'slot-held'
  | 'slot-through-appointment'

/** Told when a time has become free again, so that a waiting list can offer it. `data`: slot, schedule, office. */
export const slotFreed = 'slots.freed'
