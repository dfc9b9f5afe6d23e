import { type RequestKind, requestItems } from '../contract/index.ts'

/** True when everything asked for belongs to the kind, each once, and there is something. */
export function fits(kind: string, items: readonly string[]): boolean {
  const known = Object.entries(requestItems).find(([code]) => code === kind)?.[1] ?? []
  const there = items.every((item) => known.some((one) => one === item))
  return items.length > 0 && there && new Set(items).size === items.length
}

/** What may be chosen of a kind. */
export function itemsOf(kind: RequestKind): readonly string[] {
  return requestItems[kind]
}
