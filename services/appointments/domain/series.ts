/** How many of one kind lie ahead before they are folded into one line. */
const foldedFrom = 3

/** A line of the list: one appointment, or a regular series of which the next is shown. */
export interface Line<T> {
  readonly next: T
  readonly later: readonly T[]
}

/**
 * Folds regular series (physiotherapy each Tuesday): those of one series become one line with the next one on top. The order of
 * the rest stays. Items without a series, and series of one or two, stand for themselves.
 */
export function foldSeries<T extends { readonly series: string | null }>(items: readonly T[]): Line<T>[] {
  const groups = Map.groupBy(items, ({ series }) => series)
  const done = new Set<string>()
  return items.flatMap((item) => {
    const { series } = item
    const group = series === null ? undefined : groups.get(series)
    if (series === null || !group || group.length < foldedFrom) return [{ next: item, later: [] }]
    if (done.has(series)) return []
    done.add(series)
    return [{ next: item, later: group.slice(1) }]
  })
}
