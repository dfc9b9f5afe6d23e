import type { Item } from '../contract/index.ts'

const comingUpShown = 3
const newsShown = 5

/** By deadline; tasks without one after those that have one. */
export function sortTodo(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => compareTimes(a.at, b.at))
}

/** The next three things with a date. */
export function nextUp(items: readonly Item[]): Item[] {
  return sortTodo(items.filter((item) => item.at !== undefined)).slice(0, comingUpShown)
}

/** Newest first. */
export function newestFirst(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => compareTimes(b.at, a.at))
}

/** The newest few; the inbox has the rest. */
export function latestNews(items: readonly Item[]): Item[] {
  return newestFirst(items).slice(0, newsShown)
}

/** A date counts as the start of its day; nothing counts as far ahead. */
function compareTimes(a: string | undefined, b: string | undefined): number {
  const [left, right] = [a, b].map((at) => (at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(at)))
  return (left ?? 0) - (right ?? 0)
}
