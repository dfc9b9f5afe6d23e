import { useEffect, useRef } from 'react'
import { navigate as push } from 'wouter/use-browser-location'
import { app } from './app.ts'

/**
 * Every link is an ordinary `<a href>`, from whichever component; a plain click inside the app is taken here. So links
 * can be opened in a new tab, copied and shown in the status line, and design-system components need no wrapping.
 */
export function interceptLinks(): () => void {
  const onClick = (event: MouseEvent) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null
    if (!anchor || !isPlainClick(event) || !staysHere(anchor)) return
    event.preventDefault()
    navigate(anchor.pathname + anchor.search + anchor.hash)
  }
  const onPop = () => {
    arrival = { pending: true, scrollTo: positions.get(location.href) ?? 0 }
  }
  history.scrollRestoration = 'manual'
  document.addEventListener('click', onClick)
  window.addEventListener('popstate', onPop)
  return () => {
    document.removeEventListener('click', onClick)
    window.removeEventListener('popstate', onPop)
  }
}

/** Opens an address of the app. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  positions.set(location.href, window.scrollY)
  arrival = { pending: true, scrollTo: 0 }
  push(to, options)
}

/** Where each visited address was scrolled to. */
const positions = new Map<string, number>()
/** The first page is the browser's own arrival: focus and scroll are left alone. */
let arrival = { pending: false, scrollTo: 0 }

if (typeof window !== 'undefined')
  window.addEventListener('scroll', () => arrival.pending || positions.set(location.href, window.scrollY), {
    passive: true,
  })

/** For the heading of a page: after a navigation it gets focus (screen readers say it) and the page its scroll position. */
export function useArrival<E extends HTMLElement>() {
  const heading = useRef<E>(null)
  useEffect(() => {
    if (!arrival.pending) return
    const { scrollTo } = arrival
    arrival = { pending: false, scrollTo: 0 }
    heading.current?.focus({ preventScroll: true })
    scrollWhenTallEnough(scrollTo)
  }, [])
  return heading
}

/** The address changed within a page: nothing to focus, nothing to scroll. */
export function stayHere(): void {
  arrival = { pending: false, scrollTo: 0 }
}

/** A list that is still being fetched is too short to scroll in: wait for it, but not for ever. */
function scrollWhenTallEnough(top: number): void {
  window.scrollTo(0, top)
  if (Math.abs(window.scrollY - top) < 2) return
  const observer = new ResizeObserver(() => {
    window.scrollTo(0, top)
    if (Math.abs(window.scrollY - top) < 2) stop()
  })
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
    window.removeEventListener('wheel', stop)
    window.removeEventListener('touchmove', stop)
  }
  const timer = setTimeout(stop, 3_000)
  window.addEventListener('wheel', stop, { passive: true })
  window.addEventListener('touchmove', stop, { passive: true })
  observer.observe(document.body)
}

function isPlainClick(event: MouseEvent): boolean {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  return event.button === 0 && !modified && !event.defaultPrevented
}

/** The server's own addresses are left to the browser. */
const serverPaths = /^\/(api|auth|idp|oauth|fhir|health|metrics|assets)(\/|$)/

function staysHere(anchor: HTMLAnchorElement): boolean {
  if (anchor.target && anchor.target !== '_self') return false
  if (anchor.hasAttribute('download') || anchor.origin !== location.origin) return false
  if (anchor.hash && anchor.pathname === location.pathname && anchor.search === location.search) return false
  return !serverPaths.test(anchor.pathname) && app().owns(anchor.pathname)
}

/** The place in `?til=` of the sign-in page; only an address of this app, never one of another site. */
export function whereToReturn(fallback: string): string {
  const wanted = new URLSearchParams(location.search).get('til') ?? ''
  const url = URL.parse(wanted, location.origin)
  const own = wanted.startsWith('/') && url?.origin === location.origin && app().owns(url.pathname)
  return own ? url.pathname + url.search : fallback
}
