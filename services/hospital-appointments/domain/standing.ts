/** How old a copy may be before the silence of its source is worth a line to somebody who had nothing there. */
const oldMs = 24 * 3_600_000

/**
 * Is it worth a line that a source does not answer? Yes when something of it is shown, when nobody knows whether it has anything,
 * or when what is known is more than a day old.
 */
export function worthALine(
  source: { readonly failedSince: string | null; readonly takenAt: string | null; readonly known: number },
  now: Date,
): boolean {
  if (source.failedSince === null) return false
  if (source.known > 0 || source.takenAt === null) return true
  return now.getTime() - Date.parse(source.takenAt) > oldMs
}
