/**
 * Dates as ranges of instants [low, high): `2024` is the whole year. What has no time zone is Oslo time, as all dates of
 * the health service; by rule and not by Intl, which is a hundred times slower and not needed for one zone.
 */
export interface Range {
  readonly low: number
  readonly high: number
}

const hour = 3_600_000

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0))
  return last.getUTCDate() - last.getUTCDay()
}

/** Hours Oslo is ahead of UTC at a local time; summer time as it has been since 1980. */
function osloHours(local: number): number {
  const year = new Date(local).getUTCFullYear()
  if (year < 1980) return 1
  const end = year < 1996 ? 8 : 9
  const from = Date.UTC(year, 2, lastSunday(year, 2), 2)
  const to = Date.UTC(year, end, lastSunday(year, end), 3)
  return local >= from && local < to ? 2 : 1
}

const oslo = (local: number): number => local - osloHours(local) * hour

/** Date.UTC without its habit of taking years below 100 for the 1900s. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime()
}

const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

/** The range a date, dateTime or instant stands for, at its own precision. */
export function dateRange(text: string): Range | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)]
  if (
    year === 0 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    new Date(utc(year, month - 1, day)).getUTCMonth() !== month - 1
  )
    return undefined
  const midnight = utc(year, month - 1, day)
  if (match[2] === undefined) return { low: oslo(midnight), high: oslo(utc(year + 1, 0, 1)) }
  if (match[3] === undefined) return { low: oslo(midnight), high: oslo(utc(year, month, 1)) }
  if (match[4] === undefined) return { low: oslo(midnight), high: oslo(utc(year, month - 1, day + 1)) }
  return timeRange(midnight, match)
}

function timeRange(midnight: number, match: RegExpExecArray): Range | undefined {
  const [hours, minutes, seconds] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined
  const fraction = match[7]
  const local =
    midnight + hours * hour + minutes * 60_000 + seconds * 1000 + Math.floor(Number(`0.${fraction ?? 0}`) * 1000 + 1e-6)
  const low = match[8] === undefined ? oslo(local) : local - zoneOffset(match[8])
  if (match[6] === undefined) return { low, high: low + 60_000 }
  return { low, high: low + (fraction === undefined ? 1000 : Math.max(1, 10 ** (3 - fraction.length))) }
}
