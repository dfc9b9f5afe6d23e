import type { Context } from '../access/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import { isRefusal } from '../errors/index.ts'
import type { DomainEvent } from '../fhir/types.ts'
import type { Deps, Listener } from '../service/index.ts'

export interface DispatcherParts {
  readonly db: Db
  readonly clock: Clock
  readonly listeners: readonly Listener[]
  readonly deps: Deps
  /** Told of a failure with names only; never the content of the event. */
  onFailure?(listener: string, event: string, error: unknown): void
}

export interface Dispatcher {
  /** Look now instead of at the next round: something was emitted. */
  poke(): void
  /** Tells everything that is due and returns when done. For tests and for moving the story clock. */
  drain(): Promise<number>
  stop(): Promise<void>
}

interface OutboxRow {
  id: string
  type: string
  citizen: string
  data: DomainEvent['data']
}

const batch = 50
const longestWaitSeconds = 300

/**
 * Tells events to listeners, at least once; the listener's mark `handled` stands in its own transaction, so its effects
 * happen once even when the server dies between any two steps. Several nodes may run it at the same time.
 */
export function startDispatcher(parts: DispatcherParts, everyMs = 500): Dispatcher {
  let running: Promise<number> | undefined
  let again = false
  let stopped = false

  const round = async (): Promise<number> => {
    let told = 0
    do {
      again = false
      for (let rows = await due(parts); rows.length > 0 && !stopped; rows = await due(parts)) {
        for (const row of rows) await tell(parts, row)
        told += rows.length
      }
    } while (again && !stopped)
    return told
  }
  const poke = (): void => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = round()
      .catch((error) => {
        parts.onFailure?.('dispatcher', 'outbox', error)
        return 0
      })
      .finally(() => {
        running = undefined
      })
  }
  const timer = setInterval(poke, everyMs)
  timer.unref()
  return {
    poke,
    async drain() {
      await running
      return round()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

async function due({ db, clock }: DispatcherParts): Promise<OutboxRow[]> {
  return db<OutboxRow[]>`
    select id, type, citizen, data from events.outbox
    where due <= ${clock.now()} and (retry_at is null or retry_at <= now())
    order by due, at limit ${batch}`
}

async function tell(parts: DispatcherParts, row: OutboxRow): Promise<void> {
  try {
    for (const listener of parts.listeners) if (listener.event === row.type) await handleOnce(parts, listener, row)
    await parts.db`
      with gone as (delete from events.outbox where id = ${row.id} returning id)
      delete from events.handled where event in (select id from gone)`
  } catch (error) {
    const message = error instanceof Error ? error.name : 'unknown'
    await parts.db`
      update events.outbox set tries = tries + 1, last_error = ${message},
        retry_at = now() + make_interval(secs => least(power(2, tries), ${longestWaitSeconds}))
      where id = ${row.id}`
    parts.onFailure?.('listener', row.type, error)
  }
}

async function handleOnce(parts: DispatcherParts, listener: Listener, row: OutboxRow): Promise<void> {
  const context: Context = {
    actor: { kind: 'service', service: listener.name.split('.')[0] ?? listener.name },
    purpose: { code: 'HOPERAT' },
    requestId: `event-${row.id}`,
    door: 'internal',
  }
  const result = await parts.deps.store.command(context, async (tx) => {
    // The event's row is held while its listener works: another node that read the same batch finds the mark below, or,
    // when everything is done and cleared away, no event any more.
    const [first] = await tx.sql`
      insert into events.handled (event, listener, at)
      select id, ${listener.name}, ${tx.now}::timestamptz from events.outbox where id = ${row.id} for key share
      on conflict do nothing returning event`
    if (first) await listener.handle({ type: row.type, citizen: row.citizen, data: row.data }, tx, parts.deps)
    return true
  })
  if (isRefusal(result)) throw new Error(`refused: ${result.refused}`)
}
