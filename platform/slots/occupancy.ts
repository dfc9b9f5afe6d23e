import type { Appointment, Slot } from '@medplum/fhirtypes'
import { type Refusal, Refused, refuse } from '../errors/index.ts'
import type { Change, Projection, Stored, StoreTransaction } from '../fhir/types.ts'
import { refuseTime } from './hold.ts'
import { bookingsOf, deleteBookings, deleteHolds, insertBooking, lockSlots } from './queries.ts'
import { idIn } from './read.ts'
import { type SlotRow, slotFreed } from './types.ts'

/** States of an Appointment in which its times are taken. */
const occupying: ReadonlySet<string> = new Set(['pending', 'booked', 'arrived', 'checked-in', 'fulfilled', 'noshow'])

/**
 * An Appointment takes the times it names, and gives them back when it is cancelled, moved or deleted – whoever writes it and
 * by whichever door. The rows are locked and the key of `slots.booking` is unique, so that of many who ask at once one gets it.
 */
export const occupancyProjection: Projection = {
  types: ['Appointment'],
  async onChanged(change, tx) {
    const wanted = slotsIn(change.op === 'delete' ? undefined : change.after)
    const had = change.op === 'create' ? [] : (await bookingsOf(tx.sql, change.id)).map(({ slot }) => slot)
    if (wanted.length === 0 && had.length === 0) return
    const lost = had.filter((slot) => !wanted.includes(slot))
    const won = wanted.filter((slot) => !had.includes(slot))
    const rows = await lockSlots(tx.sql, [...lost, ...wanted])
    if (wanted.length > 0) demand(refuseMismatch(change.after, rows, wanted))
    await give(tx, change.id, lost)
    for (const slot of won)
      await take(
        tx,
        change,
        slot,
        rows.find((row) => row.slot === slot),
      )
  },
}

async function give(tx: StoreTransaction, appointment: string, slots: readonly string[]): Promise<void> {
  if (slots.length === 0) return
  await deleteBookings(tx.sql, appointment, slots)
  // A blocked or withdrawn time stays what the office made it.
  for (const slot of slots) await setStatus(tx, slot, 'busy', 'free')
}

async function take(tx: StoreTransaction, change: Change, slot: string, row: SlotRow | undefined): Promise<void> {
  const citizen = change.citizen ?? ''
  demand(await refuseTime(tx, row, citizen, change.id))
  if (row && row.starts <= tx.now && tx.context.actor.kind !== 'service') demand(refuse('slot-past', 409, atSlot))
  const taken = await insertBooking(tx.sql, { slot, appointment: change.id, citizen })
  if (!taken) demand(refuse('slot-taken', 409, atSlot))
  await deleteHolds(tx.sql, [slot])
  await setStatus(tx, slot, 'free', 'busy')
}

/** The Slot that others see follows the appointment; people may not write it busy or free by hand. */
async function setStatus(tx: StoreTransaction, id: string, from: Slot['status'], to: 'free' | 'busy'): Promise<void> {
  const portal = tx.asPortal('slots')
  const slot: Stored<Slot> | undefined = await portal.read('Slot', id)
  if (slot?.status === from) await portal.update({ ...slot, status: to })
}

const atSlot = { expression: ['Appointment.slot'] }

function demand(refusal: Refusal | undefined): void {
  if (refusal) throw new Refused({ ...refusal, ...atSlot })
}

/** An appointment lasts as long as its times: nobody takes ten minutes and means an hour. */
function refuseMismatch(
  after: Change['after'],
  rows: readonly SlotRow[],
  wanted: readonly string[],
): Refusal | undefined {
  if (after?.resourceType !== 'Appointment') return undefined
  const times = rows.filter(({ slot }) => wanted.includes(slot)).sort((a, b) => a.starts.getTime() - b.starts.getTime())
  const [first, last] = [times[0], times.at(-1)]
  if (!first || !last || times.length < wanted.length) return refuse('slot-gone', 409)
  const unbroken = times.every((row, at) => at === 0 || times[at - 1]?.ends.getTime() === row.starts.getTime())
  const oneSchedule = times.every(({ schedule }) => schedule === first.schedule)
  const fits = instant(after.start) === first.starts.getTime() && instant(after.end) === last.ends.getTime()
  return fits && unbroken && oneSchedule ? undefined : refuse('slot-mismatch', 422)
}

function slotsIn(resource: Change['after']): string[] {
  if (resource?.resourceType !== 'Appointment' || !isOccupying(resource)) return []
  return [...new Set(resource.slot?.flatMap((slot) => idIn(slot, 'Slot') ?? []) ?? [])]
}

/** True when the times of this appointment are not to be had by others. */
export function isOccupying(appointment: Pick<Appointment, 'status'>): boolean {
  return occupying.has(appointment.status ?? '')
}

const instant = (value: string | undefined): number => Date.parse(value ?? '')

/** Event told when a time becomes free. */
export function freedEvent(row: Pick<SlotRow, 'slot' | 'schedule' | 'office'>) {
  const { slot, schedule, office } = row
  return { type: slotFreed, citizen: '', data: { slot, schedule, office } }
}
