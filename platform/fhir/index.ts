export { createStore, type StoreParts } from './store.ts'
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
