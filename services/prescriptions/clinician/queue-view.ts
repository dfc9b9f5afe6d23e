import type { Queue, QueueRow } from '../contract/index.ts'

export const filters = ['mine', 'all', 'late', 'handed'] as const
export type Filter = (typeof filters)[number]

/** The rows of a choice; the queue's own order (late first, then by deadline) is kept. */
export function rowsOf(rows: readonly QueueRow[], filter: Filter): readonly QueueRow[] {
  if (filter === 'mine') return rows.filter((row) => row.mine)
  if (filter === 'late') return rows.filter((row) => row.late)
  if (filter === 'handed') return rows.filter((row) => row.mine && row.handedTo !== null)
  return rows
}

/** Doctors begin with their own when there are any; the secretary with all. */
export function firstFilter(queue: Queue): Filter {
  return queue.may.answer && queue.rows.some((row) => row.mine) ? 'mine' : 'all'
}

/** The row `steps` away from a task; the first when nothing is marked, the end rows at the ends. */
export function rowAt(rows: readonly QueueRow[], from: string | undefined, steps: number): QueueRow | undefined {
  const index = rows.findIndex((row) => row.task === from)
  if (index < 0) return rows[0]
  return rows[Math.min(rows.length - 1, Math.max(0, index + steps))]
}

/** What to answer after this one: the next that nobody has decided on here, else the one before. */
export function nextToAnswer(
  rows: readonly QueueRow[],
  task: string,
  decided: ReadonlySet<string>,
): QueueRow | undefined {
  const index = rows.findIndex((row) => row.task === task)
  const free = (row: QueueRow) => row.task !== task && !decided.has(row.task)
  return rows.slice(index + 1).find(free) ?? rows.slice(0, Math.max(0, index)).findLast(free)
}
