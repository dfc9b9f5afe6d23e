import { navigate, type Shortcut, useShortcuts, useTexts } from '@lomma/platform/web'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Queue, QueueRow } from '../contract/index.ts'
import { decisions, useDecisions } from './decisions.ts'
import { useMedicineName } from './names.ts'
import { type Filter, firstFilter, nextToAnswer, rowAt, rowsOf } from './queue-view.ts'

export const caseHref = (task: string): string => `/kontor/fornyelser/${encodeURIComponent(task)}`

/** What a person may begin to do with a case; each has its form in the case. */
export type Act = 'change' | 'decline' | 'outside' | 'hand'

export interface Desk {
  readonly rows: readonly QueueRow[]
  readonly filter: Filter
  setFilter(filter: Filter): void
  /** The row that keys act on while no case is open. */
  readonly cursor: string | undefined
  setCursor(task: string): void
  readonly ticked: ReadonlySet<string>
  tick(task: string): void
  tickSafe(): void
  clearTicks(): void
  /** What to begin with when the case opens. */
  readonly begun: Act | undefined
  begin(act: Act | undefined): void
  readonly bulkOpen: boolean
  showBulk(open: boolean): void
  /** Set when the person goes to a case, not past it: its heading then takes focus, once. */
  readonly toCase: RefObject<boolean>
  /** What the keys do while a case is open; set by the case. */
  readonly caseKeys: RefObject<CaseKeys>
  /** Goes on to the next after an answer, else back to the list. */
  goOn(task: string): void
  close(): void
}

/** An act that is missing is not the person's to do, or not now. */
export type CaseKeys = Partial<Record<Act | 'approve', () => void>>

/** The state of the work at the queue, and its keys. */
export function useDesk(queue: Queue | undefined, open: string | undefined): Desk {
  const [chosen, setFilter] = useState<Filter>()
  const [cursor, setCursor] = useState<string>()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [begun, begin] = useState<Act>()
  const [bulkOpen, showBulk] = useState(false)
  const caseKeys = useRef<CaseKeys>({})
  const toCase = useRef(false)
  const decided = useDecided()
  const first = useFirst(queue)
  const filter = chosen ?? first
  const rows = useMemo(() => rowsOf(queue?.rows ?? [], filter), [queue, filter])

  const go = (row: QueueRow | undefined, act?: Act) => {
    begin(act)
    if (row) setCursor(row.task)
    navigate(row ? caseHref(row.task) : '/kontor', { replace: open !== undefined && row !== undefined })
  }
  const close = () => {
    go(undefined)
    focusRow(open)
  }
  const desk: Desk = {
    rows,
    filter,
    setFilter,
    cursor: open ?? cursor,
    setCursor,
    ticked,
    tick: (task) => setTicked((now) => toggled(now, task)),
    tickSafe: () =>
      setTicked(new Set(rows.filter((row) => row.bulkSafe && !decided.has(row.task)).map((row) => row.task))),
    clearTicks: () => setTicked(new Set()),
    begun,
    begin,
    bulkOpen,
    showBulk,
    caseKeys,
    toCase,
    goOn(task) {
      const next = nextToAnswer(rows, task, new Set([...decided, task]))
      toCase.current = next !== undefined
      go(next)
      if (!next) focusOn(headingId)
    },
    close,
  }
  useDeskKeys(desk, queue, open, go)
  return desk
}

function toggled(tasks: ReadonlySet<string>, task: string): ReadonlySet<string> {
  return new Set(tasks.has(task) ? [...tasks].filter((one) => one !== task) : [...tasks, task])
}

function useDeskKeys(
  desk: Desk,
  queue: Queue | undefined,
  open: string | undefined,
  go: (row: QueueRow | undefined, act?: Act) => void,
): void {
  const quick = useQuickApprove(go)
  const move = (steps: number) => () => {
    const row = rowAt(desk.rows, desk.cursor, steps)
    if (!row) return
    desk.setCursor(row.task)
    document.getElementById(rowId(row.task))?.focus()
    if (open !== undefined && row.task !== open) go(row)
  }
  const marked = desk.rows.find((row) => row.task === desk.cursor)
  const may = queue?.may
  const act = (name: Act | 'approve', allowed: boolean | undefined) => () => {
    if (open !== undefined) return desk.caseKeys.current[name]?.()
    if (!marked || !allowed) return
    if (name === 'approve') quick(marked)
    else go(marked, name)
  }
  const undo = () => {
    const newest = decisions.newest()
    if (newest) decisions.undo(newest.task)
  }
  const back = () => (desk.begun ? desk.begin(undefined) : open !== undefined && desk.close())
  useShortcuts([
    key('j', 'next', move(1)),
    key('k', 'previous', move(-1)),
    key('a', 'approve', act('approve', may?.answer)),
    key('c', 'change', act('change', may?.answer)),
    key('d', 'decline', act('decline', may?.answer)),
    key('h', 'hand', act('hand', may?.handOver)),
    key('o', 'outside', act('outside', may?.closeOutside)),
    key('x', 'select', () => marked && may?.answer && desk.tick(marked.task)),
    key('A', 'bulk', () => may?.answer && desk.ticked.size > 0 && desk.showBulk(true)),
    key('z', 'undo', undo),
    key('Escape', 'escape', back),
  ])
}

function key(pressed: string, name: string, run: () => void): Shortcut {
  return { key: pressed, label: `prescriptions.office.key.${name}`, run }
}

/** From the list, one key approves what needs no closer look; anything else is opened instead. */
function useQuickApprove(go: (row: QueueRow) => void): (row: QueueRow) => void {
  const decided = useDecided()
  const medicineName = useMedicineName()
  return (row) => {
    if (decided.has(row.task)) return
    if (!row.bulkSafe) return go(row)
    decisions.hold({
      task: row.task,
      version: row.version,
      decision: { kind: 'approve' },
      patient: row.patient.name,
      medicine: medicineName(row.medicine),
    })
  }
}

/** Renewals that a decision is held or on its way for. */
export function useDecided(): ReadonlySet<string> {
  const held = useDecisions()
  return useMemo(() => new Set(held.filter(({ state }) => state !== 'failed').map(({ task }) => task)), [held])
}

/** The filter to begin with; it does not jump when the queue changes later. */
function useFirst(queue: Queue | undefined): Filter {
  const first = useRef<Filter>(undefined)
  if (queue && first.current === undefined) first.current = firstFilter(queue)
  return first.current ?? 'all'
}

export const rowId = (task: string): string => `renewal-${task}`
export const headingId = 'renewals'

function focusRow(task: string | undefined): void {
  if (task !== undefined) focusOn(rowId(task))
}

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

/** `Kari Nordmann, 67 år` */
export function useWho(): (patient: QueueRow['patient']) => string {
  const { t } = useTexts()
  return ({ name, age }) => (age === null ? name : `${name}, ${t('prescriptions.office.row.age', { age })}`)
}
