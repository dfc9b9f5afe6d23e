import { addDays, osloDateOf } from '../calendar/index.ts'

const minute = 60_000
const hour = 60 * minute

/** Machines' clocks differ by seconds, and a crash leaves up to one beat unused: neither must cost the story a day. */
export const tolerance = minute

const wallParts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** What a clock on a wall in Oslo shows, as milliseconds after midnight. */
export function timeOfDay(instant: Date): number {
  const shown = Date.parse(`${wallParts.format(instant).replace(' ', 'T')}Z`)
  return (shown % (24 * hour)) + instant.getUTCMilliseconds()
}

/** The instants at which clocks in Oslo show this: two in the hour that comes twice; past the gap when there is none. */
function instantsAt(date: string, time: number): Date[] {
  const asUtc = Date.parse(date) + time
  const found = [asUtc - 2 * hour, asUtc - hour]
    .map((at) => new Date(at))
    .filter((at) => osloDateOf(at) === date && timeOfDay(at) === time)
  return found.length > 0 ? found : [new Date(asUtc - hour)]
}

/**
 * Where the story goes on after a pause: the first instant not before `seenUntil` at which the time of day is the real one.
 * A real time of day that lies less than the tolerance before `seenUntil` goes on at `seenUntil` itself.
 */
export function resumeAt(seenUntil: Date, real: Date): Date {
  const time = timeOfDay(real)
  const today = osloDateOf(seenUntil)
  const near = [addDays(today, -1), today].flatMap((date) => instantsAt(date, time))
  if (near.some((at) => at < seenUntil && seenUntil.getTime() - at.getTime() <= tolerance)) return seenUntil
  const next = [today, addDays(today, 1)].flatMap((date) => instantsAt(date, time))
  return next.find((at) => at >= seenUntil) ?? seenUntil
}

/** The same time of day some days later. */
export function daysLater(instant: Date, days: number): Date {
  const [at] = instantsAt(addDays(osloDateOf(instant), days), timeOfDay(instant))
  return at ?? instant
}
