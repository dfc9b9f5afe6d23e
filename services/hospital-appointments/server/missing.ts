import type { AppointmentOwner } from '@lomma/platform/service'
import { worthALine } from '../domain/standing.ts'
import { kind } from './itself.ts'
import { knownBySource } from './queries.ts'
import { maxAgeMinutes } from './view.ts'

/** What the one list of appointments asks of this service: where an appointment is changed, and which regions do not answer. */
export const appointmentOwner: AppointmentOwner = {
  service: 'hospital-appointments',
  href: (appointment) => `/timeavtaler/sykehus/${appointment}`,
  async missing({ actor }, deps) {
    const now = deps.clock.now()
    const [copies, known] = await Promise.all([
      deps.sources.copies({ citizen: actor.citizen, kind, maxAgeMinutes }),
      knownBySource(deps.db, actor.citizen, now),
    ])
    return copies
      .filter((copy) => worthALine({ ...copy, known: known.get(copy.source) ?? 0 }, now))
      .map(({ name, failedSince, phone }) => ({
        name,
        since: failedSince ?? now.toISOString(),
        ...(phone ? { phone } : {}),
      }))
  },
}
