import { api, type Failure, failureOf, type Query, useQuery } from '@lomma/platform/web'
import { useState } from 'react'
import type { Entries, LookUp, Who } from '../contract/index.ts'

export interface Filter {
  readonly who: Who
  /** The own look-ups as well. */
  readonly own: boolean
}

const fetchEntries = ({ who, own }: Filter, cursor?: string): Promise<Entries> =>
  api.get<Entries>(
    `/access-log/entries?${new URLSearchParams({ who, own: String(own), ...(cursor ? { cursor } : {}) })}`,
  )

/** The newest look-ups. */
export function useNewest(filter: Filter): Query<Entries> {
  return useQuery(`access-log.entries.${filter.who}.${filter.own}`, () => fetchEntries(filter))
}

export interface Older {
  readonly entries: readonly LookUp[]
  /** Null when the beginning of the log is reached. */
  readonly next: string | null
  readonly pending: boolean
  readonly failure?: Failure
  more(): Promise<void>
}

/** What is fetched page by page below the newest. */
export function useOlder(filter: Filter, newest: Entries): Older {
  const [pages, setPages] = useState<readonly Entries[]>([])
  const [state, setState] = useState<{ pending: boolean; failure?: Failure }>({ pending: false })
  const next = pages.length > 0 ? (pages.at(-1)?.next ?? null) : newest.next
  const more = async () => {
    if (next === null || state.pending) return
    setState({ pending: true })
    try {
      const page = await fetchEntries(filter, next)
      setPages([...pages, page])
      setState({ pending: false })
    } catch (error) {
      setState({ pending: false, failure: failureOf(error) })
    }
  }
  return { entries: pages.flatMap(({ entries }) => entries), next, ...state, more }
}
