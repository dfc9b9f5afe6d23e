import { isRefusal } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Listener } from '@lomma/platform/service'
import { findSlot, keepForOffer, type SlotRow, slotFreed } from '@lomma/platform/slots'
import { appointmentEvents } from '../contract/index.ts'
import { firstInLine, offerUntil } from '../domain/waiting.ts'
import { modesOfKinds } from '../fhir/modes.ts'
import { readAppointment } from '../fhir/read-appointment.ts'
import { withOffer, withoutOffer } from '../fhir/write-waiting.ts'
import { checkTimeForCitizen } from './guard-time.ts'
import { type Entry, lockEntry, lockWaiting } from './queries.ts'
import { passOn } from './wait.ts'

/** A time has become free: it is offered to the first on the waiting list it fits, and kept for them. */
export const offerFreed: Listener = {
  event: slotFreed,
  name: 'appointments.offer-freed',
  async handle(event, tx) {
    const time = await findSlot(tx.sql, String(event.data.slot))
    if (time?.status === 'free' && time.starts > tx.now) await offer(tx, time)
  },
}

/** The time to answer is over: the place on the list stays, the time goes on. */
export const endUnanswered: Listener = {
  event: appointmentEvents.offerEnds,
  name: 'appointments.end-unanswered',
  async handle(event, tx) {
    const id = String(event.data.appointment)
    await lockEntry(tx.sql, id)
    const stored = await tx.read('Appointment', id)
    const read = stored && readAppointment(stored)
    if (!stored || read?.state !== 'waiting' || read.offer === null || read.offer.slot === '') return
    if (read.offer.until > tx.now) return
    await tx.update(withoutOffer(stored))
    await passOn(tx, read)
  },
}

async function offer(tx: StoreTransaction, time: SlotRow): Promise<void> {
  const until = offerUntil(tx.now, time.starts)
  if (!until) return
  const line = await inLine(tx, time)
  const first = firstInLine(line, time.slot, { start: time.starts, modes: modesOfKinds(time.kinds) })
  const stored = first && (await tx.read('Appointment', first.entry.appointment))
  if (!first || !stored) return
  const kept = await keepForOffer(tx, time.slot, first.entry.citizen, until)
  if (isRefusal(kept)) return
  await tx.update(withOffer(stored, time.slot, until, tx.now))
}

/** Those who wait at the office, have no other offer open, and could have the time if they said yes. */
async function inLine(tx: StoreTransaction, time: SlotRow) {
  const line: { entry: Entry; since: Date; wish: NonNullable<Entry['wish']>; asked: readonly string[] }[] = []
  for (const entry of await lockWaiting(tx.sql, time.office)) {
    const { wish, offeredSlot, citizen, appointment } = entry
    if (wish === null || offeredSlot !== null) continue
    const facts = { citizen, appointment: entry.replaces ?? appointment, mode: wish.mode, time }
    if (await checkTimeForCitizen(facts, tx)) continue
    if (entry.replaces !== null && !(await isEarlier(tx, entry.replaces, time))) continue
    line.push({ entry, since: entry.since, wish, asked: entry.asked })
  }
  return line
}

/** Who has an appointment already is offered only what comes before it. */
async function isEarlier(tx: StoreTransaction, appointment: string, time: SlotRow): Promise<boolean> {
  const stored = await tx.read('Appointment', appointment)
  return stored?.status === 'booked' && new Date(stored.start ?? '') > time.starts
}
