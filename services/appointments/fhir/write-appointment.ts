import type { Appointment, Extension, Flag, Location } from '@medplum/fhirtypes'
import type { By, Mode, Place, PracticeKind, Step } from '../contract/index.ts'
import type { FlagCode } from '../domain/actions.ts'
import { appointmentType } from './modes.ts'
import { to } from './reference.ts'
import { extensions, profile, systems } from './systems.ts'

export interface NewAppointment {
  readonly id: string
  readonly receipt: string
  readonly citizen: { readonly id: string; readonly name: string }
  readonly office: { readonly id: string; readonly name: string }
  readonly practitioner: { readonly id: string; readonly name: string } | null
  readonly mode: Mode
  readonly slots: readonly string[]
  readonly start: Date
  readonly end: Date
  readonly at: Date
  readonly by: By
  readonly title: string
  /** What the place is, when it is not the GP's office. */
  readonly practice?: PracticeKind | null
  readonly reason: string | null
  readonly flags: readonly FlagCode[]
  readonly place: Place | null
  readonly preparation?: string
  /** Address of the video room. */
  readonly video?: string
}

/** An appointment at the GP, as no-basis-Appointment. */
export function newAppointment(facts: NewAppointment): Appointment & { id: string } {
  const { practitioner, place, mode } = facts
  const contained = [
    ...(place ? [locationOf(place, facts.office)] : []),
    ...facts.flags.map((code) => flagOf(code, facts.citizen.id)),
  ]
  return {
    resourceType: 'Appointment',
    id: facts.id,
    meta: { profile: [profile] },
    ...(contained.length > 0 ? { contained } : {}),
    extension: [
      { url: extensions.office, valueReference: to('Organization', facts.office.id, facts.office.name) },
      ...(mode === 'video' && facts.video ? [virtual(facts.video)] : []),
      stepExtension({ what: 'booked', at: facts.at.toISOString(), by: facts.by }),
    ],
    identifier: [{ system: systems.receipt, value: facts.receipt }],
    status: 'booked',
    ...(facts.practice ? { serviceType: practiceType(facts.practice) } : {}),
    appointmentType: appointmentType(mode),
    ...(facts.reason ? { reasonCode: [{ text: facts.reason }] } : {}),
    description: facts.title,
    ...(facts.flags.length > 0
      ? { supportingInformation: facts.flags.map((code) => ({ reference: `#${flagId(code)}` })) }
      : {}),
    start: facts.start.toISOString(),
    end: facts.end.toISOString(),
    minutesDuration: Math.round((facts.end.getTime() - facts.start.getTime()) / 60_000),
    ...(facts.slots.length > 0 ? { slot: facts.slots.map((slot) => to('Slot', slot)) } : {}),
    created: facts.at.toISOString(),
    ...(facts.preparation ? { patientInstruction: facts.preparation } : {}),
    participant: [
      { actor: to('Patient', facts.citizen.id, facts.citizen.name), status: 'accepted' },
      ...(practitioner
        ? [{ actor: to('Practitioner', practitioner.id, practitioner.name), status: 'accepted' as const }]
        : []),
      ...(place ? [{ actor: { reference: '#place' }, status: 'accepted' as const }] : []),
    ],
  }
}

/** What the place is, for whoever lists it. */
export function practiceType(practice: PracticeKind) {
  return [{ coding: [{ system: systems.practice, code: practice }] }]
}

/** The same appointment at another time, with the practitioner whose time it is. */
export function movedAppointment<A extends Appointment>(
  one: A,
  to_: {
    readonly slots: readonly string[]
    readonly start: Date
    readonly end: Date
    readonly practitioner: { readonly id: string; readonly name: string } | null
    readonly at: Date
    readonly by: By
  },
): A {
  const { practitioner, start, end } = to_
  const others = one.participant.filter(({ actor }) => !actor?.reference?.includes('Practitioner/'))
  return withStep(
    {
      ...one,
      start: start.toISOString(),
      end: end.toISOString(),
      minutesDuration: Math.round((end.getTime() - start.getTime()) / 60_000),
      slot: to_.slots.map((slot) => to('Slot', slot)),
      participant: [
        ...others,
        ...(practitioner
          ? [{ actor: to('Practitioner', practitioner.id, practitioner.name), status: 'accepted' as const }]
          : []),
      ],
    },
    { what: 'moved', at: to_.at.toISOString(), by: to_.by },
  )
}

