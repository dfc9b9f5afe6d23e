import { useEffect, useMemo, useRef, useState } from 'react'
import { ApiError, type Failure, failureOf, newIdempotencyKey } from './api.ts'
import { whenOnline } from './online.ts'
import { invalidate } from './query.ts'

/** Sends the intention; must pass the key on: `api.post('/x', input, { idempotencyKey })`. */
export type Send<I, R> = (input: I, idempotencyKey: string) => Promise<R>

export interface CommandOptions<R> {
  /** Prefixes of query keys that the command changes. */
  readonly invalidates?: readonly string[]
  readonly onDone?: (result: R) => void
}

export interface Command<I, R> {
  /** Sends once; while it is on its way further calls do nothing. Resolves with the result, or undefined on failure. */
  run(input: I): Promise<R | undefined>
  readonly pending: boolean
  /** The network is gone; the command waits and is sent when it returns. */
  readonly waiting: boolean
  readonly failure?: Failure
  readonly result?: R
  reset(): void
}

interface State<R> {
  readonly pending: boolean
  readonly waiting: boolean
  readonly failure?: Failure
  readonly result?: R
}

const idle = { pending: false, waiting: false } as const
const attempts = 4

/**
 * A command that is done once however often it is sent. The idempotency key belongs to the input and is kept until
 * success, so a double click, a lost answer and "try again" are the same intention to the server.
 */
export function useCommand<I, R>(send: Send<I, R>, options: CommandOptions<R> = {}): Command<I, R> {
  const [state, setState] = useState<State<R>>(idle)
  const latest = useRef({ send, options })
  useEffect(() => {
    latest.current = { send, options }
  })
  const commands = useMemo(() => createRunner<I, R>(latest, setState), [])
  return useMemo(() => ({ ...state, ...commands }), [state, commands])
}

interface Latest<I, R> {
  readonly current: { readonly send: Send<I, R>; readonly options: CommandOptions<R> }
}

/** The command without React: one intention at a time, its key kept until success. */
export function createRunner<I, R>(latest: Latest<I, R>, setState: (state: State<R>) => void) {
  let intention: { readonly input: string; readonly key: string } | undefined
  let running: Promise<R | undefined> | undefined

  async function start(input: I): Promise<R | undefined> {
    const serialized = JSON.stringify(input) ?? ''
    if (intention?.input !== serialized) intention = { input: serialized, key: newIdempotencyKey() }
    const { key } = intention
    setState({ pending: true, waiting: false })
    try {
      const result = await persist(
        () => latest.current.send(input, key),
        () => setState({ pending: true, waiting: true }),
      )
      intention = undefined
      setState({ ...idle, result })
      invalidate(...(latest.current.options.invalidates ?? []))
      latest.current.options.onDone?.(result)
      return result
    } catch (error) {
      if (!(error instanceof ApiError)) console.error(error)
      setState({ ...idle, failure: failureOf(error) })
      return undefined
    }
  }

  return {
    run(input: I): Promise<R | undefined> {
      running ??= start(input).finally(() => {
        running = undefined
      })
      return running
    },
    reset: () => setState(idle),
  }
}

/** Sends again with the same key while the network is away: safe, because the server does it once. */
async function persist<R>(send: () => Promise<R>, waits: () => void): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      if (failureOf(error).kind !== 'offline' || attempt >= attempts) throw error
      waits()
      await whenOnline(1_000 * 2 ** attempt)
    }
  }
}
