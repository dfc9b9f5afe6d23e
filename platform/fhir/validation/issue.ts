/** The FHIR issue types used here. */
export type IssueCode =
  | 'structure'
  | 'required'
  | 'value'
  | 'code-invalid'
  | 'invariant'
  | 'not-supported'
  | 'invalid'
  | 'too-long'
  | 'too-costly'
  | 'not-found'
  | 'conflict'
  | 'forbidden'
  | 'exception'

export interface Issue {
  readonly severity: 'error' | 'warning'
  readonly code: IssueCode
  /** English, for engineers. Names element and rule; never echoes values, which may be health data. */
  readonly diagnostics: string
  /** FHIRPath of the elements at fault: `Patient.contact[0].name`. */
  readonly expression: string[]
}

export interface OperationOutcome {
  resourceType: 'OperationOutcome'
  issue: { severity: 'error' | 'warning' | 'information'; code: string; diagnostics: string; expression?: string[] }[]
}

/** An OperationOutcome must hold at least one issue; none becomes "all OK". */
export function operationOutcome(issues: readonly Issue[]): OperationOutcome {
  if (issues.length === 0) {
    return {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational', diagnostics: 'All OK' }],
    }
  }
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, code, diagnostics, expression }) => ({
      severity,
      code,
      diagnostics,
      ...(expression.length > 0 ? { expression: [...expression] } : {}),
    })),
  }
}

export const hasErrors = (issues: readonly Issue[]): boolean => issues.some((issue) => issue.severity === 'error')
