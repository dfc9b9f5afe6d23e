/** Calendar dates as `YYYY-MM-DD`, the way the health service counts them: in Oslo. Pure: no clock is asked. */

const osloDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' })
const osloHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', hour: '2-digit', hourCycle: 'h23' })
const osloTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const hour = 3_600_000
const day = 24 * hour

/** Dates of the minutes asked for lately: a page asks many times what day it is, and to say it takes longer than the rule that asks. */
const daysOfMinutes = new Map<number, string>()
const mostMinutes = 1000

/** The date in Oslo at an instant. */
export function osloDateOf(instant: Date): string {
  // Oslo has always been whole minutes from UTC, so a day never begins within one.
  const minute = Math.floor(instant.getTime() / 60_000)
  const known = daysOfMinutes.get(minute)
  if (known !== undefined) return known
  const date = osloDay.format(instant)
  if (daysOfMinutes.size >= mostMinutes) daysOfMinutes.clear()
  daysOfMinutes.set(minute, date)
  return date
}

/** The time of day in Oslo at an instant, `HH:MM`. */
export function osloTimeOf(instant: Date): string {
  return osloTime.format(instant)
}

/** `date` moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)
}

/** `date` moved by whole months; the last day of a shorter month when the day is not there: 31 January + 1 = 28 February. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last))).toISOString().slice(0, 10)
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day)
}

/** 1 for Monday … 7 for Sunday (ISO 8601). */
export function weekdayOf(date: string): number {
  return new Date(Date.parse(date)).getUTCDay() || 7
}

/** The Monday of the date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date))
}

/** Whole years from a birth date to a date. */
export function ageOn(birthDate: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The first instant of a date in Oslo. */
export function startOfOsloDay(date: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  // Oslo is one hour before UTC in winter and two in summer: of the two candidates one is midnight there.
  const offset = [1, 2].find((hours) => osloHour.format(new Date(midnight - hours * hour)) === '00') ?? 1
  return new Date(midnight - offset * hour)
}

/** The last second of a date in Oslo. */
export function endOfOsloDay(date: string): Date {
  return new Date(startOfOsloDay(addDays(date, 1)).getTime() - 1000)
}

/**
 * The instant at which a clock on the wall in Oslo shows `time` (`HH:MM`) on a date. In the hour that is skipped in spring:
 * the instant an hour later on the wall (02:30 → 03:30). In the hour that comes twice in autumn: the first of the two.
 */
export function osloInstant(date: string, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const utc = Date.parse(`${date}T00:00:00Z`) + hours * hour + minutes * 60_000
  const candidates = [2, 1].map((offset) => new Date(utc - offset * hour))
  const shown = candidates.find((one) => osloDateOf(one) === date && osloTimeOf(one) === time)
  return shown ?? new Date(utc - hour)
}
