import { addDays } from '../calendar/index.ts'
import type { Closed } from './types.ts'

/** A time a service is closed, both days included. */
export interface ClosedTime {
  readonly starts: string
  readonly ends: string
  readonly standIn?: Closed['standIn']
}

/**
 * Closed on a day, and until when. Times that overlap or follow one another are one; whoever stands in on the day is named, of the
 * time that began last.
 */
export function closedOn(day: string, times: readonly ClosedTime[]): Closed | undefined {
  const now = times.filter(({ starts, ends }) => starts <= day && day <= ends)
  if (now.length === 0) return undefined
  let until = day
  for (let grown = true; grown; ) {
    const next = times.filter(({ starts, ends }) => starts <= addDays(until, 1) && ends > until)
    grown = next.length > 0
    for (const { ends } of next) if (ends > until) until = ends
  }
  const standIn = now.toSorted((a, b) => (a.starts < b.starts ? 1 : -1)).find((one) => one.standIn)?.standIn
  return { until, ...(standIn ? { standIn } : {}) }
}
