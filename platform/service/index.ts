export type {
  DeadSource,
  Deps,
  HomeContribution,
  HomeItem,
  Listener,
  ServerPlugin,
  TextRef,
} from './plugin.ts'
