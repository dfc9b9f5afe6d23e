import { osloDateOf } from '@lomma/platform/calendar'
import { type Absence, practitionerIn, readAbsences } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { bookedTimes, isOutside, readTemplate, type ScheduleRow, type SlotRow } from '@lomma/platform/slots'
import type { Mode, ToMove } from '../contract/index.ts'
import { modesOfKinds } from '../fhir/modes.ts'
import { serviceOf } from './gp.ts'
import type { OfficeContext } from './office.ts'
import { entriesOf } from './queries.ts'

/**
 * Booked times that cannot stay: their doctor is away that day (B7), or they lie outside the times the office has changed to (B8). They
 * are never taken from anybody; the office moves them. When and with whom is all that is told, so no record is opened.
 */
export async function timesToMove(
  context: OfficeContext,
  schedules: readonly ScheduleRow[],
  now: Date,
  deps: Pick<Deps, 'store' | 'db'>,
): Promise<ToMove[]> {
  const booked = await bookedTimes(
    deps.db,
    schedules.map(({ schedule }) => schedule),
    now,
  )
  if (booked.length === 0) return []
  const [reasons, entries] = await Promise.all([
    readReasons(context, schedules, deps),
    entriesOf(
      deps.db,
      booked.map(({ appointment }) => appointment),
    ),
  ])
  return booked.flatMap((row) => {
    const mode = entries.find(({ appointment }) => appointment === row.appointment)?.mode ?? null
    const why = reasons(row, mode)
    const doctor = schedules.find(({ schedule }) => schedule === row.schedule)?.name ?? ''
    const { slot, schedule, starts } = row
    return why ? [{ slot, schedule, doctor, start: starts.toISOString(), why }] : []
  })
}

type Reasons = (row: SlotRow, mode: Mode | null) => ToMove['why'] | undefined

async function readReasons(
  context: OfficeContext,
  schedules: readonly ScheduleRow[],
  { store }: Pick<Deps, 'store'>,
): Promise<Reasons> {
  const reader = store.as(context)
  const [roles, resources] = await Promise.all([
    reader.searchShared('PractitionerRole', [['organization', `Organization/${context.actor.organization}`]]),
    Promise.all(schedules.map(({ schedule }) => reader.read('Schedule', schedule))),
  ])
  const templates = new Map(resources.flatMap((one) => (one ? [[one.id, readTemplate(one)] as const] : [])))
  const absences = new Map(
    roles.map((role) => [practitionerIn(role.practitioner?.reference) ?? '', readAbsences(role)] as const),
  )
  return (row, mode) => {
    const modes = mode === null ? modesOfKinds(row.kinds) : [mode]
    const away = absences.get(row.practitioner ?? '')?.some((one) => covers(one, osloDateOf(row.starts), modes))
    if (away) return 'away'
    return isOutside(templates.get(row.schedule) ?? [], row) ? 'outside' : undefined
  }
}

/** Away that day from all of the ways of meeting, or with the whole list handed over. */
function covers({ from, until, kinds }: Absence, date: string, modes: readonly Mode[]): boolean {
  if (date < from || date > until) return false
  return kinds.length === 0 || (modes.length > 0 && modes.every((mode) => kinds.includes(serviceOf[mode])))
}
