import type { Appointment } from '@medplum/fhirtypes'

/** Says which service owns an Appointment: its guard alone is responsible, and its screen alone changes it. */
export const ownerExtension = 'http://lomma.example/fhir/StructureDefinition/appointment-owner'

/** The service of appointments at the GP, which owns what no other says it owns. */
export const gpAppointments = 'appointments'

/** Id of the service that owns an Appointment (`hospital-appointments`, `therapists`, …). */
export function appointmentOwner(appointment: Pick<Appointment, 'extension'>): string {
  return appointment.extension?.find(({ url }) => url === ownerExtension)?.valueCode ?? gpAppointments
}

/** The extension that says so. */
export function ownedBy(service: string): { url: string; valueCode: string } {
  return { url: ownerExtension, valueCode: service }
}
