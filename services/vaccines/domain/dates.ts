import { addDays, addMonths } from '@lomma/platform/calendar'

/** Points in a life, and what they are on the calendar. */

/** A point in a life: by age, or by school year. A school year starts on 15 August and ends on 30 June. */
export type Age =
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number }
  | { readonly grade: number }
  | { readonly gradeEnd: number }

/** The date at which a person born on `birth` reaches this age. */
export function reaches(birth: string, age: Age): string {
  if ('weeks' in age) return addDays(birth, age.weeks * 7)
  if ('months' in age) return addMonths(birth, age.months)
  if ('years' in age) return addMonths(birth, age.years * 12)
  if ('grade' in age) return `${firstYearOf(birth, age.grade)}-08-15`
  return `${firstYearOf(birth, age.gradeEnd) + 1}-06-30`
}

/**
 * The calendar year in which a person starts a school grade: grade 1 in the year one turns six
 * (opplæringslova § 2-2).
 */
export function firstYearOf(birth: string, grade: number): number {
  return Number(birth.slice(0, 4)) + 5 + grade
}

/** The school grade at a date: 0 before school, 11 and above after compulsory school. */
export function gradeAt(birth: string, date: string): number {
  const year = Number(date.slice(0, 4)) - (date.slice(5) >= '08-15' ? 0 : 1)
  return Math.max(0, year - Number(birth.slice(0, 4)) - 5)
}

/** The later of dates as text. */
export function latest(first: string, second: string): string {
  return [first, second].sort()[1] ?? first
}

export function earliest(first: string, second: string): string {
  return [first, second].sort()[0] ?? first
}
