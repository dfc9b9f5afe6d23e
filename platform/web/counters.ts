import { createStore, useStore } from './store.ts'

/** How many wait, and how many of them are late. */
export interface Counter {
  readonly waiting: number
  readonly late: number
}

const counters = createStore<Readonly<Record<string, Counter>>>({})

/** Told by a clinician screen or queue: shown beside its menu entry on every screen. */
export function showCounter(href: string, counter: Counter): void {
  counters.set({ ...counters.get(), [href]: counter })
}

export function useCounter(href: string): Counter | undefined {
  return useStore(counters)[href]
}
