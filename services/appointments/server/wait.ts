import { randomBytes, randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { endOffer, findSlot, freedEvent } from '@lomma/platform/slots'
import { receiptNumber } from '@lomma/platform/thread'
import type { Appointment } from '@medplum/fhirtypes'
import type { AnsweredOffer, Join, RefusalCode } from '../contract/index.ts'
import type { ReadAppointment } from '../fhir/read-appointment.ts'
import { cancelledAppointment, movedAppointment } from '../fhir/write-appointment.ts'
import { newWaiting, withoutOffer } from '../fhir/write-waiting.ts'
import { composeAppointment, practitionerOf } from './compose.ts'
import { lockCitizen, lockEntry } from './queries.ts'
import { type CitizenContext, readMine } from './record.ts'

type Parts = Pick<Deps, 'store'>

/** Joins the own office's waiting list, or asks to be called earlier than an appointment one has. */
export async function joinWaiting(
  context: CitizenContext,
  command: Join,
  deps: Parts,
): Promise<{ waiting: string } | Refusal> {
  const { citizen, name } = context.actor
  return deps.store.command(context, async (tx) => {
    await lockCitizen(tx.sql, citizen)
    const gp = await tx.registers.gp.assignment(citizen)
    if (!gp) return refuse('no-gp')
    const { replaces, ...wish } = command
    if (replaces !== undefined && !(await readMine(tx, citizen, replaces))) return refuse('not-found', 404)
    const id = randomUUID()
    await tx.create(
      newWaiting({
        id,
        receipt: receiptNumber(randomBytes(5)),
        citizen: { id: citizen, name },
        office: { id: gp.office, name: gp.officeName },
        practitioner: { id: gp.practitioner, name: gp.practitionerName },
        wish,
        title: 'Venteliste hos fastlege',
        at: tx.now,
        by: 'citizen',
        ...(replaces === undefined ? {} : { replaces }),
      }),
    )
    return { waiting: id }
  })
}

/** The citizen no longer waits; a time that was offered goes on to the next. */
export function leaveWaiting(
  context: CitizenContext,
  id: string,
  version: string,
  deps: Parts,
): Promise<AnsweredOffer | Refusal> {
  return answer(context, id, version, deps, async ({ stored, read }, tx) => {
    await tx.update(cancelledAppointment(withoutOffer(stored), { by: 'citizen', reason: null, at: tx.now }))
    await passOn(tx, read)
    return { appointment: null }
  })
}

/** Yes, one press: the offered time is the citizen's, and an appointment it replaces gives its time back. */
export function acceptOffer(
  context: CitizenContext,
  id: string,
  version: string,
  deps: Parts,
): Promise<AnsweredOffer | Refusal> {
  const { citizen, name } = context.actor
  return answer(context, id, version, deps, async ({ stored, read }, tx) => {
    const { offer, replaces, wish } = read
    if (offer === null || offer.slot === '' || offer.until <= tx.now) return refuse('nothing-offered', 409)
    const time = await findSlot(tx.sql, offer.slot)
    if (!time) return refuse('slot-gone', 409)
    const earlier = replaces === null ? undefined : await readMine(tx, citizen, replaces)
    if (earlier?.read.state === 'booked') {
      await tx.update(cancelledAppointment(withoutOffer(stored), { by: 'citizen', reason: null, at: tx.now }))
      const practitioner = await practitionerOf(tx, time)
      const to = { slots: [time.slot], start: time.starts, end: time.ends, practitioner, at: tx.now, by: 'citizen' }
      await tx.update(movedAppointment(earlier.stored, { ...to, by: 'citizen' }))
      return { appointment: earlier.stored.id }
    }
    const facts = { id, citizen: { id: citizen, name }, time, mode: wish?.mode ?? 'attendance', reason: null }
    const booked = await composeAppointment(tx, { ...facts, by: 'citizen', receipt: read.receipt ?? '' })
    await tx.update({ ...booked, identifier: stored.identifier ?? [], created: stored.created ?? tx.now.toISOString() })
    return { appointment: id }
  })
}

/** No: the citizen keeps the place on the list, and the time goes on to the next at once. */
export function declineOffer(
  context: CitizenContext,
  id: string,
  version: string,
  deps: Parts,
): Promise<AnsweredOffer | Refusal> {
  return answer(context, id, version, deps, async ({ stored, read }, tx) => {
    if (read.offer === null || read.offer.slot === '') return refuse('nothing-offered', 409)
    await tx.update(withoutOffer(stored))
    await passOn(tx, read)
    return { appointment: null }
  })
}

/** Lets go of a time that was offered, and tells that it is free. */
export async function passOn(tx: StoreTransaction, { offer, citizen }: ReadAppointment): Promise<void> {
  if (offer === null || offer.slot === '') return
  await endOffer(tx, offer.slot, citizen ?? '')
  const row = await findSlot(tx.sql, offer.slot)
  if (row?.status === 'free') await tx.emit(freedEvent(row))
}

interface Place {
  readonly stored: Stored<Appointment>
  readonly read: ReadAppointment
}

async function answer(
  context: CitizenContext,
  id: string,
  version: string,
  deps: Parts,
  act: (place: Place, tx: StoreTransaction) => Promise<AnsweredOffer | Refusal<RefusalCode>>,
): Promise<AnsweredOffer | Refusal> {
  const done = await deps.store.command(context, async (tx) => {
    await lockEntry(tx.sql, id)
    const place = await readMine(tx, context.actor.citizen, id)
    if (!place) return refuse('not-found', 404)
    if (place.read.state !== 'waiting') return refuse('nothing-offered', 409)
    return place.read.version === version ? act(place, tx) : refuse('changed-meanwhile', 409)
  })
  return isRefusal(done) ? done : done
}
