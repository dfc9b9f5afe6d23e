import { osloDateOf } from '@lomma/platform/calendar'
import type { Calendar, CalendarTime } from '../contract/index.ts'

/** One column on the screen: a doctor on a day, or a day of one doctor. */
export interface ViewColumn {
  readonly key: string
  readonly schedule: string
  readonly date: string
  /** Name of the doctor; null where the columns are days. */
  readonly doctor: string | null
  readonly holiday: boolean
  readonly times: readonly CalendarTime[]
}

/** A day is shown with a column for each doctor, a week with a column for each day of one doctor. */
export function columnsOf(calendar: Calendar, schedule: string | null): ViewColumn[] {
  const { columns, days } = calendar
  if (days.length === 1) {
    const [day] = days
    return columns.map((one) => ({
      key: one.schedule,
      schedule: one.schedule,
      date: day?.date ?? calendar.from,
      doctor: one.name,
      holiday: day?.holiday ?? false,
      times: one.times,
    }))
  }
  const chosen = columns.find((one) => one.schedule === schedule) ?? columns[0]
  if (!chosen) return []
  return days.map(({ date, holiday }) => ({
    key: date,
    schedule: chosen.schedule,
    date,
    doctor: null,
    holiday,
    times: chosen.times.filter(({ start }) => osloDateOf(new Date(start)) === date),
  }))
}

/** Where an arrow key leads from a time: along the column, or to the time nearest in hour in the next one. */
export function timeAfterKey(columns: readonly ViewColumn[], slot: string, key: string): string | undefined {
  const column = columns.findIndex(({ times }) => times.some((time) => time.slot === slot))
  const times = columns[column]?.times ?? []
  const at = times.findIndex((time) => time.slot === slot)
  if (key === 'ArrowDown') return times[at + 1]?.slot ?? undefined
  if (key === 'ArrowUp') return times[at - 1]?.slot ?? undefined
  if (key === 'Home') return times[0]?.slot ?? undefined
  if (key === 'End') return times.at(-1)?.slot ?? undefined
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
  if (step === undefined) return undefined
  const wanted = hourOf(times[at])
  for (let next = column + step; next >= 0 && next < columns.length; next += step) {
    const nearest = columns[next]?.times.toSorted((a, b) => gap(a, wanted) - gap(b, wanted))[0]?.slot
    if (nearest) return nearest
  }
  return undefined
}

function hourOf(time: CalendarTime | undefined): number {
  return time ? Date.parse(time.start) % 86_400_000 : 0
}

function gap(time: CalendarTime, wanted: number): number {
  return Math.abs(hourOf(time) - wanted)
}

export function findTime(columns: readonly ViewColumn[], slot: string | null): CalendarTime | undefined {
  return columns.flatMap(({ times }) => times).find((time) => time.slot === slot)
}
