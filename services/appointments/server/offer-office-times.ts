import { randomUUID } from 'node:crypto'
import {
  addDays,
  daysBetween,
  mondayOf,
  osloDateOf,
  osloInstant,
  osloTimeOf,
  publicHolidays,
  startOfOsloDay,
  weekdayOf,
} from '@lomma/platform/calendar'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { findSchedule, findSlot, officeSlots, type ScheduleRow, slotOf, slotsOf } from '@lomma/platform/slots'
import type { Slot } from '@medplum/fhirtypes'
import type { CopyWeek, OfferTimes, RefusalCode } from '../contract/index.ts'
import { slotKinds } from '../fhir/modes.ts'
import type { OfficeContext } from './office.ts'

type Parts = Pick<Deps, 'store'>
interface Made {
  readonly made: number
  readonly skipped: number
}

/** Offers times of one day, one after another. What overlaps with what is there is left out, and counted. */
export function offerOfficeTimes(context: OfficeContext, command: OfferTimes, deps: Parts): Promise<Made | Refusal> {
  const { schedule, date, from, to, minutes } = command
  const kinds = command.modes.map((mode) => slotKinds[mode])
  return deps.store.command(context, async (tx) => {
    const row = await ownSchedule(tx, schedule, context)
    if (isRefusal(row)) return row
    if (osloInstant(date, to) <= tx.now) return refuse('slot-past', 409)
    const hours = { days: [weekdayOf(date)], from: '', until: '', opens: from, closes: to, minutes, kinds }
    const slots = slotsOf({
      ...{ schedule, lines: [{ ...hours, what: 'weekly' }], from: date, to: date },
      id: () => randomUUID(),
    })
    return slots.length === 0 ? refuse('slot-incomplete') : writeFree(tx, row, slots)
  })
}

/** Offers the same times as another week had: hours and kinds; public holidays are left out. */
export function copyWeek(context: OfficeContext, command: CopyWeek, deps: Parts): Promise<Made | Refusal> {
  return deps.store.command(context, async (tx) => {
    const row = await ownSchedule(tx, command.schedule, context)
    if (isRefusal(row)) return row
    const [source, target] = [mondayOf(command.from), mondayOf(command.to)]
    const shift = daysBetween(source, target)
    const rows = await officeSlots(
      tx.sql,
      row.office,
      startOfOsloDay(source),
      startOfOsloDay(addDays(source, 7)),
      tx.now,
    )
    const slots = rows
      .filter(({ schedule }) => schedule === row.schedule)
      .map(({ starts, ends, kinds }) => {
        const date = addDays(osloDateOf(starts), shift)
        const begin = osloInstant(date, osloTimeOf(starts))
        const long = ends.getTime() - starts.getTime()
        const facts = { id: randomUUID(), schedule: row.schedule, kinds, starts: begin }
        return { date, slot: slotOf({ ...facts, ends: new Date(begin.getTime() + long) }) }
      })
      .filter(({ date }) => !publicHolidays(Number(date.slice(0, 4))).includes(date))
    return writeFree(
      tx,
      row,
      slots.map(({ slot }) => slot),
    )
  })
}

async function ownSchedule(
  tx: StoreTransaction,
  schedule: string,
  { actor }: OfficeContext,
): Promise<ScheduleRow | Refusal<RefusalCode>> {
  const row = await findSchedule(tx.sql, schedule)
  if (!row) return refuse('not-found', 404)
  return row.office === actor.organization ? row : refuse('not-your-office', 403)
}

/** Writes those that do not overlap with what the schedule has and have not begun. */
async function writeFree(
  tx: StoreTransaction,
  row: ScheduleRow,
  slots: readonly (Slot & { id: string })[],
): Promise<Made> {
  const [first, last] = [slots[0], slots.at(-1)]
  if (!first || !last) return { made: 0, skipped: 0 }
  const from = startOfOsloDay(osloDateOf(new Date(first.start)))
  const there = await officeSlots(tx.sql, row.office, from, new Date(last.end), tx.now)
  const own = there.filter(({ schedule }) => schedule === row.schedule)
  const fits = slots.filter(
    ({ start, end }) =>
      new Date(start) > tx.now && !own.some(({ starts, ends }) => starts < new Date(end) && ends > new Date(start)),
  )
  for (const slot of fits) await tx.create(slot)
  return { made: fits.length, skipped: slots.length - fits.length }
}

/** Blocks a time, opens it again, or takes it away. A time that somebody has or is choosing is refused by the guard. */
export function setTime(
  context: OfficeContext,
  slot: string,
  to: 'busy-unavailable' | 'free' | 'removed',
  deps: Parts,
): Promise<{ done: true } | Refusal> {
  return deps.store.command(context, async (tx) => {
    const row = await findSlot(tx.sql, slot)
    const stored = row && (await tx.read('Slot', slot))
    if (!row || !stored) return refuse('slot-gone', 409)
    if (row.office !== context.actor.organization) return refuse('not-your-office', 403)
    if (to === 'removed') await tx.update({ ...stored, status: 'entered-in-error' })
    else await tx.update({ ...stored, status: to })
    return { done: true as const }
  })
}
