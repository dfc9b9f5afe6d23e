import { focusNextCase, useAnswered } from '@lomma/platform/desk'
import { caseHref, navigate } from '@lomma/platform/web'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { WorkItem, WorkList } from '../contract/index.ts'
import { type Filter, firstFilter, nextToAnswer, type Selection, selected } from '../domain/selection.ts'
import { type Bulk, useBulk } from './bulk.ts'
import { useDeskKeys } from './keys.ts'

/** The case that is open, by its address. */
export interface Opened {
  readonly kind: string
  readonly id: string
}

/** The state of the work at the queue. */
export interface Desk {
  readonly items: readonly WorkItem[]
  readonly selection: Selection
  setFilter(filter: Filter): void
  setKind(kind: string | null): void
  /** The row that keys act on while no case is open. */
  readonly cursor: string | undefined
  setCursor(id: string): void
  readonly bulk: Bulk
  /** Key pressed in the list, for the case to begin with. */
  readonly begin: string | undefined
  /** Opens a case, or goes back to the list. */
  go(item: WorkItem | undefined, begin?: string): void
  /** Goes on to the next after an answer, else back to the list. */
  goOn(id: string): void
  close(): void
}

export function useDesk(list: WorkList | undefined, open: Opened | undefined): Desk {
  const [filter, setFilter] = useState<Filter>()
  const [kind, setKind] = useState<string | null>(null)
  const [cursor, setCursor] = useState<string>()
  const [begin, setBegin] = useState<string>()
  const answered = useAnswered()
  const first = useFirst(list)
  const selection = useMemo(() => ({ filter: filter ?? first, kind }), [filter, first, kind])
  const items = useMemo(() => selected(list?.items ?? [], selection), [list, selection])
  const bulk = useBulk(list, items)

  const go = (item: WorkItem | undefined, key?: string) => {
    setBegin(key)
    if (item) setCursor(item.id)
    navigate(item ? caseHref(item.kind, item.id) : '/kontor', { replace: open !== undefined && item !== undefined })
  }
  const desk: Desk = {
    items,
    selection,
    setFilter,
    setKind,
    cursor: open?.id ?? cursor,
    setCursor,
    bulk,
    begin,
    go,
    goOn(id) {
      const next = nextToAnswer(items, id, new Set([...answered, id]))
      focusNextCase(next !== undefined)
      go(next)
      if (!next) focusOn(headingId)
    },
    close() {
      go(undefined)
      if (open) focusOn(rowId(open.id))
    },
  }
  useDeskKeys(desk, open)
  return desk
}

/** The filter to begin with; it does not jump when the queue changes later. */
function useFirst(list: WorkList | undefined): Filter {
  const first = useRef<Filter>(undefined)
  if (list && first.current === undefined) first.current = firstFilter(list)
  return first.current ?? 'all'
}

export const rowId = (id: string): string => `item-${id}`
export const headingId = 'work-queue'

/** What takes focus may be drawn anew by the same press. */
function focusOn(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}

/** The value once it has stood still for a while: passing a row with j is not to look at its patient. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
