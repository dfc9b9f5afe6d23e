export { defineService, type ServiceManifest } from './manifest.ts'
export type {
  DeadSource,
  Deps,
  HomeContribution,
  HomeItem,
  Listener,
  ServerPlugin,
  TextRef,
} from './plugin.ts'
