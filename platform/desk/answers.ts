import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { TextParams } from '../i18n/index.ts'
import { type Failure, failureOf, invalidate, newIdempotencyKey } from '../web/index.ts'
import { type HeldAnswer, HeldAnswers } from './held.ts'

/** An answer to one item of the work queue, as a case gives it. */
export interface Answer {
  /** Id of the item. */
  readonly id: string
  /** Whose `refusal.<code>` texts tell why it did not get through. */
  readonly service: string
  /** What is answered, and for whom: fills `{title}` and `{patient}`. */
  readonly title: { readonly key: string; readonly params?: TextParams | undefined }
  readonly patient: string
  /** Text key of the line while it waits: "Godkjenner {title} for {patient}." */
  readonly held: string
  /** Text key in the row while it waits: "Godkjennes". */
  readonly row: string
  /** Sends it, with the same key however often. */
  send(options: { readonly idempotencyKey: string; readonly keepalive: boolean }): Promise<unknown>
}

export type Held = HeldAnswer<Answer, Failure>

/** One list for the whole app: it outlives the screen it was made on. */
export const answers = new HeldAnswers<Answer, Failure>({
  async send({ answer, key }, closing) {
    await answer.send({ idempotencyKey: key, keepalive: closing })
  },
  sent: ({ answer }) => invalidate('work-queue', answer.service),
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
  window.addEventListener('beforeunload', () => answers.flush())
  window.addEventListener('pagehide', () => answers.flush())
}

/** Holds an answer for ten seconds, so that it can be undone, then sends it. The latest word on an item counts. */
export function holdAnswer(answer: Answer): void {
  answers.hold(answer.id, answer)
}

/** Answers that wait, are on their way, or did not get through. */
export function useHeldAnswers(): readonly Held[] {
  return useSyncExternalStore(answers.subscribe, answers.list)
}

/** Ids of items whose answer is held or on its way. */
export function useAnswered(): ReadonlySet<string> {
  const held = useHeldAnswers()
  return useMemo(() => new Set(held.filter(({ state }) => state !== 'failed').map(({ id }) => id)), [held])
}

/** Draws anew twice a second while something waits. */
export function useTick(active: boolean, tick: () => void): void {
  useEffect(() => {
    if (!active) return
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [active, tick])
}
