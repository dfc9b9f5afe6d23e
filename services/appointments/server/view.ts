import type { Deps } from '@lomma/platform/service'
import { findSlot } from '@lomma/platform/slots'
import type { Actions, Appointment, AppointmentDetail, Waiting } from '../contract/index.ts'
import { actionsOf } from '../domain/actions.ts'
import { videoIsOpen, videoOpens } from '../domain/video.ts'
import type { ReadAppointment } from '../fhir/read-appointment.ts'
import { modesOf } from './gp.ts'

/** Our own appointments are named in the reader's language; others by their owner's words. */
const own = 'appointments'

/** One line of a list. */
export function lineOf(one: ReadAppointment, deps: Pick<Deps, 'appointmentOwners'>): Appointment {
  const owner = deps.appointmentOwners.find(({ service }) => service === one.owner)
  return {
    id: one.id,
    version: one.version,
    state: one.state,
    title: one.owner === own ? null : one.title,
    mode: one.mode,
    practice: one.owner === own ? one.practice : null,
    start: one.start?.toISOString() ?? null,
    end: one.end?.toISOString() ?? null,
    with: one.practitionerName,
    where: one.place?.name ?? one.officeName,
    owner: one.officeName,
    href: owner?.href(one.id) ?? null,
    series: one.series,
    hasPreparation: one.preparation !== null,
    yourTurn: one.yourTurn && (one.state === 'booked' || one.state === 'pending' || one.state === 'proposed'),
  }
}

/** Everything about one, with what may be done now. */
export async function detailOf(
  one: ReadAppointment,
  all: readonly ReadAppointment[],
  deps: Pick<Deps, 'registers' | 'clock' | 'db' | 'appointmentOwners'>,
): Promise<AppointmentDetail> {
  const now = deps.clock.now()
  const office = one.office === null ? undefined : await organisation(one.office, deps)
  const waiting = all.find(({ state, replaces }) => state === 'waiting' && replaces === one.id)
  return {
    ...lineOf(one, deps),
    now: now.toISOString(),
    owner: one.officeName ?? office?.name ?? null,
    receipt: one.receipt,
    place: one.place,
    preparation: one.preparation,
    reason: one.reason,
    video: videoOf(one, now),
    phone: office?.phone ?? null,
    steps: [...one.steps],
    cancelled: one.cancelled,
    sequence: one.steps.filter(({ what }) => what !== 'booked' && what !== 'waiting' && what !== 'offered').length,
    actions: one.owner === own ? await ownActions(one, deps) : none,
    waiting: waiting?.id ?? null,
  }
}

async function ownActions(one: ReadAppointment, deps: Pick<Deps, 'registers' | 'clock' | 'db'>): Promise<Actions> {
  const time = one.slots[0] ? await findSlot(deps.db, one.slots[0]) : undefined
  const office = time && (await deps.registers.gp.office(time.office).catch(() => undefined))
  const modes = time ? modesOf(time, office?.services ?? []) : []
  const actions = actionsOf({ ...one, modes }, deps.clock.now())
  // What a practice may ask for is its own to say.
  return one.practice ? { ...actions, cancel: { ...actions.cancel, fee: 0 } } : actions
}

const none: Actions = {
  cancel: { allowed: false, freeUntil: null, fee: 0, comment: false },
  move: { allowed: false, until: null },
  changeMode: [],
  shortNotice: false,
}

function videoOf(one: ReadAppointment, now: Date): AppointmentDetail['video'] {
  const { start, end, mode, state } = one
  if (mode !== 'video' || start === null || end === null || (state !== 'booked' && state !== 'arrived')) return null
  return { opens: videoOpens(start).toISOString(), link: videoIsOpen(start, end, now) ? one.video : null }
}

/** A place on the waiting list, with the time that is offered now. */
export async function waitingView(one: ReadAppointment, deps: Pick<Deps, 'db' | 'clock'>): Promise<Waiting[]> {
  const { wish, offer } = one
  if (wish === null) return []
  const stands = offer !== null && offer.slot !== '' && offer.until > deps.clock.now()
  const time = stands ? await findSlot(deps.db, offer.slot) : undefined
  return [
    {
      id: one.id,
      version: one.version,
      since: one.created.toISOString(),
      mode: wish.mode,
      from: wish.from,
      to: wish.to,
      office: one.officeName,
      replaces: one.replaces,
      offered:
        time && offer
          ? {
              slot: time.slot,
              start: time.starts.toISOString(),
              end: time.ends.toISOString(),
              with: one.practitionerName,
              until: offer.until.toISOString(),
            }
          : null,
    },
  ]
}

async function organisation(id: string, deps: Pick<Deps, 'registers'>) {
  return deps.registers.organisations.byId(id).catch(() => undefined)
}
