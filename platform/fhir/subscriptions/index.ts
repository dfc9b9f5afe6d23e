/** Topic-based subscriptions with rest-hook (R5 Backport IG for R4): made at the FHIR door, told by the worker. */
export { changesProjection, subscriptionGuard } from './changes.ts'
export { counts as subscriptionCounts } from './delivery-rows.ts'
export { systemResolve } from './endpoint.ts'
export type { Subscriptions } from './parts.ts'
export { createSecrets } from './secret.ts'
export { type SubscriptionWorker, startSubscriptions } from './worker.ts'
