import { osloDateOf } from '@lomma/platform/calendar'
import type { DemoWorld, StaffKey } from '@lomma/platform/demo'
import type { Slot } from '@medplum/fhirtypes'
import { dayWithTimes, timesOf } from './offices.ts'

/** Ids of the times that somebody in the stories has. */
export type Taken = Set<string>

interface Wanted {
  /** From this many days ahead. */
  readonly days: number
  /** Which of the free ones. */
  readonly turn: number
  readonly kind: string
}

/** A free time of the doctor on or after the day wished for; from then on it is taken. */
export function takeTime(who: StaffKey, { days, turn, kind }: Wanted, world: DemoWorld, taken: Taken) {
  const date = dayWithTimes(who, world, days)
  const free = timesOf(who, world).filter(
    ({ id, status, start, serviceType }) =>
      status === 'free' && !taken.has(id) && osloDateOf(new Date(start)) >= date && serves(serviceType, kind),
  )
  const found = free[turn] ?? free[0]
  if (!found) return undefined
  taken.add(found.id)
  return { slot: found.id, start: new Date(found.start), end: new Date(found.end) }
}

function serves(types: Slot['serviceType'], kind: string): boolean {
  return types?.some(({ coding }) => coding?.some(({ code }) => code === kind)) ?? false
}
