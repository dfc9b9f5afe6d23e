import type { StoreReader } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { bookedTimes, isOutside } from '@lomma/platform/slots'
import type { Conflict, Content } from '../contract/index.ts'
import { sameLines } from '../domain/content.ts'
import { contentLines, doctorsWithSchedules } from './schedules.ts'

/**
 * Times that somebody has and that the changed templates have no room for, earliest first. They are never deleted; when and with whom
 * is all that is told here, who has them stands in the calendar.
 */
export async function conflictsOf(
  reader: StoreReader,
  office: string,
  content: Content,
  now: Date,
  deps: Pick<Deps, 'db' | 'registers'>,
): Promise<Conflict[]> {
  const doctors = await doctorsWithSchedules(reader, deps.registers, office)
  const changed = doctors.flatMap(({ practitioner, name, schedule }) => {
    const wanted = content.schedules.find((one) => one.practitioner === practitioner)
    const differs = schedule && wanted && !sameLines(contentLines(schedule), wanted.lines)
    return differs ? [{ schedule: schedule.id, name, lines: wanted.lines }] : []
  })
  if (changed.length === 0) return []
  const booked = await bookedTimes(
    deps.db,
    changed.map(({ schedule }) => schedule),
    now,
  )
  return booked.flatMap((row) => {
    const one = changed.find(({ schedule }) => schedule === row.schedule)
    if (!one || !isOutside(one.lines, row)) return []
    return [{ doctor: one.name, start: row.starts.toISOString(), end: row.ends.toISOString() }]
  })
}
