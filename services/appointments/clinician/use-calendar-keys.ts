import { addDays, isWorkingDay } from '@lomma/platform/calendar'
import { useShortcuts } from '@lomma/platform/web'
import type { Calendar } from '../contract/index.ts'

interface Acts {
  readonly calendar: Calendar
  readonly onDate: (date: string) => void
  readonly onWeek: (on: boolean) => void
  readonly onOffer: () => void
  readonly onStop: () => void
}

/** The day or week before or after; days nobody works are passed over. */
export function stepOf({ days, from }: Pick<Calendar, 'days' | 'from'>, by: 1 | -1): string {
  if (days.length > 1) return addDays(from, by * 7)
  let date = addDays(from, by)
  while (!isWorkingDay(date)) date = addDays(date, by)
  return date
}

/** Single keys of the calendar; `?` lists them. */
export function useCalendarKeys({ calendar, onDate, onWeek, onOffer, onStop }: Acts): void {
  const key = (name: string) => `appointments.office.keys.${name}`
  useShortcuts([
    { key: 'n', label: key('next'), run: () => onDate(stepOf(calendar, 1)) },
    { key: 'p', label: key('previous'), run: () => onDate(stepOf(calendar, -1)) },
    { key: 't', label: key('today'), run: () => onDate(calendar.today) },
    { key: 'w', label: key('week'), run: () => onWeek(true) },
    { key: 'd', label: key('day'), run: () => onWeek(false) },
    { key: 'o', label: key('offer'), run: onOffer },
    { key: 'Escape', label: key('stop'), run: onStop },
  ])
}
