import { addDays, mondayOf, osloDateOf, publicHolidays, startOfOsloDay } from '@lomma/platform/calendar'
import type { StoreReader } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { type OccupiedRow, officeSlots, type ScheduleRow, schedulesOf } from '@lomma/platform/slots'
import type { Calendar, CalendarTime } from '../contract/index.ts'
import { modesOfKinds } from '../fhir/modes.ts'
import { type ReadAppointment, readAppointment } from '../fhir/read-appointment.ts'
import { forCalendar, type OfficeContext, patientOf } from './office.ts'
import { type Entry, entriesOf, waitingAt } from './queries.ts'
import { timesToMove } from './to-move.ts'
import { waitingRow } from './waiting-row.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** The office's calendar: a day or a working week, a column for each who has times, and who waits. */
export async function showCalendar(
  context: OfficeContext,
  asked: { readonly from?: string | undefined; readonly days: number },
  deps: Parts,
): Promise<Calendar> {
  const { actor } = context
  const now = deps.clock.now()
  const today = osloDateOf(now)
  const from = asked.days > 1 ? mondayOf(asked.from ?? today) : (asked.from ?? today)
  const dates = Array.from({ length: asked.days }, (_, at) => addDays(from, at))
  const end = startOfOsloDay(addDays(from, asked.days))
  const [schedules, rows, waiting] = await Promise.all([
    schedulesOf(deps.db, actor.organization),
    officeSlots(deps.db, actor.organization, startOfOsloDay(from), end, now),
    waitingAt(deps.db, actor.organization),
  ])
  const [facts, toMove] = await Promise.all([factsOf(context, rows, deps), timesToMove(context, schedules, now, deps)])
  const mine = actor.kind === 'practitioner' ? actor.practitioner : null
  return {
    now: now.toISOString(),
    today,
    from,
    days: dates.map((date) => ({ date, holiday: publicHolidays(Number(date.slice(0, 4))).includes(date) })),
    columns: schedules
      .map((schedule) => column(schedule, rows, facts, mine))
      .sort((a, b) => Number(b.mine) - Number(a.mine)),
    waiting: await Promise.all(waiting.map((entry) => waitingRow(entry, deps))),
    toMove,
  }
}

type Facts = ReadonlyMap<string, NonNullable<CalendarTime['appointment']>>

function column(schedule: ScheduleRow, rows: readonly OccupiedRow[], facts: Facts, mine: string | null) {
  return {
    schedule: schedule.schedule,
    practitioner: schedule.practitioner,
    name: schedule.name ?? '',
    mine: mine !== null && schedule.practitioner === mine,
    modes: modesOfKinds(schedule.kinds),
    times: rows.filter((row) => row.schedule === schedule.schedule).map((row) => timeOf(row, facts)),
  }
}

function timeOf(row: OccupiedRow, facts: Facts): CalendarTime {
  const appointment = row.appointment === null ? null : (facts.get(row.appointment) ?? null)
  return {
    slot: row.slot,
    start: row.starts.toISOString(),
    end: row.ends.toISOString(),
    status: statusOf(row),
    modes: modesOfKinds(row.kinds),
    appointment,
  }
}

function statusOf(row: OccupiedRow): CalendarTime['status'] {
  if (row.appointment !== null) return 'booked'
  if (row.status === 'busy-unavailable') return 'blocked'
  if (row.status !== 'free') return 'busy'
  return row.heldUntil === null ? 'free' : 'held'
}

/** Who has the booked times. Each record is read as the one who looks, and the citizen sees that in the log of access. */
async function factsOf(context: OfficeContext, rows: readonly OccupiedRow[], deps: Parts): Promise<Facts> {
  const booked = rows.flatMap(({ appointment, citizen }) => (appointment && citizen ? [{ appointment, citizen }] : []))
  const entries = await entriesOf(
    deps.db,
    booked.map(({ appointment }) => appointment),
  )
  const reader = deps.store.as(forCalendar(context))
  const found = await Promise.all(
    [...Map.groupBy(entries, ({ citizen }) => citizen)].map(([citizen, own]) =>
      ofCitizen(citizen, own, reader, context, deps),
    ),
  )
  return new Map(found.flat())
}

async function ofCitizen(
  citizen: string,
  entries: readonly Entry[],
  reader: StoreReader,
  { actor }: OfficeContext,
  deps: Parts,
): Promise<[string, NonNullable<CalendarTime['appointment']>][]> {
  const patient = await patientOf(deps.registers, citizen, deps.clock.now())
  // A secretary needs who and when; why is for those who treat (helsepersonelloven § 25).
  const records = actor.kind === 'practitioner' ? await reader.searchCitizen(citizen, 'Appointment') : []
  const reasons = new Map<string, ReadAppointment>(records.map((one) => [one.id, readAppointment(one)]))
  return entries.map(({ appointment, version, state, mode }) => [
    appointment,
    { id: appointment, version, state, mode, patient, reason: reasons.get(appointment)?.reason ?? null },
  ])
}
