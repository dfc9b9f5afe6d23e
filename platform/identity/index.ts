export { type TokenActor, wwwAuthenticate } from './access-token.ts'
export type { SignInFault } from './auth-routes.ts'
export { machineTokenSeconds } from './authorization-server.ts'
export { type CardIssuer, cardIssuerPath, createCardIssuer } from './card-issuer.ts'
export { demoClientIds, demoPrivateKey, findClient } from './clients.ts'
export { createIdentity, type IdentityParts } from './create.ts'
export { signingKey } from './keys.ts'
export { patientGrant } from './patient-grant.ts'
export { safeReturnTo } from './return-to.ts'
export { idleMinutes, longestMinutes, sessionCookie } from './sessions.ts'
export type {
  ActorDirectory,
  Audience,
  Identity,
  IdentityLog,
  SignedIn,
  SignedInActor,
  SignInClaims,
  SignInDirectory,
  SignInLanguage,
  SignInPerson,
  TokenRefusal,
} from './types.ts'
