import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { confirmSlot, holdOf, isOccupying } from '@lomma/platform/slots'
import type { Book, Booked, RefusalCode } from '../contract/index.ts'
import { composeAppointment } from './compose.ts'
import { lockCitizen } from './queries.ts'
import type { CitizenContext } from './record.ts'

/**
 * B2: the held time becomes an appointment, or nothing happens. The appointment's id is the hold's token: whatever is lost on the
 * way, and however often it is sent, one hold is one appointment at most, and the token tells which.
 */
export async function bookTime(
  context: CitizenContext,
  command: Book,
  deps: Pick<Deps, 'store'>,
): Promise<Booked | Refusal> {
  return deps.store.command(context, (tx) => book(tx, context, command))
}

async function book(
  tx: StoreTransaction,
  { actor }: CitizenContext,
  { token, mode, reason }: Book,
): Promise<Booked | Refusal<RefusalCode>> {
  await lockCitizen(tx.sql, actor.citizen)
  const already = await tx.read('Appointment', token)
  if (already) return isOccupying(already) ? { appointment: token } : refuse('already-cancelled', 409)
  const held = await holdOf(tx.sql, actor.citizen, tx.now)
  if (held?.token !== token) return refuse('hold-over', 409)
  const time = await confirmSlot(tx, held.slot, actor.citizen)
  if (isRefusal(time)) return time
  const citizen = { id: actor.citizen, name: actor.name }
  await tx.create(
    await composeAppointment(tx, { id: token, citizen, time, mode, reason: reason || null, by: 'citizen' }),
  )
  return { appointment: token }
}
