import type { Appointment, AppointmentResponse, Reference, ServiceRequest } from '@medplum/fhirtypes'
import type { MeetingType } from '../contract/index.ts'
import { extensions, systems } from './systems.ts'

/** Identity number or D-number (first digit 4–7), as hospitals look a patient up. */
export function patientIdentifier(identityNumber: string): { system: string; value: string } {
  const dNumber = /^[4-7]/.test(identityNumber)
  return { system: dNumber ? systems.dNumber : systems.identityNumber, value: identityNumber }
}

/** A patient's answer to a region: keep this time, take it, or none fits. */
export function answerOf(parts: {
  readonly key: string
  readonly regional: string
  readonly says: 'tentative' | 'accepted' | 'declined'
  readonly time?: { readonly slot: string; readonly starts: string; readonly ends: string }
  readonly words?: string
}): AppointmentResponse {
  const { key, regional, says, time, words } = parts
  return {
    resourceType: 'AppointmentResponse',
    ...(time
      ? { extension: [{ url: extensions.chosenSlot, valueReference: { reference: `Slot/${time.slot}` } }] }
      : {}),
    identifier: [{ system: systems.answer, value: key }],
    appointment: { reference: `Appointment/${regional}` },
    ...(time ? { start: time.starts, end: time.ends } : {}),
    // The region knows the patient of its appointment: no identity number is needed here.
    participantType: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'SBJ' }] },
    ],
    participantStatus: says,
    ...(words ? { comment: words } : {}),
  }
}

export interface OfferParts {
  readonly identityNumber: string
  readonly clinic: { readonly regional: string; readonly name: string; readonly phone: string | null }
  readonly hospital: { readonly organisationNumber: string; readonly name: string }
  readonly title: string
  readonly preparation: string
  readonly type: MeetingType
  readonly slots: readonly string[]
  readonly chooseBy: string
  readonly at: string
  /** Id of the ServiceRequest that the time rests on. */
  readonly referral?: string | undefined
}

/** Times offered to a patient, as the region's own appointment: proposed, with what the patient may do. */
export function offerOf(parts: OfferParts): Appointment {
  const flags = ['canChangeAppointment', 'cancel', 'canUseShortNotice']
  return {
    resourceType: 'Appointment',
    contained: [
      {
        resourceType: 'Location',
        id: 'place',
        status: 'active',
        name: parts.clinic.name,
        managingOrganization: {
          identifier: { system: systems.organisationNumber, value: parts.hospital.organisationNumber },
          display: parts.hospital.name,
        },
      },
      ...flags.map((code) => ({
        resourceType: 'Flag' as const,
        id: `flag-${code}`,
        status: 'active' as const,
        code: { coding: [{ system: systems.flag, code }] },
        subject: { identifier: patientIdentifier(parts.identityNumber) },
      })),
    ],
    extension: [{ url: extensions.chooseBy, valueDate: parts.chooseBy }],
    status: 'proposed',
    serviceCategory: [{ coding: [{ system: systems.serviceCategory, code: '27' }] }],
    appointmentType: { coding: [{ system: systems.mode, code: parts.type }] },
    ...(parts.referral ? { basedOn: [restingOn(parts.referral)] } : {}),
    description: parts.title,
    ...(parts.preparation ? { patientInstruction: parts.preparation } : {}),
    created: parts.at,
    slot: parts.slots.map((slot) => ({ reference: `Slot/${slot}` })),
    supportingInformation: flags.map((code) => ({ reference: `#flag-${code}` })),
    participant: [
      { actor: { type: 'Patient', identifier: patientIdentifier(parts.identityNumber) }, status: 'needs-action' },
      {
        actor: { reference: `HealthcareService/${parts.clinic.regional}`, display: parts.clinic.name },
        status: 'accepted',
      },
      { actor: { reference: '#place' }, status: 'accepted' },
    ],
  }
}

/** The referral as the region knows it: by its number, since the resource is the portal's. */
export function restingOn(referral: string): Reference<ServiceRequest> {
  return { type: 'ServiceRequest', identifier: { system: systems.referral, value: referral } }
}
