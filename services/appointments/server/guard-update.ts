import { isDeepStrictEqual } from 'node:util'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Appointment } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { actionsOf } from '../domain/actions.ts'
import { freeHours } from '../domain/cancellation.ts'
import { mayMove } from '../domain/state.ts'
import { type ReadAppointment, readAppointment } from '../fhir/read-appointment.ts'
import { modesOf } from './gp.ts'
import { checkOffice, incomplete, isElsewhere, moverOf } from './guard-create.ts'
import { checkFacts, checkTimeForCitizen, firstTime } from './guard-time.ts'
import { lockCitizen, lockEntry } from './queries.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

/** An appointment moves: one step that the mover may take, and nothing else of it changes. */
export async function checkUpdated(
  before: Appointment,
  after: Appointment,
  citizen: string,
  tx: StoreTransaction,
): Verdict {
  const flags = await flagsBeside(before, citizen, tx)
  const [was, is] = [readAppointment(before, flags), readAppointment(after, flags)]
  const mover = moverOf(tx.context.actor)
  if (mover === 'system' && isElsewhere(was) && isElsewhere(is)) return undefined
  await lockEntry(tx.sql, is.id)
  if (!mayMove(mover, was.state, is.state)) return refuseStep(was)
  const touched = fixedElements(was).filter((name) => !isDeepStrictEqual(before[name], after[name]))
  if (touched.length > 0 || (was.office !== null && was.office !== is.office))
    return refuse('transition-not-allowed', 409, { expression: touched.map((name) => `Appointment.${name}`) })
  if (mover === 'citizen') {
    await lockCitizen(tx.sql, citizen)
    return checkByCitizen({ was, is, before, after, citizen }, tx)
  }
  const time = await firstTime(is, tx)
  const wrong = time && checkFacts(is, time)
  if (wrong) return wrong
  return mover === 'office' ? checkByOffice(was, is, citizen, time?.office ?? was.office, tx) : undefined
}

/** What an appointment keeps from birth to end. */
function fixedElements(was: ReadAppointment) {
  const always = ['identifier', 'created', 'basedOn', 'serviceType'] as const satisfies readonly (keyof Appointment)[]
  return was.state === 'waiting' ? always : ([...always, 'requestedPeriod', 'description'] as const)
}

interface Step {
  readonly was: ReadAppointment
  readonly is: ReadAppointment
  readonly before: Appointment
  readonly after: Appointment
  readonly citizen: string
}

/** The Flags and the hour say what the citizen may do. */
async function checkByCitizen(step: Step, tx: StoreTransaction): Verdict {
  const { was, is, before, after, citizen } = step
  if (!isDeepStrictEqual([...was.flags].sort(), [...is.flags].sort()) && was.state !== 'waiting')
    return refuse('flags-not-yours', 403, { expression: ['Appointment.supportingInformation'] })
  if (is.settled !== was.settled) return refuse('not-for-citizens', 403)
  if (was.state === 'waiting') return checkAnswer(was, is, citizen, tx)
  const own = await firstTime(was, tx)
  const office = own && (await tx.registers.gp.office(own.office))
  const modes = own ? modesOf(own, office?.services ?? []) : []
  const actions = actionsOf({ ...was, modes }, tx.now)
  if (was.start !== null && was.start <= tx.now) return refuse('already-begun', 409)
  if (is.state === 'cancelled') return actions.cancel.allowed ? undefined : refuse('not-allowed', 403)
  if (!isDeepStrictEqual(before.patientInstruction, after.patientInstruction)) return refuse('not-for-citizens', 403)
  const moved = !isDeepStrictEqual(was.slots, is.slots) || was.start?.getTime() !== is.start?.getTime()
  if (moved) {
    if (!actions.move.allowed) return refuseLate(was, tx.now, 'canChangeAppointment')
    const time = await firstTime(is, tx)
    if (!time) return refuse('slot-gone', 409, { expression: ['Appointment.slot'] })
    const facts = { citizen, appointment: is.id, mode: is.mode ?? was.mode ?? 'attendance', time }
    return checkFacts(is, time) ?? (await checkTimeForCitizen(facts, tx))
  }
  if (is.mode === was.mode) return isUnchanged(before, after) ? undefined : refuse('not-for-citizens', 403)
  if (is.mode !== null && actions.changeMode.includes(is.mode)) return undefined
  return refuseLate(was, tx.now, 'canChangeConferenceType')
}

/** A time that was offered is taken by the one it was offered to, while the offer stands. */
async function checkAnswer(was: ReadAppointment, is: ReadAppointment, citizen: string, tx: StoreTransaction): Verdict {
  if (is.state !== 'booked') return undefined
  const offered =
    was.offer !== null && was.offer.until > tx.now && is.slots.length === 1 && is.slots[0] === was.offer.slot
  if (!offered) return refuse('nothing-offered', 409, { expression: ['Appointment.slot'] })
  const time = await firstTime(is, tx)
  if (!time) return refuse('slot-gone', 409, { expression: ['Appointment.slot'] })
  const facts = { citizen, appointment: is.id, mode: is.mode ?? 'attendance', time }
  return checkFacts(is, time) ?? (await checkTimeForCitizen(facts, tx))
}

async function checkByOffice(
  was: ReadAppointment,
  is: ReadAppointment,
  citizen: string,
  office: string | null,
  tx: StoreTransaction,
): Verdict {
  const no = await checkOffice(was.office ?? office ?? '', citizen, tx)
  if (no) return no
  if (is.state === 'booked' && office !== was.office) return refuse('not-your-office', 403)
  if (is.state === 'booked' && is.slots.length === 0) return incomplete(['Appointment.slot'])
  if (is.state === 'missed' && was.start !== null && was.start > tx.now) return refuse('not-yet', 409)
  if (was.state !== 'cancelled' && is.state === 'cancelled' && is.cancelled?.reason == null)
    return refuse('reason-missing', 422, { expression: ['Appointment.cancelationReason'] })
  return undefined
}

function refuseStep(was: ReadAppointment): Refusal<RefusalCode> {
  if (was.state === 'cancelled') return refuse('already-cancelled', 409)
  if (was.state === 'arrived' || was.state === 'done' || was.state === 'missed') return refuse('already-begun', 409)
  return refuse('transition-not-allowed', 409, { expression: ['Appointment.status'] })
}

function refuseLate(
  was: ReadAppointment,
  now: Date,
  flag: 'canChangeAppointment' | 'canChangeConferenceType',
): Refusal<RefusalCode> {
  const late = was.start !== null && now.getTime() > was.start.getTime() - freeHours * 3_600_000
  return late && was.flags.includes(flag)
    ? refuse('too-late-to-change', 409, { params: { hours: freeHours } })
    : refuse('not-allowed', 403)
}

/** Written back as it was: no harm, no change. */
function isUnchanged(before: Appointment, after: Appointment): boolean {
  const { meta: _was, ...old } = before
  const { meta: _is, ...same } = after
  return isDeepStrictEqual(old, same)
}

/** Flags that stand beside the appointment in the record. */
async function flagsBeside(before: Appointment, citizen: string, tx: StoreTransaction) {
  const beside = before.supportingInformation?.some(({ reference }) => reference?.startsWith('Flag/'))
  return beside ? tx.searchCitizen(citizen, 'Flag') : []
}
