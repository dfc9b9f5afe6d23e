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
