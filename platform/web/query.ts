import { useEffect, useMemo } from 'react'
import { ApiError, type Failure, failureOf } from './api.ts'
import { createStore, type Store, useStore } from './store.ts'

export interface QueryState<T> {
  readonly data?: T
  /** Why the latest attempt failed. Earlier data stays: show it with its time. */
  readonly failure?: Failure
  /** True while there is neither data nor failure. */
  readonly loading: boolean
  /** When `data` was fetched, ms. */
  readonly at?: number
}

export interface Query<T> extends QueryState<T> {
  reload(): void
}

interface Entry {
  readonly store: Store<QueryState<unknown>>
  fetch(): Promise<unknown>
  running: Promise<void> | undefined
}

const cache = new Map<string, Entry>()
/** Data younger than this is shown without asking again. */
const freshFor = 5_000

/**
 * Fetches and remembers an answer under a key that starts with the service's id: `useQuery('prescriptions.list', …)`.
 * Shows what is known at once and asks again when the screen opens, the window is looked at, or the network returns.
 */
export function useQuery<T>(key: string, fetch: () => Promise<T>): Query<T> {
  const entry = entryFor(key, fetch)
  // One key holds one type: the key and its fetch are written side by side.
  const state = useStore(entry.store) as QueryState<T>
  useEffect(() => {
    entry.fetch = fetch
  })
  useEffect(() => {
    refresh(entry, freshFor)
    const again = () => document.visibilityState === 'visible' && refresh(entry, 60_000)
    const online = () => refresh(entry, 0)
    document.addEventListener('visibilitychange', again)
    window.addEventListener('online', online)
    return () => {
      document.removeEventListener('visibilitychange', again)
      window.removeEventListener('online', online)
    }
  }, [entry])
  return useMemo(() => ({ ...state, reload: () => void refresh(entry, 0) }), [state, entry])
}

/** Starts a fetch before its screen is there. */
export function prefetch<T>(key: string, fetch: () => Promise<T>): void {
  void refresh(entryFor(key, fetch), freshFor)
}

/** Asks again for everything whose key starts with one of the prefixes, after a command changed it. */
export function invalidate(...prefixes: readonly string[]): void {
  for (const [key, entry] of cache)
    if (prefixes.some((prefix) => key === prefix || key.startsWith(`${prefix}.`))) {
      const { data } = entry.store.get()
      entry.store.set({ ...(data === undefined ? {} : { data }), loading: data === undefined, at: 0 })
      void refresh(entry, 0)
    }
}

/** Forgets everything: at sign-out, and between persons. */
export function forgetAll(): void {
  cache.clear()
}

function entryFor(key: string, fetch: () => Promise<unknown>): Entry {
  const known = cache.get(key)
  if (known) return known
  const entry: Entry = { store: createStore<QueryState<unknown>>({ loading: true }), fetch, running: undefined }
  cache.set(key, entry)
  return entry
}

function refresh(entry: Entry, olderThan: number): Promise<void> | undefined {
  const { at, failure } = entry.store.get()
  if (entry.running) return entry.running
  if (!failure && at !== undefined && Date.now() - at < olderThan) return undefined
  entry.running = run(entry).finally(() => {
    entry.running = undefined
  })
  return entry.running
}

async function run(entry: Entry): Promise<void> {
  try {
    const data = await entry.fetch()
    entry.store.set({ data, loading: false, at: Date.now() })
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error)
    entry.store.set({ ...entry.store.get(), failure: failureOf(error), loading: false })
  }
}
