/** Arithmetic on calendar dates (`YYYY-MM-DD`), without any clock. */

/** A point in a life: by age, or by school year. A school year starts on 15 August and ends on 30 June. */
export type Age =
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number }
  | { readonly grade: number }
  | { readonly gradeEnd: number }

/** The date at which a person born on `birth` reaches this age. */
export function reaches(birth: string, age: Age): string {
  if ('weeks' in age) return plusDays(birth, age.weeks * 7)
  if ('months' in age) return plusMonths(birth, age.months)
  if ('years' in age) return plusMonths(birth, age.years * 12)
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

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Months later on the same day, or the last of a shorter month: 31 January + 1 = 28 February. */
export function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, lastDay))
  return first.toISOString().slice(0, 10)
}

/** The later of dates as text. */
export function latest(first: string, second: string): string {
  return [first, second].sort()[1] ?? first
}

export function earliest(first: string, second: string): string {
  return [first, second].sort()[0] ?? first
}
