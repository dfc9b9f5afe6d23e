import type { FreeTime } from '../contract/index.ts'

/** A free time at a clinic, as last fetched. */
export interface ClinicTime extends FreeTime {
  readonly clinic: string
  /** It was not free before: somebody has given it up. */
  readonly freed: boolean
}

/** So many times are shown at once: more is no help. */
export const mostTimes = 60

/** Times to choose among: of the clinic, not begun, those that were offered if any were, soonest first. */
export function timesFor(
  free: readonly ClinicTime[],
  wanted: { readonly clinic: string; readonly offered: readonly string[]; readonly starts: string | null },
  now: Date,
): FreeTime[] {
  return free
    .filter(({ clinic, slot, starts }) => {
      const named = wanted.offered.length === 0 || wanted.offered.includes(slot)
      return clinic === wanted.clinic && named && new Date(starts) > now && starts !== wanted.starts
    })
    .sort((a, b) => a.starts.localeCompare(b.starts))
    .slice(0, mostTimes)
    .map(({ slot, starts, ends }) => ({ slot, starts, ends }))
}

/** Times before the one the citizen has that somebody has given up. */
export function freedBefore(
  times: readonly FreeTime[],
  free: readonly ClinicTime[],
  starts: string | null,
): FreeTime[] {
  const freed = new Set(free.filter((time) => time.freed).map(({ slot }) => slot))
  return starts === null ? [] : times.filter((time) => time.starts < starts && freed.has(time.slot))
}
