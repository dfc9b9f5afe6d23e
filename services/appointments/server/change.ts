import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { confirmSlot, holdOf } from '@lomma/platform/slots'
import type { Appointment } from '@medplum/fhirtypes'
import type { AppointmentDetail, Cancel, ChangeMode, Move, RefusalCode } from '../contract/index.ts'
import type { ReadAppointment } from '../fhir/read-appointment.ts'
import { cancelledAppointment, movedAppointment, withMode } from '../fhir/write-appointment.ts'
import { practitionerOf, videoRoom } from './compose.ts'
import { showAppointment } from './list-appointments.ts'
import { lockEntry } from './queries.ts'
import { type CitizenContext, readMine } from './record.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'appointmentOwners'>

/** The citizen cancels. What may be done, and whether it costs, is the guard's rule; the screen has told it before the press. */
export function cancelAppointment(
  context: CitizenContext,
  id: string,
  { version, comment }: Cancel,
  deps: Parts,
): Promise<AppointmentDetail | Refusal> {
  return change(context, id, version, deps, async (one, tx) =>
    one.read.state === 'cancelled'
      ? refuse('already-cancelled', 409)
      : cancelledAppointment(one.stored, { by: 'citizen', reason: comment || null, at: tx.now }),
  )
}

/** The citizen moves it to the time they hold: the old time is given back in the same write. */
export function moveAppointment(
  context: CitizenContext,
  id: string,
  { version, token }: Move,
  deps: Parts,
): Promise<AppointmentDetail | Refusal> {
  const { citizen } = context.actor
  return change(context, id, version, deps, async (one, tx) => {
    const held = await holdOf(tx.sql, citizen, tx.now)
    if (held?.token !== token) return refuse('hold-over', 409)
    const time = await confirmSlot(tx, held.slot, citizen)
    if (isRefusal(time)) return time
    return movedAppointment(one.stored, {
      slots: [time.slot],
      start: time.starts,
      end: time.ends,
      practitioner: await practitionerOf(tx, time),
      at: tx.now,
      by: 'citizen',
    })
  })
}

/** The same time, met another way: attendance becomes video, or the other way. */
export function changeMode(
  context: CitizenContext,
  id: string,
  { version, mode }: ChangeMode,
  deps: Parts,
): Promise<AppointmentDetail | Refusal> {
  return change(context, id, version, deps, async (one, tx) =>
    withMode(one.stored, mode, { at: tx.now, by: 'citizen', video: videoRoom() }),
  )
}

interface Mine {
  readonly stored: Stored<Appointment>
  readonly read: ReadAppointment
}

async function change(
  context: CitizenContext,
  id: string,
  version: string,
  deps: Parts,
  make: (one: Mine, tx: StoreTransaction) => Promise<Stored<Appointment> | Refusal<RefusalCode>>,
): Promise<AppointmentDetail | Refusal> {
  const done = await deps.store.command(context, async (tx) => {
    await lockEntry(tx.sql, id)
    const one = await readMine(tx, context.actor.citizen, id)
    if (one?.read.owner !== 'appointments' || one.read.state === 'waiting') return refuse('not-found', 404)
    if (one.read.version !== version && one.read.state !== 'cancelled') return refuse('changed-meanwhile', 409)
    const next = await make(one, tx)
    if (isRefusal(next)) return next
    await tx.update(next, { ifMatch: one.read.version })
    return { id }
  })
  return isRefusal(done) ? done : showAppointment(context, id, deps)
}
