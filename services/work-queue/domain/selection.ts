import type { WorkItem, WorkList } from '../contract/index.ts'

export const filters = ['mine', 'all', 'late', 'handed', 'unread'] as const
export type Filter = (typeof filters)[number]

/** What is shown: one filter, and one kind or all. */
export interface Selection {
  readonly filter: Filter
  readonly kind: string | null
}

type Row = Pick<WorkItem, 'mine' | 'late' | 'handedTo' | 'unreadByPatient' | 'kind'>

/** The items of a choice; the queue's own order is kept. */
export function selected<T extends Row>(items: readonly T[], { filter, kind }: Selection): readonly T[] {
  return items.filter((item) => (kind === null || item.kind === kind) && fits(item, filter))
}

function fits(item: Row, filter: Filter): boolean {
  switch (filter) {
    case 'mine':
      return item.mine
    case 'late':
      return item.late
    case 'handed':
      return item.mine && item.handedTo !== null
    case 'unread':
      return item.unreadByPatient
    case 'all':
      return true
  }
}

/** Those who answer begin with their own when there are any; the secretary with all. */
export function firstFilter({ answers, items }: Pick<WorkList, 'answers' | 'items'>): Filter {
  return answers && items.some((item) => item.mine) ? 'mine' : 'all'
}

/** The item `steps` away from another; the first when nothing is marked, the end ones at the ends. */
export function itemAt<T extends { readonly id: string }>(
  items: readonly T[],
  from: string | undefined,
  steps: number,
): T | undefined {
  const index = items.findIndex((item) => item.id === from)
  if (index < 0) return items[0]
  return items[Math.min(items.length - 1, Math.max(0, index + steps))]
}

/** What to answer after this one: the next that nobody here has answered, else the one before. */
export function nextToAnswer<T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
  answered: ReadonlySet<string>,
): T | undefined {
  const index = items.findIndex((item) => item.id === id)
  const free = (item: T) => item.id !== id && !answered.has(item.id)
  return items.slice(index + 1).find(free) ?? items.slice(0, Math.max(0, index)).findLast(free)
}
