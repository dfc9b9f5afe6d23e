export type {
  Actor,
  ActorKind,
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
export { type AccessFacts, type AccessRefusal, decideRead, decideReadShared, decideWrite } from './decide.ts'
export {
  type AccessLog,
  actorId,
  createAccessLog,
  cursorOf,
  type LogAction,
  type LogEntry,
  type LogFact,
  logInTransaction,
  readLog,
} from './log.ts'
export { type ScopeLetter, scopesAllow } from './scopes.ts'
