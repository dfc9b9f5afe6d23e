export type {
  Actor,
  ActorKind,
  AppActor,
  AppInUse,
  CitizenActor,
  CitizenKey,
  Context,
  OfficeActor,
  PractitionerActor,
  Purpose,
  PurposeCode,
  ServiceActor,
  SystemActor,
} from './actor.ts'
export { type ChainFault, type Seal, startSealing, verifyLog } from './chain.ts'
export {
  type AccessFacts,
  type AccessRefusal,
  decideRead,
  decideReadShared,
  decideScope,
  decideWrite,
  partlyOfficeTypes,
  tokenOf,
} from './decide.ts'
export {
  type AccessLog,
  actorId,
  asOneLook,
  createAccessLog,
  insertLog,
  type LogAction,
  type LogFact,
  type LoggedKind,
  linesOf,
  logInTransaction,
} from './log.ts'
export { cursorOf, type LogEntry, readLog } from './read-log.ts'
export {
  mayBeGranted,
  parseScope,
  type Scope,
  type ScopeLetter,
  type ScopeLevel,
  scopesAllow,
  scopesFor,
} from './scopes.ts'
