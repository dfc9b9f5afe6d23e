/** Calendar dates as `YYYY-MM-DD`, the way the health service counts them: in Oslo. */

const osloDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' })
const osloHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', hour: '2-digit', hourCycle: 'h23' })

/** The date in Oslo at an instant. */
export function osloDateOf(instant: Date): string {
  return osloDay.format(instant)
}

/** `date` moved by whole days. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

/** `date` moved by whole months; the last day of a shorter month when the day is not there. */
export function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The last second of a date in Oslo. */
export function endOfOsloDay(date: string): Date {
  const nextMidnight = Date.parse(`${plusDays(date, 1)}T00:00:00Z`)
  // Oslo is one hour before UTC in winter and two in summer: of the two candidates one is midnight there.
  const offset = [1, 2].find((hours) => osloHour.format(new Date(nextMidnight - hours * 3_600_000)) === '00') ?? 1
  return new Date(nextMidnight - offset * 3_600_000 - 1000)
}

/** Whole years from a birth date to a date. */
export function ageOn(birthDate: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

export function earliest(...dates: readonly (string | null)[]): string | null {
  return dates.reduce((first, date) => (date !== null && (first === null || date < first) ? date : first), null)
}
