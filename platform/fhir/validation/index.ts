/**
 * Validation of FHIR R4 resources against the specification – structure, cardinality, data types, required codes,
 * reference targets and invariants – and against the profiles they claim. Pure: no database, no network, no clock. The
 * tables are generated (tools/fhir-tables.ts, tools/fhir-profile-tables.ts); only the invariants are written by hand.
 */
import { isObject } from '../definitions/index.ts'
import { type ProfileOptions, validateClaims, validateProfiles } from '../profiles/index.ts'
import type { Issue } from './issue.ts'
import { maxIssues, Walk } from './walk.ts'

export { claimedProfiles, knownProfiles, validateProfiles } from '../profiles/index.ts'
export { hasErrors, type Issue, type IssueCode, type OperationOutcome, operationOutcome } from './issue.ts'
export { type LiteralReference, parseReference } from './reference.ts'
export { maxDepth } from './walk.ts'

export interface ValidationOptions extends ProfileOptions {
  /**
   * `claimed` (the default): each resource, nested ones too, against what its `meta.profile` says. A list: the outermost
   * resource against exactly these; none for R4 alone.
   */
  readonly profiles?: 'claimed' | readonly string[]
}

/** Empty when the resource is valid. At most 100 issues; never throws, whatever it is given. */
export function validateResource(resource: unknown, options: ValidationOptions = {}): Issue[] {
  const walk = new Walk()
  walk.resource(resource)
  const { profiles = 'claimed' } = options
  const more =
    profiles !== 'claimed'
      ? isObject(resource) && profiles.length > 0
        ? validateProfiles(resource, profiles, options)
        : []
      : walk.profiled.size > 0
        ? validateClaims(
            [...walk.profiled].map(([value, place]) => ({ resource: value, ...place })),
            options,
          )
        : []
  return more.length === 0 ? walk.issues : [...walk.issues, ...more].slice(0, maxIssues)
}
