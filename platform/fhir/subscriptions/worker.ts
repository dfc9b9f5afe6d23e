import { type DeliveryParts, deliverNext } from './deliver.ts'
import { anythingToDo, forgetOld } from './delivery-rows.ts'
import { numberChanges } from './numbering.ts'

export interface SubscriptionWorker {
  /** Numbers and sends all that is due, and returns when done. For tests. */
  drain(): Promise<void>
  stop(): Promise<void>
}

export interface WorkerParts extends DeliveryParts {
  /** Told of a failure of the server's own; a receiver that fails is not one. */
  onFailure?(error: unknown): void
}

/** Sent at once to this many receivers; one that is slow holds up itself and not the others. */
const lanes = 4
const tidyMs = 3_600_000
/** How long told events and dead letters can be read by number. */
const keptDays = { delivered: 14, dead: 90 }

/**
 * Numbers events and sends notifications. Several nodes may run it at the same time: one numbers, and each subscription is
 * sent from by one. All it knows is in the database, so it goes on where another stopped.
 */
export function startSubscriptions(parts: WorkerParts, everyMs = 500): SubscriptionWorker {
  let running: Promise<void> | undefined
  let stopped = false
  let tidied = performance.now()

  const lane = async (): Promise<void> => {
    while (!stopped && (await deliverNext(parts)));
  }
  const round = async (): Promise<void> => {
    if (!(await anythingToDo(parts.db))) return
    while (!stopped && (await numberChanges(parts)) > 0);
    await Promise.all(Array.from({ length: lanes }, lane))
    if (performance.now() - tidied < tidyMs) return
    tidied = performance.now()
    await forgetOld(parts.db, keptDays.delivered, keptDays.dead)
  }
  const once = (): Promise<void> => {
    running ??= round()
      .catch((error: unknown) => parts.onFailure?.(error))
      .finally(() => {
        running = undefined
      })
    return running
  }
  const timer = setInterval(() => void once(), everyMs)
  timer.unref()
  return {
    async drain() {
      await running
      await round()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
