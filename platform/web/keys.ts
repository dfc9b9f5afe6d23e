import { useEffect, useRef, useState } from 'react'
import { createStore, useStore } from './store.ts'

/** A key of the clinician app. `label` is a text key; the help (`?`) lists it while the screen is open. */
export interface Shortcut {
  /** As `KeyboardEvent.key`: `j`, `Enter`, `?`. */
  readonly key: string
  readonly label: string
  run(): void
}

/** The keys of one component. What is drawn later stands inside or over what was there: its keys go first. */
interface Layer {
  readonly drawn: number
  keys(): readonly Shortcut[]
}

const active = createStore<readonly Layer[]>([])
let drawings = 0
const settingKey = 'lomma.keys-off'
const enabled = createStore(readSetting())

if (typeof document !== 'undefined') document.addEventListener('keydown', press)

function press(event: KeyboardEvent): void {
  if (!enabled.get() || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return
  const shortcut = known().find(({ key }) => key === event.key)
  if (!shortcut) return
  event.preventDefault()
  shortcut.run()
}

/** All keys that work now, the innermost first, each once. */
function known(): Shortcut[] {
  const layers = active.get().toSorted((a, b) => b.drawn - a.drawn)
  const all = layers.flatMap((layer) => layer.keys())
  return all.filter(({ key }, index) => all.findIndex((one) => one.key === key) === index)
}

/** Listens for single keys while the component is there; never while someone is typing. A key left out is not taken. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  // Drawn from the outside in, while effects run from the inside out.
  const [drawn] = useState(() => ++drawings)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const mine: Layer = { drawn, keys: () => latest.current }
    active.set([...active.get(), mine])
    return () => active.set(active.get().filter((layer) => layer !== mine))
  }, [drawn])
}

/** For the help: asked when it is opened. */
export function useActiveShortcuts(): readonly Shortcut[] {
  useStore(active)
  return known()
}

/** WCAG 2.1.4: single-key shortcuts can be turned off. */
export function useShortcutSetting(): { on: boolean; set(on: boolean): void } {
  const on = useStore(enabled)
  return {
    on,
    set(wanted) {
      enabled.set(wanted)
      try {
        if (wanted) localStorage.removeItem(settingKey)
        else localStorage.setItem(settingKey, '1')
      } catch {
        // Storage closed to us: the choice holds for this page.
      }
    },
  }
}

function readSetting(): boolean {
  try {
    return localStorage.getItem(settingKey) === null
  } catch {
    return true
  }
}

/** Typing, choosing in a list, or pressing Enter on something that takes it. */
function isBusy({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
    return true
  if (document.querySelector('dialog[open]') && key !== '?') return true
  return key === 'Enter' && target.matches('a, button, summary, input')
}
