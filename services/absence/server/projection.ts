import { isDeepStrictEqual } from 'node:util'
import { addDays, osloDateOf, startOfOsloDay } from '@lomma/platform/calendar'
import type { Projection, StoreTransaction } from '@lomma/platform/fhir'
import { type Absence, readAbsences } from '@lomma/platform/registers'
import type { PractitionerRole } from '@medplum/fhirtypes'
import { type AbsenceEventData, absenceEvents } from '../contract/index.ts'
import { factsOf, keyOf } from './role.ts'

/** Tells what becomes of absences, whichever door they came through, and wakes up at their first and last day. */
export const absenceProjection: Projection = {
  types: ['PractitionerRole'],
  async onChanged({ id, before, after }, tx) {
    const was = before?.resourceType === 'PractitionerRole' ? before : undefined
    const is = after?.resourceType === 'PractitionerRole' ? after : undefined
    const [old, now] = [byKey(was), byKey(is)]
    for (const [key, away] of old)
      if (was && !isDeepStrictEqual(now.get(key), away)) await tellGone(tx, dataOf(id, was, away))
    for (const [key, away] of now)
      if (is && !isDeepStrictEqual(old.get(key), away)) await tellWritten(tx, dataOf(id, is, away))
  },
}

/** What an event carries of an absence; null when it is of no person or place. */
export function dataOf(role: string, resource: PractitionerRole, away: Absence): AbsenceEventData | null {
  const facts = factsOf(resource)
  if (!facts) return null
  return {
    absence: keyOf(away),
    role,
    practitioner: facts.practitioner,
    office: facts.office,
    standIn: away.standIn?.practitioner ?? null,
    from: away.from,
    until: away.until,
    kinds: away.kinds.join(','),
  }
}

async function tellGone(tx: StoreTransaction, data: AbsenceEventData | null): Promise<void> {
  const today = osloDateOf(tx.now)
  if (data && data.from <= today && data.until >= today)
    await tx.emit({ type: absenceEvents.ended, citizen: '', data: { ...data } })
}

async function tellWritten(tx: StoreTransaction, data: AbsenceEventData | null): Promise<void> {
  if (!data || data.until < osloDateOf(tx.now)) return
  const event = (type: string, edge?: string) => ({ type, citizen: '', data: { ...data, ...(edge ? { edge } : {}) } })
  await tx.emit(event(absenceEvents.registered))
  const begins = startOfOsloDay(data.from)
  if (begins <= tx.now) await tx.emit(event(absenceEvents.began))
  else await tx.schedule(begins, event(absenceEvents.due, 'began'))
  await tx.schedule(startOfOsloDay(addDays(data.until, 1)), event(absenceEvents.due, 'ended'))
}

function byKey(role: PractitionerRole | undefined): Map<string, Absence> {
  return new Map((role ? readAbsences(role) : []).map((away) => [keyOf(away), away]))
}
