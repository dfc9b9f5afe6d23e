/** Who acts, and why. Every call to the store carries both (rule 6 of docs/ARCHITECTURE.md). */

/** The key that all health data is stored under: the id of the citizen's Patient resource. Never an identity number. */
export type CitizenKey = string

export interface CitizenActor {
  readonly kind: 'citizen'
  readonly citizen: CitizenKey
  readonly name: string
  /**
   * Set when an app acts on the citizen's behalf with a patient-level token. Services know people, not their apps: the
   * platform narrows what the app gets, and a service's rules see the citizen alone.
   */
  readonly app?: AppInUse
}

/** An app a citizen uses, known by its OAuth client. */
export interface AppInUse {
  readonly client: string
  readonly name: string
  /** Granted scopes, e.g. `patient/Observation.rs`. */
  readonly scopes: readonly string[]
}

/** A citizen through an app. */
export type AppActor = CitizenActor & { readonly app: AppInUse }

export interface PractitionerActor {
  readonly kind: 'practitioner'
  /** HPR number (urn:oid:2.16.578.1.12.4.1.4.4). */
  readonly hpr: string
  /** Id of the Practitioner resource. */
  readonly practitioner: string
  readonly name: string
  /** Id of the Organization the person works for in this session. */
  readonly organization: string
  readonly organizationName: string
}

/** Works at an office without being health personnel: the office secretary. */
export interface OfficeActor {
  readonly kind: 'office'
  readonly person: string
  readonly name: string
  readonly organization: string
  readonly organizationName: string
}

/** Another system, known by its OAuth client. */
export interface SystemActor {
  readonly kind: 'system'
  readonly client: string
  readonly name: string
  /** Granted scopes, e.g. `system/Observation.rs`. */
  readonly scopes: readonly string[]
}

/** The portal itself: a listener, a deadline, the demo seed. */
export interface ServiceActor {
  readonly kind: 'service'
  readonly service: string
}

export type Actor = CitizenActor | PractitionerActor | OfficeActor | SystemActor | ServiceActor
export type ActorKind = Actor['kind']

/** HL7 v3 PurposeOfUse codes, and SELF for a citizen who reads the own record. */
export type PurposeCode = 'SELF' | 'TREAT' | 'HOPERAT' | 'ETREAT' | 'SYSADMIN'

export interface Purpose {
  readonly code: PurposeCode
  /** Stated by the person when the relation alone does not explain the look-up. */
  readonly reason?: string
}

export interface Context {
  readonly actor: Actor
  readonly purpose: Purpose
  /** One per HTTP request; the same in logs, log of access and answers. */
  readonly requestId: string
  /** Which door the call came through. */
  readonly door: 'portal' | 'fhir' | 'internal'
  /** Set on commands: the caller's Idempotency-Key. */
  readonly idempotencyKey?: string
  /** Hash of what was asked with that key: the same key with another question is a mistake. */
  readonly requestHash?: string
}
