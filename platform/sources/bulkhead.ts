/**
 * At most so many calls to one source at a time: a slow one fills its own room, never the whole ship. One too many is turned away
 * at once; nobody queues for a source.
 */
export function bulkhead(most: number) {
  let inside = 0
  return async <T>(call: () => Promise<T>, whenFull: () => Error): Promise<T> => {
    if (inside >= most) throw whenFull()
    inside++
    try {
      return await call()
    } finally {
      inside--
    }
  }
}
