import { addDays, osloDateOf, osloInstant, osloTimeOf, publicHolidays, weekdayOf } from '@lomma/platform/calendar'
import type { OpeningHours, PhoneState } from '../contract/index.ts'

/** An office that is closed for longer than this has not said its hours. */
const daysAhead = 21

/** Is the office open at an instant, and if not: when does it open? Closed on public holidays, whatever the hours say. */
export function phoneStateAt(hours: readonly OpeningHours[], now: Date): PhoneState {
  const today = osloDateOf(now)
  const time = osloTimeOf(now)
  const open = hoursOn(hours, today).find(({ opens, closes }) => opens <= time && time < closes)
  if (open) return { open: true, closes: open.closes }
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const day = addDays(today, ahead)
    const next = hoursOn(hours, day).find(({ opens }) => ahead > 0 || opens > time)
    if (next) return { open: false, opens: osloInstant(day, next.opens).toISOString() }
  }
  return { open: false, opens: null }
}

/** The hours of one date, in order. */
function hoursOn(hours: readonly OpeningHours[], date: string): OpeningHours[] {
  if (publicHolidays(Number(date.slice(0, 4))).includes(date)) return []
  const weekday = weekdayOf(date)
  return hours.filter(({ days }) => days.includes(weekday)).toSorted((a, b) => (a.opens < b.opens ? -1 : 1))
}

/** One line of a table of hours: the first and last of days that follow one another. */
export interface HoursLine {
  readonly first: number
  readonly last: number
  readonly opens: string
  readonly closes: string
}

/** The week as people read it: days that follow one another with the same hours are one line. */
export function weekOf(hours: readonly OpeningHours[]): HoursLine[] {
  const lines: HoursLine[] = []
  const parts = hours.flatMap(({ days, opens, closes }) => days.map((day) => ({ day, opens, closes })))
  for (const { day, opens, closes } of parts.sort((a, b) => a.day - b.day || (a.opens < b.opens ? -1 : 1))) {
    const at = lines.findIndex((line) => line.last === day - 1 && line.opens === opens && line.closes === closes)
    const line = lines[at]
    if (line) lines[at] = { ...line, last: day }
    else lines.push({ first: day, last: day, opens, closes })
  }
  return lines
}
