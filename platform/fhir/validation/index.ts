/**
 * Validation of FHIR R4 resources against the specification: structure, cardinality, data types, required codes,
 * reference targets and invariants. Pure: no database, no network, no clock. The tables are generated
 * (tools/fhir-tables.ts); only the invariants are written by hand.
 */
import type { Issue } from './issue.ts'
import { Walk } from './walk.ts'

export { hasErrors, type Issue, type IssueCode, type OperationOutcome, operationOutcome } from './issue.ts'
export { type LiteralReference, parseReference } from './reference.ts'
export { maxDepth } from './walk.ts'

/** Empty when the resource is valid. At most 100 issues; never throws, whatever it is given. */
export function validateResource(resource: unknown): Issue[] {
  const walk = new Walk()
  walk.resource(resource)
  return walk.issues
}
