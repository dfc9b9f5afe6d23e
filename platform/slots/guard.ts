import type { Schedule, Slot } from '@medplum/fhirtypes'
import type { Actor } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Change, Guard, StoreTransaction } from '../fhir/types.ts'
import { bookingsIn, findSchedule, hasSlots, holdOn, lockSchedule, lockSlots, overlapping } from './queries.ts'
import { readSchedule, readSlot } from './read.ts'
import type { ScheduleRow, SlotWriteRefusal } from './types.ts'

type Verdict = Promise<Refusal<SlotWriteRefusal> | undefined>

/**
 * Who may write times: those who work at the office, and systems by their scopes; never citizens. A time that somebody has is
 * changed through its Appointment only, so that nobody is booked out of it or into it twice.
 */
export const slotGuard: Guard = {
  types: ['Schedule', 'Slot'],
  concerns: () => true,
  async check(change, tx) {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    if (actor.kind === 'citizen') return refuse('not-for-citizens', 403)
    if (change.citizen !== undefined)
      return refuse('patient-in-schedule', 422, {
        expression: [`${change.type}.actor`],
        diagnostics: 'Schedules and slots are read by everybody: they never name a patient.',
      })
    return change.type === 'Schedule' ? checkSchedule(change, tx) : checkSlot(change, tx)
  },
}

async function checkSchedule(change: Change, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  const was = await lockSchedule(tx.sql, change.id)
  if (was && foreign(actor, was)) return refuse('not-your-office', 403)
  if (change.op === 'delete') return (await hasSlots(tx.sql, change.id)) ? refuse('schedule-in-use', 409) : undefined
  const is = await readSchedule(tx, withId(change))
  if (!is) return refuse('schedule-unknown', 422, { expression: ['Schedule.actor'] })
  if (foreign(actor, is)) return refuse('not-your-office', 403, { expression: ['Schedule.actor'] })
  const moved = was !== undefined && (was.office !== is.office || was.practitioner !== is.practitioner)
  return moved && (await hasSlots(tx.sql, change.id)) ? refuse('schedule-in-use', 409) : undefined
}

async function checkSlot(change: Change, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  const before = change.before?.resourceType === 'Slot' ? change.before : undefined
  const old = before && readSlot(before)
  if (old) {
    const schedule = await lockSchedule(tx.sql, old.schedule)
    if (schedule && foreign(actor, schedule)) return refuse('not-your-office', 403)
    const occupied = await refuseOccupied(change, tx)
    if (occupied) return occupied
  }
  return change.after?.resourceType === 'Slot' && change.op !== 'delete'
    ? checkNew(change.after, change, tx)
    : undefined
}

/** Somebody has the time, or is about to take it: nothing of it changes by hand. */
async function refuseOccupied(change: Change, tx: StoreTransaction): Verdict {
  await lockSlots(tx.sql, [change.id])
  const [booked] = await bookingsIn(tx.sql, [change.id])
  if (booked) return refuse('slot-booked', 409, { expression: ['Slot'] })
  return (await holdOn(tx.sql, change.id, tx.now)) ? refuse('slot-held', 409, { expression: ['Slot'] }) : undefined
}

async function checkNew(slot: Slot, change: Change, tx: StoreTransaction): Verdict {
  const is = readSlot(slot)
  if (!is || slot.comment !== undefined || slot.text !== undefined)
    return refuse('slot-incomplete', 422, {
      expression: is ? ['Slot.comment'] : ['Slot.schedule', 'Slot.start', 'Slot.end'],
      diagnostics: 'A slot has a schedule, a start before its end, and no words: everybody reads it.',
    })
  const schedule = (await lockSchedule(tx.sql, is.schedule)) ?? (await findSchedule(tx.sql, is.schedule))
  if (!schedule) return refuse('schedule-unknown', 422, { expression: ['Slot.schedule'] })
  if (foreign(tx.context.actor, schedule)) return refuse('not-your-office', 403, { expression: ['Slot.schedule'] })
  // People book through an appointment; a system may tell that its own calendar has taken the time.
  if (is.status === 'busy' && tx.context.actor.kind !== 'system')
    return refuse('slot-through-appointment', 409, { expression: ['Slot.status'] })
  if (is.status === 'entered-in-error') return undefined
  const clash = await overlapping(tx.sql, { ...is, slot: change.id })
  return clash ? refuse('slot-overlaps', 409, { expression: ['Slot.start'] }) : undefined
}

/** People act for their own office; a system's scopes are the platform's matter. */
function foreign(actor: Actor, { office }: ScheduleRow): boolean {
  return (actor.kind === 'practitioner' || actor.kind === 'office') && actor.organization !== office
}

function withId(change: Change): Schedule & { id: string } {
  const { after } = change
  const empty: Schedule = { resourceType: 'Schedule', actor: [] }
  return { ...(after?.resourceType === 'Schedule' ? after : empty), id: change.id }
}
