/** Minutes before the start at which the door to the video room opens. */
const opensBefore = 15
/** A talk may last longer than planned. */
const closesAfter = 30

/** When the link can be used first. */
export function videoOpens(start: Date): Date {
  return new Date(start.getTime() - opensBefore * 60_000)
}

/** True while the link is shown: near the time, and never long before, so that nobody waits in the wrong room. */
export function videoIsOpen(start: Date, end: Date, now: Date): boolean {
  return now >= videoOpens(start) && now.getTime() <= end.getTime() + closesAfter * 60_000
}
