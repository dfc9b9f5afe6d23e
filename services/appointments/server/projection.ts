import type { Change, Projection, StoreTransaction } from '@lomma/platform/fhir'
import { appointmentOwner, findSlot, gpAppointments } from '@lomma/platform/slots'
import { type AppointmentEventType, appointmentEvents } from '../contract/index.ts'
import { isLateNotice } from '../domain/cancellation.ts'
import { type ReadAppointment, readAppointment } from '../fhir/read-appointment.ts'
import { moverOf } from './guard-create.ts'
import { dropEntry, type Entry, entryOf, saveEntry } from './queries.ts'

/** The day before, at this long before the start. */
const reminderHours = 24

/**
 * Keeps the offices' work table in step and tells what happened – for every write, whichever door it came through, so that
 * what another system books is reminded of, offered on and followed up like what is booked here.
 */
export const entriesProjection: Projection = {
  types: ['Appointment'],
  async onChanged(change, tx) {
    const before = oursIn(change.before)
    const after = change.op === 'delete' ? undefined : oursIn(change.after)
    if (!change.citizen || (!before && !after)) return
    if (!after) return dropEntry(tx.sql, change.citizen, change.id)
    const was = before ? await entryOf(tx.sql, change.id) : undefined
    const entry = await entryFor(change.citizen, after, was, tx)
    if (!entry) return
    await saveEntry(tx.sql, entry)
    await tell(tx, was, entry)
  },
}

async function entryFor(
  citizen: string,
  one: ReadAppointment,
  was: Entry | undefined,
  tx: StoreTransaction,
): Promise<Entry | undefined> {
  const time = one.slots[0] ? await findSlot(tx.sql, one.slots[0]) : undefined
  const office = one.office ?? time?.office
  if (!office) return undefined
  const cancelledAt = one.state === 'cancelled' ? (was?.cancelledAt ?? cancelTime(one, tx.now)) : null
  const open = one.offer !== null && one.offer.slot !== '' && one.state === 'waiting'
  return {
    citizen,
    appointment: one.id,
    version: one.version,
    office,
    practitioner: one.practitioner ?? time?.practitioner ?? null,
    state: one.state,
    mode: one.mode,
    starts: one.start,
    ends: one.end,
    since: one.created,
    wish: one.wish,
    asked: one.offer?.asked ?? [],
    offeredSlot: open ? (one.offer?.slot ?? null) : null,
    offeredUntil: open ? (one.offer?.until ?? null) : null,
    replaces: one.replaces,
    cancelledAt,
    late: isLate(one, cancelledAt),
  }
}

/** The citizen said no after the deadline, and nobody has decided about the fee. */
function isLate(one: ReadAppointment, cancelledAt: Date | null): boolean {
  if (cancelledAt === null || one.start === null || one.settled !== null || one.cancelled?.by !== 'citizen')
    return false
  return isLateNotice(one.start, cancelledAt)
}

function cancelTime(one: ReadAppointment, now: Date): Date {
  const step = one.steps.findLast(({ what }) => what === 'cancelled')
  return step ? new Date(step.at) : now
}

async function tell(tx: StoreTransaction, was: Entry | undefined, is: Entry): Promise<void> {
  const by = moverOf(tx.context.actor)
  const event = (type: AppointmentEventType) => ({
    type,
    citizen: is.citizen,
    data: { appointment: is.appointment, office: is.office, state: is.state, by },
  })
  if (is.state === 'booked' && is.starts !== null) {
    const moved = was?.state === 'booked' && was.starts?.getTime() !== is.starts.getTime()
    if (was?.state !== 'booked') await tx.emit(event(appointmentEvents.booked))
    if (moved) await tx.emit(event(appointmentEvents.moved))
    const at = new Date(is.starts.getTime() - reminderHours * 3_600_000)
    if ((moved || was?.state !== 'booked') && at > tx.now) await tx.schedule(at, event(appointmentEvents.reminder))
  }
  if (is.state === 'cancelled' && was !== undefined && was.state !== 'cancelled')
    await tx.emit(event(appointmentEvents.cancelled))
  if (is.offeredSlot !== null && is.offeredSlot !== was?.offeredSlot && is.offeredUntil !== null) {
    await tx.emit(event(appointmentEvents.offered))
    await tx.schedule(is.offeredUntil, event(appointmentEvents.offerEnds))
  }
}

function oursIn(resource: Change['after']): ReadAppointment | undefined {
  return resource?.resourceType === 'Appointment' && appointmentOwner(resource) === gpAppointments
    ? readAppointment(resource)
    : undefined
}
