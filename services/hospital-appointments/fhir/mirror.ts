import type { Appointment, AppointmentParticipant, Flag, Location } from '@medplum/fhirtypes'
import { ext, flagsOf, offeredSlots, referralOf, typeOf } from './read-appointment.ts'
import { extensions, owner, systems } from './systems.ts'

export interface MirrorParts {
  readonly id: string
  readonly citizen: { readonly id: string; readonly name: string }
  readonly source: string
  /** The region's own resource, as it came over the wire. */
  readonly regional: Appointment & { readonly id: string }
  /** The clinic as we know it; null: unknown here. */
  readonly clinic: { readonly id: string; readonly name: string } | null
  readonly hospital: { readonly id: string; readonly name: string } | null
}

/**
 * The copy of a region's appointment in the citizen's record. An allow-list: what is not named here is not taken over, and the
 * patient is the citizen's Patient, never an identity number.
 */
export function mirrorOf(parts: MirrorParts): Appointment & { id: string } {
  const { regional, citizen, clinic } = parts
  const place = placeOf(parts)
  const flags = flagsOf(regional).map((code) => toFlag(code, citizen.id))
  const waits = regional.status === 'proposed' && !ext(regional, extensions.noneFits)
  const participant: AppointmentParticipant[] = [
    {
      actor: { reference: `Patient/${citizen.id}`, display: citizen.name },
      status: waits ? 'needs-action' : 'accepted',
    },
    ...(clinic
      ? [{ actor: { reference: `HealthcareService/${clinic.id}`, display: clinic.name }, status: 'accepted' as const }]
      : []),
    { actor: { reference: '#place', display: clinic?.name ?? parts.hospital?.name ?? '' }, status: 'accepted' },
  ]
  const type = typeOf(regional)
  const referral = referralOf(regional)
  const hidden = (regional.meta?.security ?? []).filter(({ system }) => system === systems.restriction)
  return {
    resourceType: 'Appointment',
    id: parts.id,
    meta: {
      source: `urn:lomma:source:${parts.source}#${regional.id}`.slice(0, 250),
      ...(hidden.length > 0 ? { security: hidden } : {}),
    },
    contained: [place, ...flags],
    extension: extensionsOf(parts),
    identifier: [{ system: systems.appointment, value: `${parts.source}/${regional.id}` }],
    status: regional.status,
    serviceCategory: [{ coding: [{ system: systems.serviceCategory, code: '27', display: 'Specialist Medical' }] }],
    ...(type ? { appointmentType: { coding: [{ system: systems.mode, code: type }] } } : {}),
    ...(regional.description ? { description: regional.description.slice(0, 1000) } : {}),
    ...(regional.patientInstruction ? { patientInstruction: regional.patientInstruction.slice(0, 1000) } : {}),
    ...(regional.comment ? { comment: regional.comment.slice(0, 1000) } : {}),
    ...(regional.start && regional.end ? { start: regional.start, end: regional.end } : {}),
    ...(regional.requestedPeriod ? { requestedPeriod: regional.requestedPeriod } : {}),
    ...(regional.cancelationReason ? { cancelationReason: regional.cancelationReason } : {}),
    ...(regional.created ? { created: regional.created } : {}),
    ...(flags.length > 0 ? { supportingInformation: flags.map(({ id }) => ({ reference: `#${id}` })) } : {}),
    ...(referral ? { basedOn: [{ reference: `ServiceRequest/${referral}` }] } : {}),
    participant,
  }
}

function extensionsOf({ regional, hospital }: MirrorParts) {
  const moves = ext(regional, extensions.moves)?.valueInteger
  const noneFits = ext(regional, extensions.noneFits)?.valueDateTime
  const chooseBy = ext(regional, extensions.chooseBy)?.valueDate
  const version = regional.meta?.versionId
  const offered = regional.status === 'proposed' ? regionSlots(regional) : []
  return [
    { url: extensions.owner, valueCode: owner },
    ...(hospital
      ? [
          {
            url: extensions.office,
            valueReference: { reference: `Organization/${hospital.id}`, display: hospital.name },
          },
        ]
      : []),
    ...(moves === undefined ? [] : [{ url: extensions.moves, valueInteger: moves }]),
    ...(noneFits ? [{ url: extensions.noneFits, valueDateTime: noneFits }] : []),
    ...(chooseBy ? [{ url: extensions.chooseBy, valueDate: chooseBy }] : []),
    ...(version ? [{ url: extensions.regionVersion, valueString: version }] : []),
    ...offered.map((valueString) => ({ url: extensions.offeredSlot, valueString })),
  ]
}

/** Slots a region offers: it names them as the appointment's own. */
function regionSlots(regional: Appointment): string[] {
  const named = (regional.slot ?? []).flatMap(({ reference }) => reference?.split('/').at(-1) ?? [])
  return named.length > 0 ? named : offeredSlots(regional)
}

function placeOf({ regional, hospital }: MirrorParts): Location {
  const given = regional.contained?.find((one): one is Location => one.resourceType === 'Location')
  const parts = [extensions.building, extensions.floor, extensions.entrance].flatMap((url) => {
    const valueString = given && ext(given, url)?.valueString
    return valueString ? [{ url, valueString }] : []
  })
  return {
    resourceType: 'Location',
    id: 'place',
    ...(parts.length > 0 ? { extension: parts } : {}),
    status: 'active',
    ...(given?.name ? { name: given.name } : {}),
    ...(given?.address ? { address: given.address } : {}),
    ...(hospital ? { managingOrganization: { reference: `Organization/${hospital.id}`, display: hospital.name } } : {}),
  }
}

function toFlag(code: string, citizen: string): Flag & { id: string } {
  return {
    resourceType: 'Flag',
    id: `flag-${code}`.slice(0, 64),
    status: 'active',
    code: { coding: [{ system: systems.flag, code }] },
    subject: { reference: `Patient/${citizen}` },
  }
}
