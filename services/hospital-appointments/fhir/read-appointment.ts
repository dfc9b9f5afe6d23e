import type { Stored } from '@lomma/platform/fhir'
import type { Appointment, Extension, Flag, Location } from '@medplum/fhirtypes'
import { type HospitalStatus, type MeetingType, meetingTypes } from '../contract/index.ts'
import { codeIn, referencedId, text } from './reference.ts'
import { extensions, systems } from './systems.ts'

/** An appointment at a hospital, as it stands in the citizen's record. */
export interface Hospital {
  readonly id: string
  readonly version: string
  /** When the copy was written. */
  readonly copiedAt: string
  readonly source: string
  readonly regional: string
  readonly regionVersion: string | null
  /** Id of the ServiceRequest that it rests on. */
  readonly referral: string | null
  readonly title: string
  readonly status: HospitalStatus
  readonly type: MeetingType | null
  readonly starts: string | null
  readonly ends: string | null
  /** Id of the HealthcareService, and its name as the hospital wrote it. */
  readonly clinic: string | null
  readonly clinicName: string | null
  readonly organization: string | null
  readonly hospitalName: string | null
  readonly place: {
    readonly building: string | null
    readonly floor: string | null
    readonly entrance: string | null
    readonly address: string | null
  } | null
  readonly preparation: string | null
  readonly flags: readonly string[]
  readonly moves: number
  readonly noneFitsAt: string | null
  readonly words: string | null
  readonly offered: readonly string[]
  /** `YYYY-MM-DD` */
  readonly chooseBy: string | null
}

/** True for an appointment that a hospital's system owns. */
export function isHospitalAppointment(appointment: Appointment): boolean {
  return (appointment.identifier ?? []).some(({ system }) => system === systems.appointment)
}

/** Volven 9603: what the person is not to see in the own record. */
const hiddenCodes: ReadonlySet<string> = new Set([
  ...['NORN_FFL', 'NORN_KUT', 'NORN_EPO', 'NORN_ALL', 'NORN_FOR', 'NORN_UNGDOM', 'NORN_FFH', 'NORN_FPB', 'NORN_DUP'],
  ...['NORN_ANG', 'NORU'],
])

/** True when the citizen may see it in the own record. */
export function isShownToSelf({ meta }: Appointment): boolean {
  return !(meta?.security ?? []).some(({ code }) => code !== undefined && hiddenCodes.has(code))
}

export function readHospital(appointment: Stored<Appointment>): Hospital {
  const { id, meta } = appointment
  const named = appointment.identifier?.find(({ system }) => system === systems.appointment)?.value ?? ''
  const [source = '', ...regional] = named.split('/')
  const clinic = appointment.participant.find(({ actor }) => referencedId(actor, 'HealthcareService'))?.actor
  const place = appointment.contained?.find((one): one is Location => one.resourceType === 'Location')
  return {
    id,
    version: meta.versionId,
    copiedAt: meta.lastUpdated,
    source,
    regional: regional.join('/'),
    regionVersion: ext(appointment, extensions.regionVersion)?.valueString ?? null,
    referral: referralOf(appointment),
    title: appointment.description ?? '',
    status: statusOf(appointment),
    type: typeOf(appointment),
    starts: appointment.start ?? null,
    ends: appointment.end ?? null,
    clinic: referencedId(clinic, 'HealthcareService'),
    clinicName: text(clinic?.display),
    organization: referencedId(place?.managingOrganization, 'Organization'),
    hospitalName: text(place?.managingOrganization?.display),
    place: place ? readPlace(place) : null,
    preparation: text(appointment.patientInstruction),
    flags: flagsOf(appointment),
    moves: ext(appointment, extensions.moves)?.valueInteger ?? 0,
    noneFitsAt: ext(appointment, extensions.noneFits)?.valueDateTime ?? null,
    words: text(appointment.comment),
    offered: offeredSlots(appointment),
    chooseBy: ext(appointment, extensions.chooseBy)?.valueDate ?? null,
  }
}

/** What the hospital has opened for: codes of the Flags. */
export function flagsOf(appointment: Appointment): string[] {
  return (appointment.contained ?? [])
    .filter((one): one is Flag => one.resourceType === 'Flag' && one.status === 'active')
    .flatMap((flag) => codeIn(flag.code, systems.flag) ?? [])
}

/** The referral an appointment rests on: a reference in the record, its number at the region. */
export function referralOf({ basedOn = [] }: Appointment): string | null {
  for (const one of basedOn) {
    const { system, value } = one.identifier ?? {}
    const id = referencedId(one, 'ServiceRequest') ?? (system === systems.referral ? (value ?? null) : null)
    if (id !== null && /^[A-Za-z0-9\-.]{1,64}$/.test(id)) return id
  }
  return null
}

export function typeOf(appointment: Appointment): MeetingType | null {
  const code = codeIn(appointment.appointmentType, systems.mode)
  return meetingTypes.find((one) => one === code) ?? null
}

export function offeredSlots(appointment: Appointment): string[] {
  return (appointment.extension ?? [])
    .filter(({ url }) => url === extensions.offeredSlot)
    .flatMap(({ valueString }) => valueString ?? [])
}

function statusOf({ status }: Appointment): HospitalStatus {
  if (status === 'cancelled' || status === 'entered-in-error') return 'cancelled'
  if (status === 'noshow' || status === 'fulfilled' || status === 'booked') return status
  return status === 'arrived' || status === 'checked-in' ? 'booked' : 'proposed'
}

function readPlace(place: Location) {
  const part = (url: string) => text(ext(place, url)?.valueString)
  const { line, postalCode, city } = place.address ?? {}
  const address = [line?.join(', '), [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return {
    building: part(extensions.building),
    floor: part(extensions.floor),
    entrance: part(extensions.entrance),
    address: text(address),
  }
}

export function ext(of: { extension?: Extension[] | undefined }, url: string): Extension | undefined {
  return of.extension?.find((one) => one.url === url)
}
