import { invalidate, showCounter, useLocation } from '@lomma/platform/web'
import { useEffect, useRef } from 'react'
import { fetchArrival, useBadge, useOpened } from './api.ts'
import { onOtherTab } from './tabs.ts'

/** Between two questions whether something has come, while the page is looked at. */
const askEvery = 5_000

/** Keeps the badge: raised when something comes, lowered when it is opened, the same in every tab. Draws nothing. */
export default function Watch() {
  const { data } = useBadge()
  useEffect(() => {
    if (data) showCounter('/innboks', { waiting: data.messages + data.events, late: 0 })
  }, [data])
  useArrivals()
  useOpenedPages(data?.opens ?? none)
  return null
}

const none: readonly { id: string; href: string }[] = []

/** Asks cheaply whether something has come; only then is the record read again. */
function useArrivals(): void {
  useEffect(() => {
    let mark: string | undefined
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      const found = await fetchArrival().catch(() => undefined)
      if (!found) return
      if (mark !== undefined && mark !== found.mark) invalidate('inbox', 'home')
      mark = found.mark
    }
    const again = () => void look()
    again()
    const timer = setInterval(again, askEvery)
    document.addEventListener('visibilitychange', again)
    const leave = onOtherTab(() => invalidate('inbox', 'home'))
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
      leave()
    }
  }, [])
}

/** Opening the page of an event, from wherever, is to have seen it. */
function useOpenedPages(opens: readonly { id: string; href: string }[]): void {
  const [path] = useLocation()
  const told = useRef(new Set<string>())
  const { run } = useOpened()
  useEffect(() => {
    const ids = opens
      .filter(({ id, href }) => href.replace(/[?#].*$/, '') === path && !told.current.has(id))
      .map(({ id }) => id)
    if (ids.length === 0) return
    for (const id of ids) told.current.add(id)
    void run({ ids })
  }, [path, opens, run])
}
