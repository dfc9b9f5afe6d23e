interface Waiting<V> {
  found(value: V | undefined): void
  failed(error: unknown): void
}

/**
 * Look-ups by key that many requests make at the same time become one statement. What is asked while one is under way waits for the
 * next, so that an answer is never older than its question. For tables that are on one machine: what is keyed by citizen is
 * asked citizen by citizen (docs/adr/0006).
 * @param load rows of these keys; one that has none is left out
 */
export function together<V>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  let asked = new Map<string, Waiting<V>[]>()
  let running = false

  const drain = async (): Promise<void> => {
    while (asked.size > 0) {
      const batch = asked
      asked = new Map()
      try {
        const rows = await load([...batch.keys()])
        for (const [key, waiting] of batch) for (const one of waiting) one.found(rows.get(key))
      } catch (error) {
        for (const waiting of batch.values()) for (const one of waiting) one.failed(error)
      }
    }
    running = false
  }

  return (key) =>
    new Promise((found, failed) => {
      const waiting = asked.get(key)
      if (waiting) waiting.push({ found, failed })
      else asked.set(key, [{ found, failed }])
      if (running) return
      running = true
      setImmediate(() => void drain())
    })
}
