import { addDays, addMonths, mondayOf, weekdayOf } from '@lomma/platform/calendar'

/** The weeks of a month as rows of seven dates, Monday first, filled up with the days around it. */
export function monthWeeks(date: string): string[][] {
  const first = `${date.slice(0, 7)}-01`
  const last = addDays(addMonths(first, 1), -1)
  const weeks: string[][] = []
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) weeks.push(weekDates(monday))
  return weeks
}

/** The seven dates of the week a date is in. */
export function weekDates(date: string): string[] {
  const monday = mondayOf(date)
  return Array.from({ length: 7 }, (_, at) => addDays(monday, at))
}

/** ISO week number (ISO 8601: week 1 has the year's first Thursday). */
export function weekNumber(date: string): number {
  const thursday = addDays(mondayOf(date), 3)
  const begin = mondayOf(`${thursday.slice(0, 4)}-01-04`)
  return 1 + Math.round((Date.parse(mondayOf(date)) - Date.parse(begin)) / (7 * 86_400_000))
}

/**
 * Where a key leads in a grid of days (WAI-ARIA practice for date grids): arrows by day and week, Home and End to the ends of the
 * week, Page Up and Page Down by month – by week when a week is shown. Undefined: not a key of the grid.
 */
export function dateAfterKey(date: string, key: string, view: 'month' | 'week'): string | undefined {
  const weekday = weekdayOf(date)
  const moves: Readonly<Record<string, () => string>> = {
    ArrowLeft: () => addDays(date, -1),
    ArrowRight: () => addDays(date, 1),
    ArrowUp: () => addDays(date, -7),
    ArrowDown: () => addDays(date, 7),
    Home: () => addDays(date, 1 - weekday),
    End: () => addDays(date, 7 - weekday),
    PageUp: () => (view === 'month' ? addMonths(date, -1) : addDays(date, -7)),
    PageDown: () => (view === 'month' ? addMonths(date, 1) : addDays(date, 7)),
  }
  return moves[key]?.()
}
