/** Why the person looks at somebody not on the own list, by item; for as long as the app is open. */
const purposes = new Map<string, string>()

/** The stated purpose goes with everything that is asked about this item. */
export function statePurpose(item: string, reason: string): void {
  purposes.set(item, reason)
}

/** To spread into the options of `api`. */
export function purposeOf(item: string): { reason?: string } {
  const reason = purposes.get(item)
  return reason === undefined ? {} : { reason }
}
