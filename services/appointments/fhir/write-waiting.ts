import { endOfOsloDay, startOfOsloDay } from '@lomma/platform/calendar'
import type { Appointment, Extension } from '@medplum/fhirtypes'
import type { By } from '../contract/index.ts'
import type { Wish } from '../domain/waiting.ts'
import { appointmentType } from './modes.ts'
import { readOffer } from './read-waiting.ts'
import { to } from './reference.ts'
import { extensions, profile, systems } from './systems.ts'
import { stepExtension, withStep } from './write-appointment.ts'

export interface NewWaiting {
  readonly id: string
  readonly receipt: string
  readonly citizen: { readonly id: string; readonly name: string }
  readonly office: { readonly id: string; readonly name: string }
  readonly practitioner: { readonly id: string; readonly name: string }
  readonly wish: Wish
  readonly title: string
  readonly at: Date
  readonly by: By
  readonly replaces?: string
}

/** A place on the waiting list: an Appointment without a time, with what is wished for. */
export function newWaiting(facts: NewWaiting): Appointment & { id: string } {
  const { wish, practitioner, citizen, office } = facts
  return {
    resourceType: 'Appointment',
    id: facts.id,
    meta: { profile: [profile] },
    extension: [
      { url: extensions.office, valueReference: to('Organization', office.id, office.name) },
      wishExtension(wish),
      ...(facts.replaces ? [{ url: extensions.replaces, valueReference: to('Appointment', facts.replaces) }] : []),
      stepExtension({ what: 'waiting', at: facts.at.toISOString(), by: facts.by }),
    ],
    identifier: [{ system: systems.receipt, value: facts.receipt }],
    status: 'waitlist',
    appointmentType: appointmentType(wish.mode),
    description: facts.title,
    created: facts.at.toISOString(),
    requestedPeriod: [{ start: startOfOsloDay(wish.from).toISOString(), end: endOfOsloDay(wish.to).toISOString() }],
    participant: [
      { actor: to('Patient', citizen.id, citizen.name), status: 'accepted' },
      { actor: to('Practitioner', practitioner.id, practitioner.name), status: 'needs-action' },
    ],
  }
}

/** The same with a time that is offered. */
export function withOffer<A extends Appointment>(one: A, slot: string, until: Date, at: Date): A {
  const asked = [...(readOffer(one)?.asked ?? []), slot]
  return withStep(
    replaceOffer(one, [
      { url: 'slot', valueReference: to('Slot', slot) },
      { url: 'until', valueInstant: until.toISOString() },
      ...asked.map(askedFor),
    ]),
    { what: 'offered', at: at.toISOString(), by: 'office' },
  )
}

/** The same when the offer is over: what was offered stays, so that it is not offered again. */
export function withoutOffer<A extends Appointment>(one: A): A {
  const asked = readOffer(one)?.asked ?? []
  return replaceOffer(one, asked.map(askedFor))
}

function replaceOffer<A extends Appointment>(one: A, parts: Extension[]): A {
  const rest = (one.extension ?? []).filter(({ url }) => url !== extensions.offer)
  return { ...one, extension: parts.length > 0 ? [...rest, { url: extensions.offer, extension: parts }] : rest }
}

const askedFor = (slot: string): Extension => ({ url: 'asked', valueReference: to('Slot', slot) })

function wishExtension({ weekdays, dayParts }: Wish): Extension {
  return {
    url: extensions.wish,
    extension: [
      { url: 'any', valueBoolean: weekdays.length === 0 && dayParts.length === 0 },
      ...weekdays.map((valueInteger) => ({ url: 'weekday', valueInteger })),
      ...dayParts.map((valueCode) => ({ url: 'dayPart', valueCode })),
    ],
  }
}
