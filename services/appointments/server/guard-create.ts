import type { Actor } from '@lomma/platform/access'
import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { SlotRow } from '@lomma/platform/slots'
import { isReceiptNumber } from '@lomma/platform/thread'
import type { Appointment } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { gpFlags } from '../domain/actions.ts'
import { type Mover, mayBegin } from '../domain/state.ts'
import { longestWishDays } from '../domain/waiting.ts'
import { type ReadAppointment, readAppointment } from '../fhir/read-appointment.ts'
import { modesOf } from './gp.ts'
import { checkFacts, checkTimeForCitizen, firstTime } from './guard-time.ts'
import { practiceOf } from './practice.ts'
import { isKnownAt, lockCitizen, waitingOf } from './queries.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

export function moverOf(actor: Actor): Mover {
  if (actor.kind === 'citizen') return 'citizen'
  return actor.kind === 'practitioner' || actor.kind === 'office' ? 'office' : 'system'
}

/** An appointment comes into being: complete, at a time that may be had, with no more rights than the owner gives. */
export async function checkCreated(after: Appointment, citizen: string, tx: StoreTransaction): Verdict {
  const one = readAppointment(after)
  const mover = moverOf(tx.context.actor)
  if (mover === 'system' && isElsewhere(one)) return undefined
  if (!mayBegin(mover, one.state)) return refuse('transition-not-allowed', 422, { expression: ['Appointment.status'] })
  const lacking = whatLacks(one, citizen, mover)
  if (lacking.length > 0) return incomplete(lacking)
  await lockCitizen(tx.sql, citizen)
  if (one.state === 'waiting') return checkWaiting(one, citizen, mover, tx)
  const time = await firstTime(one, tx)
  if (!time) return one.slots.length > 0 ? refuse('slot-gone', 409, { expression: ['Appointment.slot'] }) : undefined
  const wrong = checkFacts(one, time)
  if (wrong) return wrong
  if (mover === 'office') return checkOffice(time.office, citizen, tx)
  if (mover === 'system') return undefined
  const mode = one.mode ?? 'attendance'
  const no = await checkTimeForCitizen({ citizen, appointment: one.id, mode, time }, tx)
  return no ?? checkRights(one, time, tx)
}

/**
 * Agreed outside the portal, at none of its offices and at none of its times: the citizen sees it in the list, and nothing can be
 * done with it here. Other systems' records are full of such (C1).
 */
export function isElsewhere({ office, slots, state }: ReadAppointment): boolean {
  return office === null && slots.length === 0 && state !== 'waiting'
}

function whatLacks(one: ReadAppointment, citizen: string, mover: Mover): string[] {
  const found: readonly (readonly [boolean, string])[] = [
    // Systems may name the patient by identity number; the store has found whose record it is.
    [one.citizen === citizen || (mover === 'system' && one.citizen === null), 'Appointment.participant'],
    [one.receipt === null || isReceiptNumber(one.receipt), 'Appointment.identifier'],
    [one.state !== 'booked' || one.slots.length > 0 || (mover === 'system' && one.office !== null), 'Appointment.slot'],
    [one.state !== 'booked' || (one.start !== null && one.end !== null), 'Appointment.start'],
    [one.state !== 'waiting' || one.wish !== null, 'Appointment.requestedPeriod'],
    [one.state !== 'waiting' || one.office !== null, 'Appointment.extension'],
    [one.settled === null && (mover !== 'citizen' || one.offer === null), 'Appointment.extension'],
  ]
  return found.flatMap(([there, element]) => (there ? [] : [element]))
}

/** Places on the list are of the own office, one at a time, for the next half year. */
async function checkWaiting(one: ReadAppointment, citizen: string, mover: Mover, tx: StoreTransaction): Verdict {
  const today = osloDateOf(tx.now)
  const { from = '', to = '' } = one.wish ?? {}
  if (to < today || from > to || to > addDays(today, longestWishDays)) return refuse('wish-too-far', 422)
  if (mover === 'system') return undefined
  if (mover === 'office') return checkOffice(one.office ?? '', citizen, tx)
  const gp = await tx.registers.gp.assignment(citizen)
  if (!gp) return refuse('no-gp', 422)
  if (gp.office !== one.office) return refuse('not-your-office', 403)
  if (!gp.services.some(({ kind, active }) => active && kind === 'appointment'))
    return refuse('office-not-offering', 422, { params: { office: gp.officeName } })
  const others = (await waitingOf(tx.sql, citizen)).filter(({ appointment }) => appointment !== one.id)
  return others.length > 0 ? refuse('already-waiting', 409) : undefined
}

/** Those at an office book for people on its lists, at its own times. */
export async function checkOffice(office: string, citizen: string, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  const own = actor.kind === 'practitioner' || actor.kind === 'office' ? actor.organization : null
  if (own !== office) return refuse('not-your-office', 403)
  const practice = await practiceOf(tx.registers, office)
  if (practice) return (await isKnownAt(tx.sql, office, citizen)) ? undefined : refuse('no-such-patient', 403)
  const gp = await tx.registers.gp.assignment(citizen)
  return gp?.office === office ? undefined : refuse('no-such-patient', 403)
}

/** What the citizen may do later is the owner's to say: none, or exactly what this office gives. */
async function checkRights(one: ReadAppointment, time: SlotRow, tx: StoreTransaction): Verdict {
  if (one.flags.length === 0) return undefined
  const office = await tx.registers.gp.office(time.office)
  const given: readonly string[] = gpFlags(modesOf(time, office?.services ?? []).length > 1)
  const same = one.flags.length === given.length && one.flags.every((flag) => given.includes(flag))
  return same ? undefined : refuse('flags-not-yours', 403, { expression: ['Appointment.supportingInformation'] })
}

export function incomplete(expression: readonly string[]): Refusal<RefusalCode> {
  return refuse('appointment-incomplete', 422, {
    expression,
    diagnostics: `An appointment at the GP needs a valid ${expression.join(', ')} (services/appointments/README.md).`,
  })
}
