import type { Disease } from '../contract/index.ts'
import { earliest } from './dates.ts'

/** A dose as the rules see it. `on` null: given, but nobody knows when. */
export interface CountedDose {
  readonly on: string | null
  readonly diseases: readonly Disease[]
}

/**
 * How many times all of these diseases have been covered. Single vaccines given instead of a combined one count as well,
 * so the least covered disease decides. Two vaccines on one day are one dose.
 */
export function timesCovered(doses: readonly CountedDose[], required: readonly Disease[], since = ''): number {
  return Math.min(
    ...required.map((disease) => {
      const covering = doses.filter((dose) => dose.diseases.includes(disease))
      const days = new Set(covering.flatMap((dose) => (dose.on !== null && dose.on >= since ? [dose.on] : [])))
      const undated = since === '' ? covering.filter((dose) => dose.on === null).length : 0
      return days.size + undated
    }),
  )
}

/** The last day on which all of these diseases were covered: protection against the oldest one runs out first. */
export function lastCovered(doses: readonly CountedDose[], required: readonly Disease[]): string | null {
  const lasts = required.map((disease) =>
    doses.reduce<string | null>(
      (last, dose) =>
        dose.on !== null && dose.diseases.includes(disease) && (last === null || dose.on > last) ? dose.on : last,
      null,
    ),
  )
  return lasts.reduce((oldest, last) => (oldest === null || last === null ? null : earliest(last, oldest)))
}

/** The last day on which any of these diseases was covered: what the gap to the next dose is counted from. */
export function lastTouched(doses: readonly CountedDose[], required: readonly Disease[]): string | null {
  return doses.reduce<string | null>(
    (last, dose) =>
      dose.on !== null && dose.diseases.some((d) => required.includes(d)) && (last === null || dose.on > last)
        ? dose.on
        : last,
    null,
  )
}
