import { type Refusal, refuse } from '../errors/index.ts'
import type { CitizenKey, Context, PractitionerActor } from './actor.ts'
import { type ScopeLetter, scopesAllow } from './scopes.ts'

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
  switch (actor.kind) {
    case 'citizen':
      return actor.citizen === citizen ? undefined : refuse('not-found', 404)
    case 'practitioner':
      return decidePractitioner(context, actor, citizen, facts)
    case 'office':
      if (!officeTypes.has(type)) return refuse('not-your-role', 403)
      return (await facts.officeOf(citizen)) === actor.organization ? undefined : refuse('not-your-office', 403)
    case 'system':
      return decideSystem(actor.scopes, type, search ? 's' : 'r')
    case 'service':
      return undefined
  }
}

/** May this actor read shared resources of this type? */
export function decideReadShared(context: Context, type: string, search = false): Refusal<AccessRefusal> | undefined {
  const { actor } = context
  if (actor.kind === 'system') return decideSystem(actor.scopes, type, search ? 's' : 'r')
  if (actor.kind === 'service' || directoryTypes.has(type)) return undefined
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
  if (actor.kind === 'service') return undefined
  if (actor.kind === 'system') return decideSystem(actor.scopes, type, letter)
  if (citizen === undefined) return refuse('not-your-role', 403)
  return decideRead(context, citizen, type, facts)
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

function decideSystem(
  scopes: readonly string[],
  type: string,
  letter: ScopeLetter,
): Refusal<AccessRefusal> | undefined {
  if (scopesAllow(scopes, type, letter)) return undefined
  return refuse('scope-missing', 403, { diagnostics: `The token lacks a scope for ${type} (${letter}).` })
}
