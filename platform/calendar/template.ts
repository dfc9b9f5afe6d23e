import { addDays, osloInstant, startOfOsloDay, weekdayOf } from './dates.ts'
import { publicHolidays } from './working-days.ts'

/**
 * One line of the template of a schedule. `weekly`: hours of some days of the week; never on public holidays. `off`: days without
 * times, both included. `extra`: hours of one day more, `from`, also on a holiday or in days off.
 */
export interface TemplateLine {
  readonly what: 'weekly' | 'off' | 'extra'
  /** `weekly`: 1 = Monday. */
  readonly days: readonly number[]
  /** `YYYY-MM-DD`. `weekly`: the first day it holds; empty: it holds already. */
  readonly from: string
  /** The last day; empty for `weekly`: until further notice. */
  readonly until: string
  /** `weekly`, `extra`: `HH:MM`, by the clock on the wall in Oslo. */
  readonly opens: string
  readonly closes: string
  /** How long each time lasts. */
  readonly minutes: number
  /** What the times serve. */
  readonly kinds: readonly string[]
}

/** A stretch of a day that is offered. */
export interface TemplateHours {
  readonly starts: Date
  readonly ends: Date
  readonly minutes: number
  readonly kinds: readonly string[]
}

/** A time that the template makes. */
export interface TemplateTime {
  readonly starts: Date
  readonly ends: Date
  readonly kinds: readonly string[]
}

/** True when the template says that there are no times that day, whatever the day of the week. */
export function isDayOff(lines: readonly TemplateLine[], date: string): boolean {
  return lines.some(({ what, from, until }) => what === 'off' && from <= date && date <= until)
}

/** The hours of a day, earliest first. */
export function templateHours(lines: readonly TemplateLine[], date: string): TemplateHours[] {
  const closed = isDayOff(lines, date) || publicHolidays(Number(date.slice(0, 4))).includes(date)
  return lines
    .filter((line) => (line.what === 'extra' ? line.from === date : !closed && isOn(line, date)))
    .map(({ opens, closes, minutes, kinds }) => ({
      ...{ starts: osloInstant(date, opens), ends: osloInstant(date, closes) },
      ...{ minutes, kinds },
    }))
    .filter(({ starts, ends }) => starts < ends)
    .sort((a, b) => a.starts.getTime() - b.starts.getTime())
}

function isOn({ what, days, from, until }: TemplateLine, date: string): boolean {
  return what === 'weekly' && days.includes(weekdayOf(date)) && from <= date && (until === '' || date <= until)
}

/**
 * The times of a template from one day to another, both included. They follow one another from the first instant of the hours on,
 * each as long as it says, so that the night the clock is changed has neither a time twice nor one that ends before it begins.
 * Where hours overlap, the earlier time stands.
 */
export function templateTimes(lines: readonly TemplateLine[], from: string, to: string): TemplateTime[] {
  const made: TemplateTime[] = []
  for (let date = from; date <= to; date = addDays(date, 1))
    for (const time of templateHours(lines, date).flatMap(timesIn).sort(byStart)) {
      const last = made.at(-1)
      if (!last || last.ends <= time.starts) made.push(time)
    }
  return made
}

function timesIn({ starts, ends, minutes, kinds }: TemplateHours): TemplateTime[] {
  const long = minutes * 60_000
  if (!(long > 0)) return []
  const count = Math.floor((ends.getTime() - starts.getTime()) / long)
  return Array.from({ length: count }, (_, nr) => {
    const at = starts.getTime() + nr * long
    return { starts: new Date(at), ends: new Date(at + long), kinds }
  })
}

const byStart = (a: TemplateTime, b: TemplateTime): number => a.starts.getTime() - b.starts.getTime()

/** True when a time lies within the hours of its day; how the hours are cut into times does not matter. */
export function isWithinTemplate(
  lines: readonly TemplateLine[],
  date: string,
  { starts, ends }: Pick<TemplateTime, 'starts' | 'ends'>,
): boolean {
  return templateHours(lines, date).some((hours) => hours.starts <= starts && ends <= hours.ends)
}

/** The first instant of a day and the one after the last: what lies between is the day's in Oslo. */
export function osloSpan(from: string, to: string): { readonly start: Date; readonly end: Date } {
  return { start: startOfOsloDay(from), end: startOfOsloDay(addDays(to, 1)) }
}
