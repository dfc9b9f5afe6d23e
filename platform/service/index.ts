export { type Ask, type Gathered, gather, inTime, patience } from './gather.ts'
export type {
  AppointmentOwner,
  DeadSource,
  Deps,
  HomeContribution,
  HomeItem,
  InboxContribution,
  InboxItem,
  Listener,
  ServerPlugin,
  TextRef,
} from './plugin.ts'
export { contributionsOf } from './plugin.ts'
export type { OfficeContext, PatientContribution, PatientFacts, WorkItem, WorklistContribution } from './worklist.ts'