/** Cancelled, with who and why (Volven 7621). Its times are given back by the write itself. */
export function cancelledAppointment<A extends Appointment>(
  one: A,
  how: { readonly by: 'citizen' | 'office'; readonly reason: string | null; readonly at: Date },
): A {
  const code =
    how.by === 'citizen'
      ? { code: 'AAI', display: 'Avtale avlyst av innbygger' }
      : { code: 'AAT', display: 'Avtale avlyst av tjenesten' }
  return withStep(
    {
      ...one,
      status: 'cancelled',
      cancelationReason: {
        coding: [{ system: systems.cancellation, ...code }],
        ...(how.reason ? { text: how.reason } : {}),
      },
    },
    { what: 'cancelled', at: how.at.toISOString(), by: how.by },
  )
}

/** The same time, met another way. @param video address of the room, when it becomes a video meeting */
export function withMode<A extends Appointment>(
  one: A,
  mode: Mode,
  how: { readonly at: Date; readonly by: By; readonly video?: string },
): A {
  const rest = (one.extension ?? []).filter(({ url }) => url !== extensions.virtual)
  const room = mode === 'video' && how.video ? [virtual(how.video)] : []
  return withStep(
    { ...one, appointmentType: appointmentType(mode), extension: [...rest, ...room] },
    { what: 'mode-changed', at: how.at.toISOString(), by: how.by },
  )
}

/** The same with another status and what happened. */
export function withStatus<A extends Appointment>(one: A, status: Appointment['status'], step: Step): A {
  return withStep({ ...one, status }, step)
}

/** What became of a late cancellation. */
export function settledAppointment<A extends Appointment>(one: A, how: 'charged' | 'waived'): A {
  const rest = (one.extension ?? []).filter(({ url }) => url !== extensions.late)
  return { ...one, extension: [...rest, { url: extensions.late, valueCode: how }] }
}

/** The same with the owner's Flags: what the citizen may do. */
export function withFlags<A extends Appointment>(one: A, flags: readonly FlagCode[], citizen: string): A {
  const others = (one.contained ?? []).filter(({ resourceType }) => resourceType !== 'Flag')
  const rest = (one.supportingInformation ?? []).filter(({ reference }) => !reference?.startsWith('#flag-'))
  return {
    ...one,
    contained: [...others, ...flags.map((code) => flagOf(code, citizen))],
    supportingInformation: [...rest, ...flags.map((code) => ({ reference: `#${flagId(code)}` }))],
  }
}

export function withStep<A extends Appointment>(one: A, step: Step): A {
  return { ...one, extension: [...(one.extension ?? []), stepExtension(step)] }
}

export function stepExtension({ what, at, by }: Step): Extension {
  return {
    url: extensions.step,
    extension: [
      { url: 'what', valueCode: what },
      { url: 'at', valueInstant: at },
      { url: 'by', valueCode: by },
    ],
  }
}

const flagId = (code: FlagCode): string => `flag-${code}`

function flagOf(code: FlagCode, citizen: string): Flag {
  return {
    resourceType: 'Flag',
    id: flagId(code),
    status: 'active',
    category: [{ coding: [{ system: systems.flagCategory, code: 'admin' }] }],
    code: { coding: [{ system: systems.flag, code }] },
    subject: to('Patient', citizen),
  }
}

function locationOf(place: Place, office: { readonly id: string; readonly name: string }): Location {
  const said = [
    [extensions.building, place.building],
    [extensions.floor, place.floor],
    [extensions.entrance, place.entrance],
  ] as const
  const found = said.flatMap(([url, valueString]) => (valueString ? [{ url, valueString }] : []))
  return {
    resourceType: 'Location',
    id: 'place',
    ...(found.length > 0 ? { extension: found } : {}),
    name: place.name,
    ...(place.address ? { address: { line: [place.address] } } : {}),
    managingOrganization: to('Organization', office.id, office.name),
  }
}

function virtual(address: string): Extension {
  return { url: extensions.virtual, extension: [{ url: 'virtualAddress', valueUrl: address }] }
}
