import { type Failure, failureOf, invalidate, newIdempotencyKey } from '@lomma/platform/web'
import { useEffect, useSyncExternalStore } from 'react'
import { sendDecision } from './api.ts'
import { type HeldDecision, HeldDecisions } from './held.ts'

export type Held = HeldDecision<Failure>

/** One list for the whole app: it outlives the screen it was made on. */
export const decisions = new HeldDecisions<Failure>({
  async send({ task, version, decision, key }, closing) {
    await sendDecision(task, { version, decision }, { idempotencyKey: key, keepalive: closing })
  },
  sent: () => invalidate('prescriptions.office'),
  failureOf,
  newKey: newIdempotencyKey,
  now: () => Date.now(),
  later(act, ms) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
})

if (typeof window !== 'undefined') {
  // `beforeunload` comes before the request that leaves (signing out ends the session); `pagehide` when there was none.
  window.addEventListener('beforeunload', () => decisions.flush())
  window.addEventListener('pagehide', () => decisions.flush())
}

/** Decisions that wait, are on their way, or did not get through. */
export function useDecisions(): readonly Held[] {
  return useSyncExternalStore(decisions.subscribe, decisions.list)
}

/** Draws anew each second while something waits. */
export function useTick(active: boolean, tick: () => void): void {
  useEffect(() => {
    if (!active) return
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [active, tick])
}
