import type { Stored } from '@lomma/platform/fhir'
import type { Appointment } from '@medplum/fhirtypes'
import { extensions, systems } from './systems.ts'

/** What we know of a copy from the region's yes, before the next copy comes: the time it is booked for. */
export function booked(
  appointment: Stored<Appointment>,
  time: { readonly starts: string; readonly ends: string },
): Stored<Appointment> {
  const moved = appointment.status === 'booked'
  const before = appointment.extension?.find(({ url }) => url === extensions.moves)?.valueInteger ?? 0
  const { requestedPeriod: _asked, comment: _words, ...rest } = appointment
  return {
    ...rest,
    status: 'booked',
    start: time.starts,
    end: time.ends,
    extension: [
      ...kept(appointment, [extensions.moves, extensions.noneFits, extensions.offeredSlot, extensions.regionVersion]),
      { url: extensions.moves, valueInteger: before + (moved ? 1 : 0) },
    ],
  }
}

/** The same for a cancellation by the patient. */
export function cancelledByPatient(appointment: Stored<Appointment>): Stored<Appointment> {
  return {
    ...appointment,
    status: 'cancelled',
    cancelationReason: { coding: [{ system: systems.cancelReason, code: 'pat' }] },
    extension: kept(appointment, [extensions.regionVersion]),
  }
}

/** The same for "none of these times fits". */
export function noneFitted(appointment: Stored<Appointment>, at: string, words: string): Stored<Appointment> {
  const { comment: _earlier, ...rest } = appointment
  return {
    ...rest,
    ...(words ? { comment: words } : {}),
    extension: [
      ...kept(appointment, [extensions.noneFits, extensions.regionVersion]),
      { url: extensions.noneFits, valueDateTime: at },
    ],
  }
}

function kept(appointment: Appointment, without: readonly string[]) {
  return (appointment.extension ?? []).filter(({ url }) => !without.includes(url))
}
