import { addDays, daysBetween } from '@lomma/platform/calendar'
import type { RefusalCode, ServiceKind } from '../contract/index.ts'

/** An absence as the rules see it; both days included. */
export interface Away {
  readonly id: string
  readonly from: string
  readonly until: string
  /** None: the stand-in has the list, and every service is open. */
  readonly kinds: readonly ServiceKind[]
  readonly standIn?: { readonly practitioner: string; readonly name: string } | undefined
}

export interface Around {
  readonly today: string
  /** The doctor who is away. */
  readonly practitioner: string
  /** The absence before the change; undefined for a new one. */
  readonly before: Away | undefined
  /** The doctor's other absences. */
  readonly others: readonly Away[]
  /** Doctors at the office who are at work as such. */
  readonly colleagues: readonly string[]
  /** Absences of the one who is to stand in. */
  readonly standInAway: readonly Away[]
}

export interface Fault {
  readonly code: RefusalCode
  readonly params?: Readonly<Record<string, string | number>>
}

/** Longer than this is a slip of the finger, or a doctor who has left. */
export const longestDays = 731

/** What is wrong with an absence whoever is away and whenever. */
export function shapeFault(away: Pick<Away, 'from' | 'until' | 'kinds'> & { standIn?: unknown }): Fault | undefined {
  if (away.until < away.from) return { code: 'period-backwards' }
  if (daysBetween(away.from, away.until) > longestDays) return { code: 'too-long', params: { days: longestDays } }
  return away.kinds.length === 0 && !away.standIn ? { code: 'nothing-chosen' } : undefined
}

/** Why an absence cannot stand as it is written; undefined when it can. */
export function faultOf(away: Away, around: Around): Fault | undefined {
  const { today, before } = around
  const shape = shapeFault(away)
  if (shape) return shape
  if (before && endsEarlier(before, away, today)) return undefined
  if (away.from < today && away.from !== before?.from) return { code: 'begins-in-the-past' }
  if (away.until < today) return { code: 'begins-in-the-past' }
  return standInFault(away, around) ?? overlapFault(away, around)
}

function standInFault(away: Away, around: Around): Fault | undefined {
  const { standIn } = away
  if (!standIn) return undefined
  if (standIn.practitioner === around.practitioner) return { code: 'stand-in-self' }
  if (!around.colleagues.includes(standIn.practitioner)) return { code: 'stand-in-not-colleague' }
  const gone = around.standInAway.find((one) => clash(one, away))
  return gone && { code: 'stand-in-away', params: { name: standIn.name, from: gone.from, until: gone.until } }
}

function overlapFault(away: Away, { others }: Around): Fault | undefined {
  const other = others.find((one) => one.id !== away.id && clash(one, away))
  return other && { code: 'overlaps', params: { from: other.from, until: other.until } }
}

/** The same days and a service in common; who has handed over the list has handed over every service. */
export function clash(one: Away, other: Away): boolean {
  const sameDays = one.from <= other.until && other.from <= one.until
  const whole = one.kinds.length === 0 || other.kinds.length === 0
  return sameDays && (whole || one.kinds.some((kind) => other.kinds.includes(kind)))
}

/** Nothing but the last day has moved, to yesterday at the earliest: the doctor is back. */
function endsEarlier(before: Away, after: Away, today: string): boolean {
  const same =
    before.from === after.from &&
    before.kinds.join() === after.kinds.join() &&
    before.standIn?.practitioner === after.standIn?.practitioner
  return same && after.until < before.until && after.until >= addDays(today, -1)
}

/** An absence as it is when the doctor is back today; undefined when it had not begun, or begins today, and falls away. */
export function endedOn(away: Away, today: string): Away | undefined {
  return away.from < today ? { ...away, until: addDays(today, -1) } : undefined
}
