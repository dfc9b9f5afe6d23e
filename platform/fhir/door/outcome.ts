import type { OperationOutcome } from '@medplum/fhirtypes'
import type { Refusal } from '../../errors/index.ts'

/** FHIR issue types for the platform's refusals; a service's own refusal is a business rule. */
const issueTypes: Readonly<Record<string, OperationOutcome['issue'][number]['code']>> = {
  invalid: 'invalid',
  'bad-json': 'structure',
  'not-found': 'not-found',
  gone: 'deleted',
  'token-missing': 'login',
  'token-invalid': 'security',
  'token-expired': 'expired',
  'token-audience': 'security',
  'scope-missing': 'forbidden',
  'not-your-role': 'forbidden',
  'purpose-needed': 'forbidden',
  'version-conflict': 'conflict',
  'version-needed': 'required',
  'id-taken': 'duplicate',
  'several-match': 'multiple-matches',
  'search-invalid': 'invalid',
  'not-supported': 'not-supported',
  method: 'not-supported',
  format: 'not-supported',
  'content-type': 'not-supported',
  'duplicate-write': 'duplicate',
  'criteria-needed': 'required',
  'patch-invalid': 'invalid',
  'patch-failed': 'processing',
  'too-costly': 'too-costly',
  'code-unknown': 'not-found',
  'not-matched': 'not-found',
  'too-large': 'too-long',
  'too-many-attempts': 'throttled',
  unexpected: 'exception',
  unavailable: 'transient',
}

const sentences: Readonly<Record<string, string>> = {
  'not-found': 'No such resource, or it is not yours to read.',
  gone: 'The resource has been deleted.',
  'version-conflict': 'The resource has changed since the version you named in If-Match.',
  'id-taken': 'A resource with this id is there already.',
  'several-match': 'More than one resource matches the criteria.',
  'not-your-role': 'The caller’s role may not do this.',
  'criteria-needed': 'The criteria are missing, or none of them is known: this would hit anything.',
  'duplicate-write': 'Two entries write the same resource.',
  'citizen-change': 'A resource cannot be moved to another patient.',
}

/** A refusal as the FHIR door's only error shape. */
export function outcomeOf(refusal: Refusal, requestId?: string): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    ...(requestId ? { id: requestId } : {}),
    issue: [
      {
        severity: 'error',
        code: issueTypes[refusal.refused] ?? 'business-rule',
        details: {
          coding: [{ system: 'http://lomma.example/fhir/CodeSystem/refusal', code: refusal.refused }],
        },
        diagnostics: refusal.diagnostics ?? sentences[refusal.refused] ?? `Refused: ${refusal.refused}.`,
        ...(refusal.expression ? { expression: [...refusal.expression] } : {}),
      },
    ],
  }
}

/** What `Prefer: return=OperationOutcome` gets instead of the resource. */
export function writtenOutcome(status: number): OperationOutcome {
  const diagnostics = status === 201 ? 'Created.' : 'Done.'
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', diagnostics }] }
}
