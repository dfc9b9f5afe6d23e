export { createFhirDoor, type DoorParts } from './door/index.ts'
export { type Answer, type Call, masked, refused } from './door/parts.ts'
export { exportListeners } from './operations/export-slice.ts'
export { type Asked, allOf, firstOf, type Operation, parameterOf } from './operations/operation.ts'
export { allResourceTypes, toResourceType } from './resource-type.ts'
export { createStore, type StoreParts } from './store.ts'
export {
  changesProjection,
  createSecrets,
  type Subscriptions,
  type SubscriptionWorker,
  startSubscriptions,
  subscriptionCounts,
  subscriptionGuard,
  systemResolve,
} from './subscriptions/index.ts'
export type {
  Change,
  DomainEvent,
  Guard,
  Projection,
  Resource,
  ResourceOf,
  ResourceType,
  SearchParams,
  Store,
  Stored,
  StoreReader,
  StoreTransaction,
} from './types.ts'
export { validateProfiles } from './validation/index.ts'
