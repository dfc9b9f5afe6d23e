import type { Deps } from '@lomma/platform/service'
import { findSlot } from '@lomma/platform/slots'
import type { WaitingRow } from '../contract/index.ts'
import { patientOf } from './office.ts'
import type { Entry } from './queries.ts'

/** Somebody on the waiting list, as the office sees it. */
export async function waitingRow(entry: Entry, deps: Pick<Deps, 'registers' | 'clock' | 'db'>): Promise<WaitingRow> {
  const { wish, offeredSlot, offeredUntil } = entry
  const [patient, gp, offered] = await Promise.all([
    patientOf(deps.registers, entry.citizen, deps.clock.now()),
    deps.registers.gp.assignment(entry.citizen),
    offeredSlot === null ? undefined : findSlot(deps.db, offeredSlot),
  ])
  return {
    id: entry.appointment,
    version: entry.version,
    patient,
    mode: wish?.mode ?? 'attendance',
    from: wish?.from ?? '',
    to: wish?.to ?? '',
    weekdays: [...(wish?.weekdays ?? [])],
    dayParts: [...(wish?.dayParts ?? [])],
    since: entry.since.toISOString(),
    doctor: gp?.practitionerName ?? null,
    offered:
      offered && offeredUntil ? { start: offered.starts.toISOString(), until: offeredUntil.toISOString() } : null,
  }
}
