import { osloSpan, type TemplateTime, templateTimes } from '../calendar/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import { slotOf } from './build.ts'
import { freedEvent } from './occupancy.ts'
import { lockSchedule, lockTimesOf, type OccupiedRow } from './queries.ts'
import { readTemplate, templateSlotId } from './template.ts'

/** What a round of filling did with the times of some days. */
export interface Filled {
  readonly made: number
  readonly removed: number
  /** Left out, because something else is there already. */
  readonly skipped: number
  /** Somebody is choosing a time that is to go: look again when the minutes are over. */
  readonly kept: number
}

/** New times as soon as this are offered to those who wait. */
const soonMs = 28 * 86_400_000

/**
 * Brings the free times of a schedule in step with its template over some days, both included. Nothing that somebody has, is choosing,
 * or offered by hand is touched; a time that the office took away or blocked stays so while the template has it. Done twice, nothing
 * more happens. The schedule is locked, so that two who fill it come one after the other.
 */
export async function fillSchedule(
  tx: StoreTransaction,
  schedule: string,
  span: { readonly from: string; readonly to: string },
): Promise<Filled> {
  const row = await lockSchedule(tx.sql, schedule)
  const stored = row && (await tx.read('Schedule', schedule))
  if (!row || !stored) return { made: 0, removed: 0, skipped: 0, kept: 0 }
  const lines = row.active ? readTemplate(stored) : []
  const wanted = templateTimes(lines, span.from, span.to).filter(({ starts }) => starts > tx.now)
  const { start, end } = osloSpan(span.from, span.to)
  const there = (await lockTimesOf(tx.sql, schedule, start, end, tx.now)).filter(({ starts }) => starts > tx.now)
  const sorted = sortTimes(schedule, there, wanted)
  for (const { slot } of sorted.gone) await tx.delete('Slot', slot)
  let made = 0
  for (const time of sorted.missing) {
    if (sorted.staying.some(({ starts, ends }) => starts < time.ends && ends > time.starts)) continue
    const id = templateSlotId(schedule, time.starts)
    await tx.update(slotOf({ ...time, id, schedule }))
    if (time.starts.getTime() - tx.now.getTime() < soonMs)
      await tx.emit(freedEvent({ slot: id, schedule, office: row.office }))
    made++
  }
  const { length: removed } = sorted.gone
  return { made, removed, skipped: sorted.missing.length - made, kept: sorted.kept }
}

interface Sorted {
  /** The template's own, not in it any more or of another length, and nobody's. */
  readonly gone: readonly OccupiedRow[]
  /** Take up room. */
  readonly staying: readonly OccupiedRow[]
  /** In the template and not there. */
  readonly missing: readonly TemplateTime[]
  readonly kept: number
}

function sortTimes(schedule: string, there: readonly OccupiedRow[], wanted: readonly TemplateTime[]): Sorted {
  const byStart = new Map(wanted.map((time) => [time.starts.getTime(), time]))
  const own = (row: OccupiedRow) => row.slot === templateSlotId(row.schedule, row.starts)
  const fits = (row: OccupiedRow) => isSame(row, byStart.get(row.starts.getTime()))
  const surplus = there.filter((row) => own(row) && !fits(row) && row.appointment === null && row.status !== 'busy')
  const gone = surplus.filter(({ heldUntil }) => heldUntil === null)
  const left = there.filter((row) => !gone.includes(row))
  // A time that the office took away leaves its place to no other time of the template, and to nobody else's either.
  const ids = new Set(left.map(({ slot }) => slot))
  return {
    gone,
    staying: left.filter(({ status }) => status !== 'entered-in-error'),
    missing: wanted.filter(({ starts }) => !ids.has(templateSlotId(schedule, starts))),
    kept: surplus.length - gone.length,
  }
}

function isSame(row: OccupiedRow, time: TemplateTime | undefined): boolean {
  return (
    time !== undefined &&
    row.ends.getTime() === time.ends.getTime() &&
    [...row.kinds].sort().join() === [...time.kinds].sort().join()
  )
}
