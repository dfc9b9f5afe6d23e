import { osloDateOf } from '@lomma/platform/calendar'
import type { Appointment, HealthcareService, ServiceRequest } from '@medplum/fhirtypes'
import type { Relation } from '../domain/contact.ts'
import { referencedId } from './reference.ts'
import { extensions, systems, unitCode } from './systems.ts'

/** Appointments that tie a patient to the place: not those called off, nor those set up by mistake. */
const counting: ReadonlySet<string> = new Set([
  'proposed',
  'pending',
  'booked',
  'arrived',
  'checked-in',
  'fulfilled',
  'noshow',
  'waitlist',
])

/**
 * What ties its patient to hospitals.
 * @param today the day of what says none itself
 */
export function relationsIn(resource: Appointment | ServiceRequest, today: string): Relation[] {
  return resource.resourceType === 'Appointment' ? ofAppointment(resource, today) : ofReferral(resource, today)
}

function ofAppointment(one: Appointment, today: string): Relation[] {
  const office = one.extension?.find(({ url }) => url === extensions.appointmentOffice)?.valueReference
  const organization = referencedId(office, 'Organization')
  const on = dayOf(one.start ?? one.created ?? one.requestedPeriod?.[0]?.start) ?? today
  return organization && counting.has(one.status ?? '') ? [{ organization, on }] : []
}

function ofReferral(one: ServiceRequest, today: string): Relation[] {
  const on = dayOf(one.authoredOn) ?? today
  if (!['active', 'on-hold', 'completed'].includes(one.status ?? '')) return []
  return (one.performer ?? []).flatMap((performer) => {
    const organization = referencedId(performer, 'Organization')
    return organization ? [{ organization, on }] : []
  })
}

function dayOf(at: string | undefined): string | null {
  if (!at) return null
  return at.length > 10 ? osloDateOf(new Date(at)) : at
}

/** A unit of a hospital, as patients write to it. */
export interface Unit {
  readonly id: string
  readonly organization: string
  readonly hospital: string
  readonly name: string
  readonly phone: string | null
}

/** The unit that a HealthcareService is; undefined for anything else. */
export function readUnit(service: HealthcareService): Unit | undefined {
  const organization = referencedId(service.providedBy, 'Organization')
  const isUnit = (service.type ?? []).some(({ coding }) =>
    (coding ?? []).some(({ system, code }) => system === systems.unitType && code === unitCode),
  )
  if (!isUnit || !service.id || !organization || service.active === false) return undefined
  return {
    id: service.id,
    organization,
    hospital: service.providedBy?.display ?? '',
    name: service.name ?? '',
    phone: service.telecom?.find(({ system }) => system === 'phone')?.value ?? null,
  }
}
