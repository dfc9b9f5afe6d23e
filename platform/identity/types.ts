import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Hono } from 'hono'
import type { CitizenActor, CitizenKey, OfficeActor, PractitionerActor, SystemActor } from '../access/index.ts'
import type { Refusal } from '../errors/index.ts'

/** A browser may be signed in as a citizen and at the office at once: two sessions, two cookies. */
export type Audience = 'citizen' | 'personnel'

export type SignInLanguage = 'nb' | 'nn' | 'se' | 'en'

/** Someone who can be chosen on the test sign-in page. `key` is never an identity number. */
export interface SignInPerson {
  readonly key: string
  readonly name: string
  readonly age?: number
  /** One line: who this is and what can be seen. */
  readonly story: string
}

/** What the test identity provider says about the one who signed in, as ID-porten or HelseID would. */
export interface SignInClaims {
  readonly identityNumber: string
  readonly name: string
  readonly hpr?: string
  readonly organisationNumber?: string
  readonly locale?: SignInLanguage
}

/** The people of the test sign-in; filled by the composition (demo world and imported people). */
export interface SignInDirectory {
  personas(audience: Audience, language: SignInLanguage): Promise<readonly SignInPerson[]>
  /** Other citizens by name. */
  search(text: string): Promise<readonly SignInPerson[]>
  claims(key: string): Promise<SignInClaims | undefined>
}

/** From what a national identity provider vouches for to an actor of the portal; filled by the composition. */
export interface ActorDirectory {
  citizenByIdentityNumber(identityNumber: string): Promise<CitizenActor | undefined>
  /** For a token that names its citizen by key. Undefined for somebody unknown or dead. */
  citizenByKey(citizen: CitizenKey): Promise<CitizenActor | undefined>
  practitioner(who: { hpr: string; organisationNumber: string }): Promise<PractitionerActor | undefined>
  office(who: { identityNumber: string; organisationNumber: string }): Promise<OfficeActor | undefined>
  /** Does the place offer citizens services of its own, as GP offices and practices do? Hospital units do not. */
  offersServices(organization: string): Promise<boolean>
}

export type SignedInActor = CitizenActor | PractitionerActor | OfficeActor

/** How somebody came in. A passkey is put on a device after a sign-in with national ID (G7). */
export type SignInMethod = 'national-id' | 'passkey'

export interface SignedIn {
  readonly actor: SignedInActor
  /** Id of the session's row; not the cookie. */
  readonly sessionId: string
  readonly audience: Audience
  readonly idleSecondsLeft: number
  readonly method: SignInMethod
  /** When the person last showed who they are: at sign-in, or when asked again before something sensitive. */
  readonly verifiedAt: Date
}

/** pino's shape: facts first. No token, identity number or name goes into it. */
export interface IdentityLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export type TokenRefusal =
  | 'token-missing'
  | 'token-malformed'
  | 'token-unknown'
  | 'token-expired'
  | 'token-wrong-audience'
  | 'client-unknown'
  | 'citizen-unknown'

export interface Identity {
  /** Takes `/idp/*` and `/oauth/*`; false when the path is not its own. Put before the other handlers of the server. */
  handle(req: IncomingMessage, res: ServerResponse): false | Promise<true>
  /** Mount at `/auth`. */
  readonly authRoutes: Hono
  /** The signed-in person of a request. Counts as activity: it moves the idle time-out. */
  sessionActor(request: Request, audience: Audience): Promise<SignedIn | undefined>
  /** Who is behind `Authorization: Bearer …`, or why not; `wwwAuthenticate` words the refusal for the header. */
  verifyAccessToken(
    authorization: string | undefined,
    /** False: only a token that is remembered is taken; nothing is looked up. */
    look?: boolean,
  ): Promise<SystemActor | CitizenActor | Refusal<TokenRefusal>>
  /** Ends all sessions of one session at the identity provider. @returns how many. */
  endSessions(which: { issuer: string; sid: string }): Promise<number>
  /** Deletes what has expired. Runs by itself every ten minutes. */
  sweep(): Promise<void>
  close(): void
}
