import { useAnswered } from '@lomma/platform/desk'
import { type Shortcut, useShortcuts } from '@lomma/platform/web'
import { itemAt } from '../domain/selection.ts'
import { holdQuick } from './bulk.ts'
import { type Desk, type Opened, rowId } from './desk.ts'

/** The letters mean the same in every case. In the list they answer the marked row, or open it with that act begun. */
const acts = { a: 'answer', r: 'reply', c: 'change', d: 'decline', h: 'hand', o: 'outside' } as const

/** The keys of the list. While a case is open its own go before these. */
export function useDeskKeys(desk: Desk, open: Opened | undefined): void {
  const answered = useAnswered()
  const marked = desk.items.find((item) => item.id === desk.cursor)
  const move = (steps: number) => () => {
    const item = itemAt(desk.items, desk.cursor, steps)
    if (!item) return
    desk.setCursor(item.id)
    document.getElementById(rowId(item.id))?.focus()
    if (open !== undefined && item.id !== open.id) desk.go(item)
  }
  const act = (letter: string) => () => {
    if (open !== undefined || !marked || answered.has(marked.id)) return
    const quick = desk.bulk.quick(marked, letter)
    if (quick) holdQuick(marked, quick)
    else desk.go(marked, letter)
  }
  const [choice] = desk.bulk.choices
  useShortcuts([
    key('j', 'next', move(1)),
    key('k', 'previous', move(-1)),
    ...Object.entries(acts).map(([letter, name]) => key(letter, name, act(letter))),
    key('x', 'select', () => marked && marked.bulk.length > 0 && desk.bulk.tick(marked.id)),
    key('A', 'bulk', () => choice && desk.bulk.ask(choice)),
    key('Escape', 'escape', () => open !== undefined && desk.close()),
  ])
}

function key(pressed: string, name: string, run: () => void): Shortcut {
  return { key: pressed, label: `work-queue.key.${name}`, run }
}
