import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { readStamp, sayPresence } from './api.ts'
import type { Opened } from './desk.ts'
import { rowId } from './desk.ts'

/** How often an open queue asks whether anything has changed. */
const askEvery = 5_000
/** How often somebody who has a case open says so. */
const sayEvery = 10_000

/** Reads the list anew when its stamp has changed; a hidden tab asks nothing. */
export function useLive(stamp: string | undefined, reload: () => void): void {
  useEffect(() => {
    if (stamp === undefined) return
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      // A failure here costs nothing: the next round asks again, and the shell tells when the network is gone.
      const found = await readStamp().catch(() => undefined)
      if (found && found.stamp !== stamp) reload()
    }
    const timer = setInterval(() => void ask(), askEvery)
    return () => clearInterval(timer)
  }, [stamp, reload])
}

/** Says that this person looks at the case, and answers who else does. */
export function usePresence(open: Opened): readonly string[] {
  const { kind, id } = open
  const [others, setOthers] = useState<readonly string[]>([])
  useEffect(() => {
    let here = true
    const say = () =>
      sayPresence({ kind, id, leaving: false }).then(
        (found) => here && setOthers(found.others),
        () => undefined,
      )
    void say()
    const timer = setInterval(() => document.visibilityState === 'visible' && void say(), sayEvery)
    const leave = () => void sayPresence({ kind, id, leaving: true }).catch(() => undefined)
    window.addEventListener('pagehide', leave)
    return () => {
      here = false
      clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [kind, id])
  return others
}

/** Rows that come or go above the marked one do not move it under the eye. */
export function useKeptPlace(cursor: string | undefined, rows: unknown): void {
  const place = useRef<{ readonly id: string; readonly top: number }>(undefined)
  useLayoutEffect(() => {
    const before = place.current
    const top = topOf(before?.id)
    if (before && top !== undefined && Math.abs(top - before.top) > 1) window.scrollBy(0, top - before.top)
    // Only new rows move it; marking another row does not.
  }, [rows])
  useEffect(() => {
    const remember = () => {
      const top = topOf(cursor)
      place.current = cursor !== undefined && top !== undefined ? { id: cursor, top } : undefined
    }
    remember()
    window.addEventListener('scroll', remember, { passive: true })
    return () => window.removeEventListener('scroll', remember)
  })
}

function topOf(id: string | undefined): number | undefined {
  return id === undefined ? undefined : document.getElementById(rowId(id))?.getBoundingClientRect().top
}
