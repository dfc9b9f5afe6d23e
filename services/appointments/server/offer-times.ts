import { addDays, mondayOf, osloDateOf, publicHolidays, startOfOsloDay } from '@lomma/platform/calendar'
import type { GpAssignment, Registers } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { freeSlots, holdOf, type SlotRow } from '@lomma/platform/slots'
import { type Mode, modes, type Times } from '../contract/index.ts'
import { feeRule } from '../domain/cancellation.ts'
import { consultationPrice } from '../domain/price.ts'
import { mostAhead } from '../domain/state.ts'
import { slotKinds } from '../fhir/modes.ts'
import { closedOn, doctorsOf, gpOf, offeredModes, serviceFor } from './gp.ts'
import { holdView } from './hold-view.ts'
import { offerAtPractice } from './offer-at-practice.ts'
import { practiceOf } from './practice.ts'
import { countAhead, waitingOf } from './queries.ts'
import { type CitizenContext, readOnce } from './record.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** How far ahead free times are looked for. */
export const horizonDays = 84

export interface TimesQuestion {
  readonly week?: string | undefined
  readonly mode?: Mode | undefined
  /** An appointment that is to be moved: it does not count as one more, and stays where it is. */
  readonly move?: string | undefined
  /** A practice that everybody may book at; none: the citizen's GP. */
  readonly office?: string | undefined
}

/** B2: what can be booked, and everything to know before the press – also that nothing can, and what to do instead. */
export async function offerTimes(context: CitizenContext, asked: TimesQuestion, deps: Parts): Promise<Times> {
  const { citizen } = context.actor
  const now = deps.clock.now()
  const moved = asked.move ? (await readOnce(context, deps)).find(({ id }) => id === asked.move) : undefined
  const practice = await practiceOf(deps.registers, asked.office ?? moved?.office ?? null)
  if (practice) return offerAtPractice(context, practice, asked, deps)
  const [gp, held, person] = await Promise.all([
    gpOf(deps.registers, citizen),
    holdOf(deps.db, citizen, now),
    deps.registers.population.byCitizen(citizen).catch(() => undefined),
  ])
  const known = gp === 'unknown' ? null : gp
  const offered = offeredModes(known?.services ?? [])
  const mode = asked.mode ?? offered[0] ?? 'attendance'
  const service = serviceFor(known?.services ?? [], mode)
  const today = osloDateOf(now)
  const shut = await whyShut(gp, citizen, mode, asked.move ?? '', deps)
  const empty = { doctor: known?.practitionerName ?? null, standsInFor: null, nextFree: null }
  const shown =
    shut.way === 'open' && known
      ? await weekOf(known, { mode, citizen, week: asked.week, now }, deps)
      : { ...empty, week: mondayOf(today), days: [] }
  return {
    now: now.toISOString(),
    today,
    ...shut,
    office: known ? { name: known.officeName, phone: known.phone, note: service?.note ?? null } : null,
    modes: modes.map((one) => ({ mode: one, offered: offered.includes(one) })),
    mode,
    price: consultationPrice(today, person?.birthDate ?? null, service?.price),
    rule: feeRule(today),
    ...shown,
    lastWeek: mondayOf(addDays(today, horizonDays)),
    held: held ? await holdView(held, deps) : null,
    waiting: (await waitingOf(deps.db, citizen)).length > 0,
    practice: null,
  }
}

async function whyShut(
  gp: GpAssignment | null | 'unknown',
  citizen: string,
  mode: Mode,
  move: string,
  deps: Parts,
): Promise<Pick<Times, 'way' | 'closedUntil'>> {
  if (gp === null) return { way: 'no-gp', closedUntil: null }
  if (gp === 'unknown') return { way: 'gp-unknown', closedUntil: null }
  if (offeredModes(gp.services).length === 0) return { way: 'office-not-offering', closedUntil: null }
  const now = deps.clock.now()
  const closed = await closedOn(deps.registers, gp.practitioner, mode, osloDateOf(now))
  if (closed && !closed.standIn) return { way: 'closed-until', closedUntil: closed.until }
  const ahead = move === '' ? await countAhead(deps.db, citizen, now, '', gp.office) : 0
  return { way: ahead >= mostAhead ? 'too-many' : 'open', closedUntil: null }
}

