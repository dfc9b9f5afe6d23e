import type { Language } from './language.ts'

/**
 * The calendar in words. Own tables for all four, because browsers' Intl lacks Northern Sami, and because a date must
 * read the same on every device.
 */
export interface CalendarWords {
  readonly months: readonly string[]
  readonly weekdays: readonly string[]
  date(day: number, month: string, year: number | undefined): string
  monthOfYear(month: number, year: number): string
  clock(hours: string, minutes: string): string
  at(day: string, clock: string): string
  readonly today: string
  readonly tomorrow: string
  readonly yesterday: string
  inDays(days: number): string
  daysAgo(days: number): string
}

const norwegianMonths = 'januar februar mars april mai juni juli august september oktober november desember'.split(' ')
const samiMonths =
  'ođđajagemánu guovvamánu njukčamánu cuoŋománu miessemánu geassemánu suoidnemánu borgemánu čakčamánu golggotmánu skábmamánu juovlamánu'.split(
    ' ',
  )
const englishMonths = 'January February March April May June July August September October November December'.split(' ')

const norwegian = {
  months: norwegianMonths,
  date: (day: number, month: string, year: number | undefined) => `${day}. ${month}${year ? ` ${year}` : ''}`,
  monthOfYear: (month: number, year: number) => `${norwegianMonths[month]} ${year}`,
  clock: (hours: string, minutes: string) => `${hours}.${minutes}`,
  at: (day: string, clock: string) => `${day} kl. ${clock}`,
  today: 'i dag',
  yesterday: 'i går',
}

export const calendarWords: Readonly<Record<Language, CalendarWords>> = {
  nb: {
    ...norwegian,
    weekdays: 'søndag mandag tirsdag onsdag torsdag fredag lørdag'.split(' '),
    tomorrow: 'i morgen',
    inDays: (days) => `om ${days} dager`,
    daysAgo: (days) => `for ${days} dager siden`,
  },
  nn: {
    ...norwegian,
    weekdays: 'sundag måndag tysdag onsdag torsdag fredag laurdag'.split(' '),
    tomorrow: 'i morgon',
    inDays: (days) => `om ${days} dagar`,
    daysAgo: (days) => `for ${days} dagar sidan`,
  },
  // Not checked by a speaker.
  se: {
    months: samiMonths,
    weekdays: 'sotnabeaivi vuossárga maŋŋebárga gaskavahkku duorastat bearjadat lávvardat'.split(' '),
    date: (day, month, year) => `${month} ${day}. b.${year ? ` ${year}` : ''}`,
    monthOfYear: (month, year) => `${samiMonths[month]?.replace(/mánu$/, 'mánnu')} ${year}`,
    clock: (hours, minutes) => `${hours}.${minutes}`,
    at: (day, clock) => `${day} dii. ${clock}`,
    today: 'odne',
    tomorrow: 'ihttin',
    yesterday: 'ikte',
    inDays: (days) => `${days} beaivvi geahčen`,
    daysAgo: (days) => `${days} beaivvi áigi`,
  },
  en: {
    months: englishMonths,
    weekdays: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
    date: (day, month, year) => `${day} ${month}${year ? ` ${year}` : ''}`,
    monthOfYear: (month, year) => `${englishMonths[month]} ${year}`,
    clock: (hours, minutes) => `${hours}:${minutes}`,
    at: (day, clock) => `${day} at ${clock}`,
    today: 'today',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    inDays: (days) => `in ${days} days`,
    daysAgo: (days) => `${days} days ago`,
  },
}
