import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { endOffer, findSlot } from '@lomma/platform/slots'
import type { Appointment } from '@medplum/fhirtypes'
import type { Mark, OfficeBook, OfficeCancel, OfficeMove, RefusalCode, Settle } from '../contract/index.ts'
import { cancelledAppointment, movedAppointment, settledAppointment, withStatus } from '../fhir/write-appointment.ts'
import { withoutOffer } from '../fhir/write-waiting.ts'
import { composeAppointment, practitionerOf } from './compose.ts'
import { forCalendar, type Held, holdAtOffice, type OfficeContext } from './office.ts'
import { passOn } from './wait.ts'

type Parts = Pick<Deps, 'store'>
type Done = { done: true }

/** Books for a patient of the office, or for somebody who waits, who then leaves the list. */
export function bookForPatient(context: OfficeContext, command: OfficeBook, deps: Parts): Promise<Done | Refusal> {
  return deps.store.command(forCalendar(context), async (tx) => {
    const time = await findSlot(tx.sql, command.slot)
    if (!time) return refuse('slot-gone', 409)
    const waiting = command.waiting === undefined ? undefined : await tx.read('Appointment', command.waiting)
    const held = waiting && (await holdAtOffice(tx, waiting.id, waiting.meta.versionId, context.actor))
    if (held && isRefusal(held)) return held
    const citizen = held?.citizen ?? command.patient
    const person = citizen === undefined ? undefined : await tx.registers.population.byCitizen(citizen)
    if (citizen === undefined || !person) return refuse('no-such-patient', 404)
    const facts = { citizen: { id: citizen, name: personName(person) }, time, mode: command.mode, reason: null }
    if (held === undefined) {
      await tx.create(await composeAppointment(tx, { ...facts, id: randomUUID(), by: 'office' }))
      return done
    }
    if (held.read.state !== 'waiting') return refuse('changed-meanwhile', 409)
    // An offer that is open is settled by this: the time offered is theirs, or goes on to the next.
    if (held.read.offer?.slot === command.slot) await endOffer(tx, command.slot, citizen)
    const receipt = held.read.receipt ?? ''
    const booked = await composeAppointment(tx, { ...facts, id: held.stored.id, by: 'office', receipt })
    const { identifier = [], created = tx.now.toISOString() } = held.stored
    await tx.update({ ...booked, identifier, created })
    if (held.read.offer?.slot !== command.slot) await passOn(tx, held.read)
    return done
  })
}

/** Moves to another free time of the office, also with another doctor. */
export function moveAtOffice(
  context: OfficeContext,
  id: string,
  { version, slot }: OfficeMove,
  deps: Parts,
): Promise<Done | Refusal> {
  return change(context, id, version, deps, async ({ stored }, tx) => {
    const time = await findSlot(tx.sql, slot)
    if (!time) return refuse('slot-gone', 409)
    return movedAppointment(stored, {
      slots: [time.slot],
      start: time.starts,
      end: time.ends,
      practitioner: await practitionerOf(tx, time),
      at: tx.now,
      by: 'office',
    })
  })
}

/** Cancels, with a reason for the citizen. */
export function cancelAtOffice(
  context: OfficeContext,
  id: string,
  { version, reason }: OfficeCancel,
  deps: Parts,
): Promise<Done | Refusal> {
  return change(context, id, version, deps, async ({ stored, read }, tx) => {
    const next = cancelledAppointment(withoutOffer(stored), { by: 'office', reason, at: tx.now })
    await passOn(tx, read)
    return next
  })
}

/** The patient has come, did not come – or that was a slip, and all is as it was. */
export function markAtOffice(
  context: OfficeContext,
  id: string,
  { version, as }: Mark,
  deps: Parts,
): Promise<Done | Refusal> {
  const status = { arrived: 'arrived', missed: 'noshow', booked: 'booked' } as const
  return change(context, id, version, deps, async ({ stored }, tx) =>
    withStatus(stored, status[as], { what: as, at: tx.now.toISOString(), by: 'office' }),
  )
}

/** Somebody said no too late: the office asks for the fee, or lets it pass. */
export function settleLate(
  context: OfficeContext,
  id: string,
  { version, charge }: Settle,
  deps: Parts,
): Promise<Done | Refusal> {
  return change(context, id, version, deps, async ({ stored, read }) =>
    read.state === 'cancelled'
      ? settledAppointment(stored, charge ? 'charged' : 'waived')
      : refuse('transition-not-allowed', 409),
  )
}

const done: Done = { done: true }

async function change(
  context: OfficeContext,
  id: string,
  version: string,
  deps: Parts,
  make: (held: Held, tx: StoreTransaction) => Promise<Stored<Appointment> | Refusal<RefusalCode>>,
): Promise<Done | Refusal> {
  return deps.store.command(forCalendar(context), async (tx) => {
    const held = await holdAtOffice(tx, id, version, context.actor)
    if (isRefusal(held)) return held
    const next = await make(held, tx)
    if (isRefusal(next)) return next
    await tx.update(next, { ifMatch: held.read.version })
    return done
  })
}
