import type { Badge, Entry, Item } from '../contract/index.ts'

/** What the inbox remembers of a line: when the citizen last opened it, and when it was put away. */
export interface Remembered {
  readonly read?: Date | undefined
  readonly archived?: Date | undefined
}

/** An event nobody opened stops asking for attention after this long. A message and a letter never do. */
export const eventFreshDays = 30

const day = 86_400_000

/**
 * A line with what is remembered of it. What was opened or put away counts for what it held then: something newer in the
 * same thread makes it unread and brings it back. A receipt is the citizen's own and never unread; who has read a thread
 * is the thread's own knowledge.
 */
export function standing(item: Item, known: Remembered, now: Date): Entry {
  const at = instantOf(item.at)
  const since = (moment: Date | undefined) => moment !== undefined && moment.getTime() >= at
  return {
    ...item,
    unread: item.unread && !isOld(item, now) && !isOpened(item, since(known.read)),
    archived: since(known.archived),
  }
}

function isOpened({ kind }: Item, read: boolean): boolean {
  return kind === 'receipt' || (kind !== 'thread' && read)
}

function isOld({ kind, at }: Item, now: Date): boolean {
  return kind === 'event' && now.getTime() - instantOf(at) > eventFreshDays * day
}

/** Unread first, then newest first. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => Number(b.unread) - Number(a.unread) || instantOf(b.at) - instantOf(a.at))
}

/** What the badge counts. What is put away has been seen. */
export function badgeOf(entries: readonly Entry[]): Badge {
  const unread = entries.filter((entry) => entry.unread && !entry.archived)
  const events = unread.filter(({ kind }) => kind === 'event')
  const newest = inOrder(unread).find(({ kind }) => kind !== 'event')
  return {
    messages: unread.length - events.length,
    events: events.length,
    newest: newest ? { href: newest.href, from: newest.from } : null,
    opens: events.map(({ id, href }) => ({ id, href })),
  }
}

/** A date counts as the start of its day. */
function instantOf(at: string): number {
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? 0 : instant
}
