/** What the order of the queue looks at. */
export interface Waiting {
  readonly id: string
  readonly answerBy: string | null
  readonly sent: string
  readonly late: boolean
}

/** Late first, then the nearest deadline; what has no deadline comes last. Within a day the oldest first, then by id. */
export function byDeadline(a: Waiting, b: Waiting): number {
  if (a.late !== b.late) return a.late ? -1 : 1
  if (a.answerBy !== b.answerBy) {
    if (a.answerBy === null) return 1
    if (b.answerBy === null) return -1
    return a.answerBy < b.answerBy ? -1 : 1
  }
  if (a.sent !== b.sent) return a.sent < b.sent ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
