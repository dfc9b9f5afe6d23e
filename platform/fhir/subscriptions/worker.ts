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

/** Sent at once to this many receivers: a slow one holds up itself and not the others. */
const mostLanes = 8
const tidyMs = 3_600_000
/** How long told events and dead letters can be read by number. */
const keptDays = { delivered: 14, untold: 90 }

/**
 * Numbers events and sends notifications. Several nodes may run it at the same time: one numbers, and each subscription is
 * sent from by one. All it knows is in the database, so it goes on where another stopped.
 */
export function startSubscriptions(parts: WorkerParts, everyMs = 500): SubscriptionWorker {
  const lanes = new Set<Promise<void>>()
  let numbering: Promise<void> | undefined
  let stopped = false
  let tidied = performance.now()

  const failed = (error: unknown): void => parts.onFailure?.(error)
  /** One that finds work wakes another, so that there are as many as there is work for. */
  const wake = (): void => {
    if (stopped || lanes.size >= mostLanes) return
    const lane = sendAll()
      .catch(failed)
      .finally(() => lanes.delete(lane))
    lanes.add(lane)
  }
  const sendAll = async (): Promise<void> => {
    while (!stopped && (await deliverNext(parts, wake)));
  }
  const numberAll = async (): Promise<void> => {
    if (!(await anythingToDo(parts.db))) return
    while (!stopped && (await numberChanges(parts)) > 0);
    wake()
    if (performance.now() - tidied < tidyMs) return
    tidied = performance.now()
    await forgetOld(parts.db, keptDays.delivered, keptDays.untold)
  }
  const timer = setInterval(() => {
    numbering ??= numberAll()
      .catch(failed)
      .finally(() => {
        numbering = undefined
      })
  }, everyMs)
  timer.unref()
  return {
    async drain() {
      await numbering
      await numberAll()
      while (lanes.size > 0) await Promise.all(lanes)
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await numbering
      await Promise.all(lanes)
    },
  }
}
