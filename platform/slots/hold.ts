import { randomUUID } from 'node:crypto'
import type { CitizenKey } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import { bookingsIn, deleteHoldOf, deleteOffer, holdOf, holdOn, insertHold, lockHolder, lockSlots } from './queries.ts'
import { type Hold, holdMinutes, type SlotRefusal, type SlotRow } from './types.ts'

/**
 * Why a citizen cannot have a time now; undefined when they can. The row must be locked by the caller.
 * @param appointment an appointment that has the time already and may keep it
 */
export async function refuseTime(
  tx: Pick<StoreTransaction, 'sql' | 'now'>,
  row: SlotRow | undefined,
  citizen: CitizenKey,
  appointment?: string,
): Promise<Refusal<SlotRefusal> | undefined> {
  if (!row || row.status === 'entered-in-error') return refuse('slot-gone', 409)
  const [booking] = await bookingsIn(tx.sql, [row.slot])
  if (booking) return booking.appointment === appointment ? undefined : refuse('slot-taken', 409)
  if (row.status !== 'free') return refuse(row.status === 'busy' ? 'slot-taken' : 'slot-gone', 409)
  const held = await holdOn(tx.sql, row.slot, tx.now)
  return held && held.citizen !== citizen ? refuse('slot-held', 409) : undefined
}

/**
 * Keeps a time for a citizen for five minutes by the story's clock. A time kept before is let go: one a citizen.
 * Asked again for the same time, the minutes run on: holding is not a way to keep a time for ever.
 */
export async function holdSlot(
  tx: StoreTransaction,
  slot: string,
  citizen: CitizenKey,
): Promise<Hold | Refusal<SlotRefusal>> {
  await lockHolder(tx.sql, citizen)
  const [row] = await lockSlots(tx.sql, [slot])
  const no = await refuseTime(tx, row, citizen)
  if (no) return no
  if (row && row.starts <= tx.now) return refuse('slot-past', 409)
  const mine = await holdOf(tx.sql, citizen, tx.now)
  if (mine?.slot === slot) return mine
  const hold: Hold = { slot, token: randomUUID(), until: new Date(tx.now.getTime() + holdMinutes * 60_000) }
  await insertHold(tx.sql, citizen, hold)
  return hold
}

/**
 * Keeps a freed time for the citizen it is offered to, until they answer or the offer ends. Unlike the citizen's own choice
 * there may be several, and looking at other times does not let it go.
 */
export async function keepForOffer(
  tx: StoreTransaction,
  slot: string,
  citizen: CitizenKey,
  until: Date,
): Promise<Hold | Refusal<SlotRefusal>> {
  const [row] = await lockSlots(tx.sql, [slot])
  const no = await refuseTime(tx, row, citizen)
  if (no) return no
  if (row && row.starts <= until) return refuse('slot-past', 409)
  const hold: Hold = { slot, token: randomUUID(), until }
  await insertHold(tx.sql, citizen, hold, 'offer')
  return hold
}

/** The offer is over: others may have the time. */
export async function endOffer(tx: Pick<StoreTransaction, 'sql'>, slot: string, citizen: CitizenKey): Promise<void> {
  await deleteOffer(tx.sql, slot, citizen)
}

/**
 * The citizen says yes to the time they hold. Call it in the transaction that then writes the Appointment with the slot: that
 * write takes the time (see occupancy.ts).
 * @returns the time; refused `hold-over` when the minutes have passed, even if nobody else took it
 */
export async function confirmSlot(
  tx: StoreTransaction,
  slot: string,
  citizen: CitizenKey,
): Promise<SlotRow | Refusal<SlotRefusal>> {
  const [row] = await lockSlots(tx.sql, [slot])
  const no = await refuseTime(tx, row, citizen)
  if (no) return no
  const held = await holdOn(tx.sql, slot, tx.now)
  return row && held?.citizen === citizen ? row : refuse('hold-over', 409)
}

/** The citizen thinks better of it: others may have the time at once. */
export async function releaseHold(tx: Pick<StoreTransaction, 'sql'>, citizen: CitizenKey): Promise<void> {
  await deleteHoldOf(tx.sql, citizen)
}
