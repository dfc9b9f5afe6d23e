import { useEffect } from 'react'
import { call, failureOf, onSignedOut } from './api.ts'
import { app } from './app.ts'
import { forgetDrafts } from './kept-drafts.ts'
import { forgetAll } from './query.ts'
import { createStore, useStore } from './store.ts'
import { forgetUnsavedLanguage } from './unsaved-language.ts'

/** Answer of GET `/auth/session`. */
export interface SessionAnswer {
  readonly signedIn: boolean
  readonly kind?: 'citizen' | 'practitioner' | 'office'
  readonly name?: string
  readonly organisationName?: string
  /** The place offers citizens services of its own: opening hours, times, absences are for such places. */
  readonly offersServices?: boolean
  /** Until the session ends if nothing is done. Asking does not extend it. */
  readonly idleSecondsLeft?: number
}

export interface Session {
  readonly status: 'loading' | 'signed-in' | 'signed-out' | 'offline'
  readonly kind?: SessionAnswer['kind']
  readonly name: string
  readonly organizationName?: string
  readonly offersServices: boolean
  /** True when the session ends within minutes unless the person goes on. */
  readonly endsSoon: boolean
  /** When it ends, ms of this device's clock. */
  readonly endsAt: number
}

const nobody: Session = {
  status: 'loading',
  name: '',
  offersServices: false,
  endsSoon: false,
  endsAt: Number.POSITIVE_INFINITY,
}
const session = createStore<Session>(nobody)
/** WCAG 2.2.1 asks for at least 20 seconds' warning; people with screen readers need minutes. */
const warnBefore = 3 * 60_000

let timer: ReturnType<typeof setTimeout> | undefined

/** Who is signed in. */
export function useSession(): Session {
  return useStore(session)
}

/** Asks the server who is signed in, and again before the session would end. */
export async function refreshSession(): Promise<Session> {
  try {
    accept(await call<SessionAnswer>('GET', `/auth/session?audience=${app().audience}`))
  } catch (error) {
    const offline = failureOf(error).kind === 'offline' || session.get().status === 'loading'
    if (offline) session.set({ ...session.get(), status: 'offline' })
  }
  return session.get()
}

/** "Continue": the session starts its time anew. */
export async function extendSession(): Promise<void> {
  await call('POST', `/auth/session/extend?audience=${app().audience}`).catch(() => undefined)
  await refreshSession()
}

/** Leaves for the server's sign-out, which ends the session at the identity provider as well: a form, so a POST. */
export function signOut(): void {
  forgetAll()
  forgetDrafts()
  forgetUnsavedLanguage()
  // The browser may keep this page for its Back button: nothing of the person stays on it.
  session.set(nobody)
  const form = document.createElement('form')
  form.method = 'post'
  form.action = `/auth/logout?audience=${app().audience}&lang=${document.documentElement.lang}`
  document.body.append(form)
  form.submit()
}

/** The address of the identity provider's sign-in, by way of our server. */
export function loginHref(returnTo: string, language: string): string {
  return `/auth/login?${new URLSearchParams({ audience: app().audience, returnTo, lang: language })}`
}

/** Our sign-in page, which brings the person back to this place afterwards. */
export function signInHref(place = location.pathname + location.search): string {
  const returnTo = place === '/' || place.startsWith(app().signInPath) ? '' : `?til=${encodeURIComponent(place)}`
  return app().signInPath + returnTo
}

/** Keeps the session known while the app is open. */
export function useSessionWatch(): void {
  useEffect(() => {
    const leave = onSignedOut(() => {
      if (session.get().status === 'signed-in') endSession()
    })
    const look = () => document.visibilityState === 'visible' && void check()
    const shown = (event: PageTransitionEvent) => event.persisted && void refreshSession()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', look)
    window.addEventListener('pageshow', shown)
    return () => {
      leave()
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', look)
      window.removeEventListener('pageshow', shown)
    }
  }, [])
}

function accept(answer: SessionAnswer): void {
  if (!answer.signedIn) {
    if (session.get().status === 'signed-in') endSession()
    else session.set({ ...nobody, status: 'signed-out' })
    return
  }
  const left = (answer.idleSecondsLeft ?? 1800) * 1000
  session.set({
    status: 'signed-in',
    name: answer.name ?? '',
    offersServices: answer.offersServices ?? false,
    ...(answer.kind ? { kind: answer.kind } : {}),
    ...(answer.organisationName ? { organizationName: answer.organisationName } : {}),
    endsSoon: left <= warnBefore,
    endsAt: Date.now() + left,
  })
  clearTimeout(timer)
  // Other calls may have extended it meanwhile, so the server is asked again rather than trusted to memory.
  timer = setTimeout(() => void check(), left > warnBefore ? left - warnBefore : left + 1_000)
}

async function check(): Promise<void> {
  if (session.get().status === 'signed-in' || session.get().status === 'offline') await refreshSession()
}

/** The session is over: to the sign-in page, which brings the person back to this place. What is for everybody stays. */
function endSession(): void {
  forgetAll()
  forgetUnsavedLanguage()
  if (app().isOpen?.(location.pathname)) {
    session.set({ ...nobody, status: 'signed-out' })
    return
  }
  // Not yet "signed out", which would send the person there without saying why; the page is already on its way out.
  session.set(nobody)
  const href = signInHref()
  location.assign(`${href}${href.includes('?') ? '&' : '?'}ut=tid`)
}
