import { addDays } from '@lomma/platform/calendar'
import type { Fault, ScheduleContent, ScheduleLine } from '../contract/index.ts'

/** Bounds against slips of the finger. */
export const shortestTime = 5
export const longestTime = 240
/** Days off in one line, at most. */
const longestPeriod = 366

type Found = Pick<Fault, 'code' | 'params'> | undefined

/** What must be mended in the times of one doctor: one thing a line. */
export function scheduleFaults({ practitioner, lines }: ScheduleContent, today: string): Fault[] {
  return lines.flatMap((line, at) => {
    const found = lineFault(line, today) ?? overlapFault(line, lines.slice(0, at))
    return found ? [{ at: `schedules.${practitioner}.${at}`, ...found }] : []
  })
}

function lineFault(line: ScheduleLine, today: string): Found {
  const { what, days, from, until } = line
  if (what === 'off') return offFault(line)
  if (what === 'extra' && from === '') return fault('extra-without-day')
  if (what === 'extra' && from < today) return fault('extra-over')
  if (what === 'weekly' && days.length === 0) return fault('hours-without-days')
  return hoursFault(line) ?? (what === 'weekly' && until !== '' && until < from ? fault('period-backwards') : undefined)
}

function offFault({ from, until }: ScheduleLine): Found {
  if (from === '' || until === '' || until < from) return fault('period-backwards')
  return until > addDays(from, longestPeriod) ? fault('period-too-long') : undefined
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

function hoursFault({ opens, closes, minutes, kinds }: ScheduleLine): Found {
  if (!clock.test(opens) || !clock.test(closes)) return fault('hours-not-a-time')
  if (opens >= closes) return fault('times-backwards')
  if (!Number.isInteger(minutes) || minutes < shortestTime || minutes > longestTime)
    return fault('minutes-out-of-bounds', { least: shortestTime, most: longestTime })
  if (minutesOf(closes) - minutesOf(opens) < minutes) return fault('times-too-short')
  return kinds.length === 0 ? fault('times-without-kind') : undefined
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Two of a kind that share a day and some of it. Extra hours may lie over the weekly ones: the earlier time stands. */
function overlapFault(line: ScheduleLine, before: readonly ScheduleLine[]): Found {
  const clash = before.some(
    (other) =>
      other.what === line.what &&
      line.what !== 'off' &&
      sharesDay(line, other) &&
      line.opens < other.closes &&
      other.opens < line.closes,
  )
  return clash ? fault('times-overlap') : undefined
}

function sharesDay(one: ScheduleLine, other: ScheduleLine): boolean {
  if (one.what === 'extra') return one.from === other.from
  const end = ({ until }: ScheduleLine) => until || '9999-12-31'
  return one.days.some((day) => other.days.includes(day)) && one.from <= end(other) && other.from <= end(one)
}

function fault(code: Fault['code'], params: Fault['params'] = {}): NonNullable<Found> {
  return { code, params }
}
