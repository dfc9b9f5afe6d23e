import { addDays, daysBetween, endOfOsloDay, osloDateOf, weekdayOf } from './dates.ts'

/** Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Norwegian public holidays of a year: lov om helligdager og helligdagsfred § 2, and 1 and 17 May. */
export function publicHolidays(year: number): string[] {
  const easter = easterSunday(year)
  const moving = [-3, -2, 0, 1, 39, 49, 50].map((days) => addDays(easter, days))
  const fixed = ['01-01', '05-01', '05-17', '12-25', '12-26'].map((day) => `${year}-${day}`)
  return [...new Set([...fixed, ...moving])].sort()
}

/** Monday to Friday, and no public holiday. */
export function isWorkingDay(date: string): boolean {
  return weekdayOf(date) < 6 && !publicHolidays(Number(date.slice(0, 4))).includes(date)
}

/** The date that lies `days` working days after `date`; the day itself does not count. */
export function addWorkingDays(date: string, days: number): string {
  let at = date
  for (let left = days; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/** A deadline of so many working days after an instant: the whole last day in Oslo counts. */
export function workingDeadline(from: Date, workingDays: number): Date {
  return endOfOsloDay(addWorkingDays(osloDateOf(from), workingDays))
}

/** Open and past its deadline. Late is a fact, not a state. */
export function isLate(open: boolean, deadline: Date, now: Date): boolean {
  return open && now.getTime() > deadline.getTime()
}

/** Calendar days until the deadline's date; negative when it has passed. */
export function daysToDeadline(deadline: Date, now: Date): number {
  return daysBetween(osloDateOf(now), osloDateOf(deadline))
}
