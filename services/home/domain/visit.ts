/** When a citizen was last on the front page, and since when things counted as new then. */
export interface Visit {
  readonly seen: Date
  readonly newsSince: Date
}

/** A reload, or a walk through the app and back, is the same visit: what was new stays in view. */
const sameVisit = 30 * 60_000
/** What a first visitor is told as new. */
const firstLook = 30 * 86_400_000

/** The visit that this look at the front page belongs to. */
export function visitAt(now: Date, last: Visit | undefined): Visit {
  if (!last) return { seen: now, newsSince: new Date(now.getTime() - firstLook) }
  const same = now.getTime() - last.seen.getTime() < sameVisit
  return { seen: now, newsSince: same ? last.newsSince : last.seen }
}

/** A look is written down at most this often; what counts as new does not change by it. */
const writtenEvery = 60_000

/**
 * Is what was read or written of this visit still all there is to know? Within the minute nobody, on whichever node, can have begun
 * another visit or written this one anew, so that it need not be asked for.
 */
export function isStillKnown(now: Date, last: Visit): boolean {
  const since = now.getTime() - last.seen.getTime()
  return since >= 0 && since < writtenEvery
}

/** Does this look change what the next one must know? */
export function isWorthKeeping(visit: Visit, last: Visit | undefined): boolean {
  return !last || visit.newsSince > last.newsSince || visit.seen.getTime() - last.seen.getTime() >= writtenEvery
}
