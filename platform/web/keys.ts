import { useEffect, useRef } from 'react'
import { createStore, useStore } from './store.ts'

/** A key of the clinician app. `label` is a text key; the help (`?`) lists it while the screen is open. */
export interface Shortcut {
  /** As `KeyboardEvent.key`: `j`, `Enter`, `?`. */
  readonly key: string
  readonly label: string
  run(): void
}

const active = createStore<readonly (readonly Shortcut[])[]>([])
const settingKey = 'lomma.keys-off'
const enabled = createStore(readSetting())

/** Listens for single keys while the component is there; never while someone is typing. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const mine = latest.current
    active.set([...active.get(), mine])
    const onKey = (event: KeyboardEvent) => {
      if (!enabled.get() || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return
      const shortcut = latest.current.find(({ key }) => key === event.key)
      if (!shortcut) return
      event.preventDefault()
      shortcut.run()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      active.set(active.get().filter((list) => list !== mine))
    }
  }, [])
}

/** All keys that work now, for the help. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useStore(active).flat()
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
