import type { AccessLog } from '@lomma/platform/access'
import { type Clock, systemClock } from '@lomma/platform/clock'
import type { Config } from '@lomma/platform/config'
import type { Db } from '@lomma/platform/db'
import {
  createSecrets,
  type Subscriptions,
  type SubscriptionWorker,
  startSubscriptions,
  subscriptionCounts,
  systemResolve,
} from '@lomma/platform/fhir'
import { findClient } from '@lomma/platform/identity'
import { Gauge, type Registry } from 'prom-client'

/** What the FHIR door needs to serve Subscriptions. */
export function subscriptionParts(config: Config, db: Db): Subscriptions {
  return {
    machine: systemClock,
    findClient: (id) => findClient(db, id),
    rules: { privateHosts: config.subscriptionPrivateHosts ?? [], http: config.subscriptionHttp ?? false },
    resolve: systemResolve,
    secrets: createSecrets(config.secret),
  }
}

/** Seconds a request rests before its handshake: by then every node writes changes down for it. */
const settleMs = 1500
/** About two and a half hours, with the pauses between. */
const mostTries = 12

/** Numbers events and sends notifications for as long as the server runs; its figures are at `/metrics`. */
export function tellSubscribers(
  parts: Subscriptions,
  origin: string,
  { db, clock, log }: { db: Db; clock: Clock; log: AccessLog },
  registry: Registry,
  onFailure: (error: unknown) => void,
): SubscriptionWorker {
  const count = (name: string, help: string, what: string) =>
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [registry],
      async collect() {
        this.reset()
        for (const row of await subscriptionCounts(db)) if (row.what === what) this.set({ state: row.state }, row.count)
      },
    })
  count('lomma_subscriptions', 'Subscriptions, by state', 'subscription')
  count('lomma_subscription_events', 'Events not delivered: unnumbered, waiting, dead', 'event')
  return startSubscriptions({
    ...parts,
    db,
    clock,
    log,
    base: `${origin}/fhir/R4`,
    random: Math.random,
    settleMs,
    mostTries,
    onFailure,
  })
}
