import { daysBetween } from '../calendar/index.ts'
import type { Language } from './language.ts'
import { calendarWords } from './words.ts'

/** A `YYYY-MM-DD` (no time of day), an ISO instant, or an instant. */
export type When = string | Date

interface OsloMoment {
  /** `YYYY-MM-DD` in Oslo. */
  readonly date: string
  /** Absent for a calendar date. */
  readonly time?: { readonly hours: string; readonly minutes: string }
}

const osloFields = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function inOslo(when: When): OsloMoment {
  if (typeof when === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(when)) return { date: when }
  const parts: Record<string, string> = {}
  for (const { type, value } of osloFields.formatToParts(new Date(when))) parts[type] = value
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: { hours: parts.hour ?? '', minutes: parts.minute ?? '' },
  }
}

function inWords(language: Language, date: string, withYear: boolean): string {
  const words = calendarWords[language]
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return words.date(day, words.months[month - 1] ?? '', withYear ? year : undefined)
}

/** `3. mars 2026` */
export function formatDate(language: Language, when: When): string {
  return inWords(language, inOslo(when).date, true)
}

/** `10.30`; empty for a calendar date. */
export function formatTime(language: Language, when: When): string {
  const { time } = inOslo(when)
  return time ? calendarWords[language].clock(time.hours, time.minutes) : ''
}

/** `3. mars 2026 kl. 10.30`; without the time for a calendar date. */
export function formatDateTime(language: Language, when: When): string {
  return withTime(language, when, formatDate(language, when))
}

/** `mars 2026`, from `YYYY-MM`, a date or an instant: headings of lists grouped by month. */
export function formatMonth(language: Language, when: When): string {
  const [year = 0, month = 1] = monthOf(when).split('-').map(Number)
  return calendarWords[language].monthOfYear(month - 1, year)
}

/** `YYYY-MM` in Oslo. */
export function monthOf(when: When): string {
  return typeof when === 'string' && /^\d{4}-\d{2}$/.test(when) ? when : inOslo(when).date.slice(0, 7)
}

/** `tirsdag 3. mars` */
export function formatWeekday(language: Language, when: When): string {
  const { date } = inOslo(when)
  const weekday = calendarWords[language].weekdays[new Date(date).getUTCDay()] ?? ''
  return `${weekday} ${inWords(language, date, false)}`
}

/** How near a day must be to be told as a distance; farther away the date says more. */
const nearDays = 6

/**
 * The day in the person's words: `i dag`, `i morgen kl. 10.30`, `om 3 dager`, `for 2 dager siden`, then the date –
 * without the year when it is this year's.
 */
export function relativeDay(language: Language, when: When, now: Date): string {
  const words = calendarWords[language]
  const { date } = inOslo(when)
  const today = inOslo(now).date
  const distance = daysBetween(today, date)
  if (distance === 0) return withTime(language, when, words.today)
  if (distance === 1) return withTime(language, when, words.tomorrow)
  if (distance === -1) return withTime(language, when, words.yesterday)
  if (distance > 1 && distance <= nearDays) return words.inDays(distance)
  if (distance < -1 && distance >= -nearDays) return words.daysAgo(-distance)
  return withTime(language, when, inWords(language, date, date.slice(0, 4) !== today.slice(0, 4)))
}

/** `1 234`, `62,5` – with a space that does not break. */
export function formatNumber(language: Language, value: number, decimals?: number): string {
  const text = decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals)
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.length > 4 ? whole.replaceAll(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '\u00a0') : whole
  const sign = value < 0 ? '−' : ''
  return `${sign}${grouped}${fraction ? `${language === 'en' ? '.' : ','}${fraction}` : ''}`
}

/** `62,50 kr`, `300 kr`: øre only when there are any. */
export function formatAmount(language: Language, kroner: number): string {
  return `${formatNumber(language, kroner, Number.isInteger(kroner) ? 0 : 2)}\u00a0kr`
}

function withTime(language: Language, when: When, day: string): string {
  const clock = formatTime(language, when)
  return clock ? calendarWords[language].at(day, clock) : day
}
