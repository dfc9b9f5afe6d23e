import { refuse } from '@lomma/platform/errors'
import type { Guard } from '@lomma/platform/fhir'
import type { RefusalCode } from '../contract/index.ts'
import { isClinic } from '../fhir/clinic.ts'
import { ext, isHospitalAppointment } from '../fhir/read-appointment.ts'
import { extensions, owner } from '../fhir/systems.ts'

/**
 * Appointments at hospitals are copies: the hospital's own system is the truth, and this service alone writes the copy – through
 * either door, and for systems with whatever scopes too. What patients and staff want is asked of the region (attempt.ts). The same
 * for clinics and their rules, which are saved by the hospital's own staff through the portal.
 */
export const hospitalGuard: Guard = {
  types: ['Appointment', 'HealthcareService'],
  concerns: ({ before, after }) =>
    [before, after].some((resource) => {
      if (resource?.resourceType === 'HealthcareService') return isClinic(resource)
      return resource?.resourceType === 'Appointment' && isOurs(resource)
    }),
  async check(_change, tx) {
    if (tx.context.actor.kind === 'service') return undefined
    return refuse<RefusalCode>('hospital-only', 403, {
      diagnostics:
        'Appointments and clinics of hospitals are written by the hospital’s own system, through its source.',
    })
  },
}

function isOurs(appointment: Parameters<typeof isHospitalAppointment>[0]): boolean {
  return isHospitalAppointment(appointment) || ext(appointment, extensions.owner)?.valueCode === owner
}