interface WeekQuestion {
  readonly mode: Mode
  readonly citizen: string
  readonly week: string | undefined
  readonly now: Date
}

async function weekOf(
  gp: GpAssignment,
  { mode, citizen, week, now }: WeekQuestion,
  deps: Parts,
): Promise<Week & Pick<Times, 'standsInFor'>> {
  const shown = showWeek(await openTimes(gp, { mode, citizen, now }, deps), week, osloDateOf(now))
  const doctor = shown.doctor ?? gp.substitute?.practitionerName ?? gp.practitionerName
  return { ...shown, doctor, standsInFor: doctor === gp.practitionerName ? null : gp.practitionerName }
}

type Week = Pick<Times, 'doctor' | 'week' | 'days' | 'nextFree'>

/** The asked week of some times, or the first that has one; with whom its first is. */
export function showWeek(all: readonly OpenTime[], week: string | undefined, today: string): Week {
  const from = week === undefined ? (all[0] ? mondayOf(osloDateOf(all[0].starts)) : mondayOf(today)) : mondayOf(week)
  const byDate = Map.groupBy(all, ({ starts }) => osloDateOf(starts))
  const days = Array.from({ length: 5 }, (_, at) => addDays(from, at)).map((date) => ({
    date,
    holiday: publicHolidays(Number(date.slice(0, 4))).includes(date),
    times: (byDate.get(date) ?? []).map(({ slot, starts, ends }) => ({
      slot,
      start: starts.toISOString(),
      end: ends.toISOString(),
    })),
  }))
  const shownWith = days.flatMap(({ date }) => byDate.get(date) ?? [])[0]?.name ?? all[0]?.name
  const next = all.find(({ starts }) => osloDateOf(starts) > addDays(from, 6))
  return {
    doctor: shownWith ?? null,
    week: from,
    days,
    nextFree: next ? mondayOf(osloDateOf(next.starts)) : null,
  }
}

export type OpenTime = SlotRow & { readonly name: string }

/**
 * The times the citizen may take, earliest first: the own doctor's, those of the one who has the list, and on days the own
 * doctor is away those of the one who stands in. Of times that begin together, the own doctor's comes first.
 */
export async function openTimes(
  gp: GpAssignment,
  { mode, citizen, now }: { readonly mode: Mode; readonly citizen: string; readonly now: Date },
  deps: Pick<Deps, 'db' | 'registers'>,
): Promise<OpenTime[]> {
  const to = startOfOsloDay(addDays(osloDateOf(now), horizonDays + 7))
  const rows = await freeSlots(deps.db, { office: gp.office, kinds: [slotKinds[mode]], from: now, to, now, citizen })
  const dates = [...new Set(rows.map(({ starts }) => osloDateOf(starts)))]
  const doctors = doctorsOf(gp)
  const perDay = new Map(
    await Promise.all(
      dates.map(async (date) => [date, await doctorsOn(gp, doctors, mode, date, deps.registers)] as const),
    ),
  )
  return rows.flatMap((row) => {
    const found = perDay.get(osloDateOf(row.starts))?.find(({ id }) => id === row.practitioner)
    return found ? [{ ...row, name: found.name }] : []
  })
}

type Doctor = ReturnType<typeof doctorsOf>[number]

async function doctorsOn(
  gp: GpAssignment,
  doctors: readonly Doctor[],
  mode: Mode,
  date: string,
  registers: Registers,
): Promise<Doctor[]> {
  const closed = await Promise.all(doctors.map(({ id }) => closedOn(registers, id, mode, date)))
  const there = doctors.filter((_, at) => closed[at] === undefined)
  const standIn = closed[doctors.findIndex(({ id }) => id === gp.practitioner)]?.standIn
  return standIn && !(await closedOn(registers, standIn.practitioner, mode, date))
    ? [...there, { id: standIn.practitioner, name: standIn.name }]
    : there
}
