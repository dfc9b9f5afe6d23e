import type { HealthcareService } from '@medplum/fhirtypes'
import type { TreatmentPlace } from '../domain/places.ts'
import { ext } from './read-referral.ts'
import { namedIn, text, to } from './reference.ts'
import { extensions, placeCode, systems } from './systems.ts'

/** True for the HealthcareService that says: this unit gives this treatment, and one waits so long. */
export function isPlace(service: HealthcareService): boolean {
  return (service.type ?? []).some(({ coding = [] }) =>
    coding.some(({ system, code }) => system === systems.placeType && code === placeCode),
  )
}

/** Undefined when something is missing that a place stands on, or it gives the treatment no more. */
export function readPlace(service: HealthcareService): TreatmentPlace | undefined {
  const treatment = (service.specialty ?? [])
    .flatMap(({ coding = [] }) => coding)
    .find(({ system }) => system === systems.treatment)
  const unit = namedIn([ext(service, extensions.unit)?.valueReference], 'HealthcareService')
  const hospital = namedIn([service.providedBy], 'Organization')
  if (!treatment?.code || !unit || !hospital || service.active === false) return undefined
  return {
    treatment: treatment.code,
    treatmentName: treatment.display ?? treatment.code,
    unit: unit.id,
    name: unit.name,
    phone: text(service.telecom?.find(({ system }) => system === 'phone')?.value),
    hospital: hospital.id,
    hospitalName: hospital.name,
    city: text(service.comment) ?? '',
    weeks: ext(service, extensions.waitingWeeks)?.valueInteger ?? null,
    asOf: ext(service, extensions.waitingAsOf)?.valueDate ?? null,
  }
}

export function toPlaceService(id: string, place: TreatmentPlace): HealthcareService & { id: string } {
  return {
    resourceType: 'HealthcareService',
    id,
    extension: [
      { url: extensions.unit, valueReference: to('HealthcareService', { id: place.unit, name: place.name }) },
      ...(place.weeks === null ? [] : [{ url: extensions.waitingWeeks, valueInteger: place.weeks }]),
      ...(place.asOf === null ? [] : [{ url: extensions.waitingAsOf, valueDate: place.asOf }]),
    ],
    active: true,
    providedBy: to('Organization', { id: place.hospital, name: place.hospitalName }),
    type: [{ coding: [{ system: systems.placeType, code: placeCode }] }],
    specialty: [{ coding: [{ system: systems.treatment, code: place.treatment, display: place.treatmentName }] }],
    name: `${place.treatmentName}, ${place.name}`,
    comment: place.city,
    ...(place.phone ? { telecom: [{ system: 'phone', value: place.phone, use: 'work' }] } : {}),
  }
}
