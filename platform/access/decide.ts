import { type Refusal, refuse } from '../errors/index.ts'
import type { Actor, CitizenKey, Context, PractitionerActor } from './actor.ts'
import { type ScopeLetter, type ScopeLevel, scopesAllow } from './scopes.ts'

/** Facts about relations, asked of the registers. */
export interface AccessFacts {
  /** On the doctor's own list, or on one the doctor stands in for. */
  isOnList(hpr: string, citizen: CitizenKey): Promise<boolean>
  /** The office whose GP the citizen has. */
  officeOf(citizen: CitizenKey): Promise<string | undefined>
}

export type AccessRefusal = 'not-found' | 'purpose-needed' | 'not-your-role' | 'scope-missing' | 'not-your-office'

/**
 * What an office worker without health-personnel authorisation may see: who it is about and where a matter stands, never
 * the clinical content (helsepersonelloven § 25: no more than the task needs).
 */
const officeTypes: ReadonlySet<string> = new Set(['Patient', 'Task', 'Appointment', 'Slot', 'Schedule'])

/** Shared resources that those who work at an office write, as far as the guard of the type lets them. */
const officeWrites: ReadonlySet<string> = new Set(['Schedule', 'Slot', 'HealthcareService', 'PractitionerRole'])

/**
 * Types of which an office worker sees a part: messages and what follows them, where they are marked as practical. Which ones is
 * asked of each resource (`platform/fhir/permits.ts`).
 */
export const partlyOfficeTypes: ReadonlySet<string> = new Set(['Communication', 'DocumentReference'])

/** Shared resources that carry nothing about citizens. */
const directoryTypes: ReadonlySet<string> = new Set([
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'HealthcareService',
  'Medication',
  'Substance',
  'Endpoint',
  'Questionnaire',
  'ValueSet',
  'CodeSystem',
  'Schedule',
  'Slot',
])

/**
 * May this actor read this type in this citizen's record? Deny by default.
 * @returns undefined for yes. For a citizen "not yours" is `not-found`, the same answer as for what is not there.
 */
export async function decideRead(
  context: Context,
  citizen: CitizenKey,
  type: string,
  facts: AccessFacts,
  search = false,
): Promise<Refusal<AccessRefusal> | undefined> {
  const { actor } = context
  // Before anything that depends on what is there: a token without the scope learns nothing.
  const narrowed = decideScope(actor, type, search ? 's' : 'r')
  if (narrowed) return narrowed
  return decideRelation(context, citizen, type, facts)
}

/** Scopes left aside: is the record one that the actor has to do with? */
async function decideRelation(
  context: Context,
  citizen: CitizenKey,
  type: string,
  facts: AccessFacts,
): Promise<Refusal<AccessRefusal> | undefined> {
  const { actor } = context
  switch (actor.kind) {
    case 'citizen':
      return actor.citizen === citizen ? undefined : refuse('not-found', 404)
    case 'practitioner':
      return decidePractitioner(context, actor, citizen, facts)
    case 'office':
      if (!officeTypes.has(type) && !partlyOfficeTypes.has(type)) return refuse('not-your-role', 403)
      return (await facts.officeOf(citizen)) === actor.organization ? undefined : refuse('not-your-office', 403)
    case 'system':
    case 'service':
      return undefined
  }
}

/** May this actor read shared resources of this type? */
export function decideReadShared(context: Context, type: string, search = false): Refusal<AccessRefusal> | undefined {
  const { actor } = context
  const narrowed = decideScope(actor, type, search ? 's' : 'r')
  if (narrowed) return narrowed
  if (actor.kind === 'service' || actor.kind === 'system' || directoryTypes.has(type)) return undefined
  return refuse('not-found', 404)
}

/**
 * May this actor write this type at all? For people the owner service's guard decides further; for systems the scope does.
 */
export async function decideWrite(
  context: Context,
  citizen: CitizenKey | undefined,
  type: string,
  letter: ScopeLetter,
  facts: AccessFacts,
): Promise<Refusal<AccessRefusal> | undefined> {
  const { actor } = context
  const narrowed = decideScope(actor, type, letter)
  if (narrowed) return narrowed
  if (actor.kind === 'service' || actor.kind === 'system') return undefined
  if (citizen === undefined)
    return officeWrites.has(type) && actor.kind !== 'citizen' ? undefined : refuse('not-your-role', 403)
  return decideRelation(context, citizen, type, facts)
}

async function decidePractitioner(
  context: Context,
  actor: PractitionerActor,
  citizen: CitizenKey,
  facts: AccessFacts,
): Promise<Refusal<AccessRefusal> | undefined> {
  if (context.purpose.reason?.trim()) return undefined
  if (await facts.isOnList(actor.hpr, citizen)) return undefined
  return refuse('purpose-needed', 403)
}

/** Is the act on the type, or on a part of it, within the token's scopes? People signed in at the portal have none. */
export function decideScope(actor: Actor, type: string, letter: ScopeLetter): Refusal<AccessRefusal> | undefined {
  const token = tokenOf(actor)
  if (!token || scopesAllow(token.scopes, type, letter, token.level)) return undefined
  return refuse('scope-missing', 403, { diagnostics: `The token lacks a scope for ${type} (${letter}).` })
}

/** What the actor's token was granted; undefined for people signed in at the portal and for the portal itself. */
export function tokenOf(actor: Actor): { level: ScopeLevel; scopes: readonly string[] } | undefined {
  if (actor.kind === 'system') return { level: 'system', scopes: actor.scopes }
  if (actor.kind === 'citizen' && actor.app) return { level: 'patient', scopes: actor.app.scopes }
  return undefined
}
