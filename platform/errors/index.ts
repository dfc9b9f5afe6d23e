/**
 * Refuse with a value, break with an exception.
 *
 * A rule that says no returns a `Refusal`: a closed code per service, a status, and facts for the text. The HTTP layer
 * makes it problem+json, the FHIR door an OperationOutcome, the screen a sentence (`texts/*.json`: `refusal.<code>`).
 * No identity number or health content belongs in `params`.
 */
export type RefusalStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 406
  | 409
  | 410
  | 412
  | 413
  | 415
  | 422
  | 428
  | 429
  | 500
  | 503

export interface Refusal<Code extends string = string> {
  readonly refused: Code
  readonly status: RefusalStatus
  readonly params?: Readonly<Record<string, string | number>>
  /** FHIRPath of the elements at fault, for the FHIR door. */
  readonly expression?: readonly string[]
  /** A sentence in English for engineers at the FHIR door; never shown to citizens. */
  readonly diagnostics?: string
}

export function refuse<Code extends string>(
  refused: Code,
  status: RefusalStatus = 422,
  more: Omit<Refusal, 'refused' | 'status'> = {},
): Refusal<Code> {
  return { refused, status, ...more }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'status' in value
}

/** Carries a refusal out through code that cannot return one (a transaction callback that must roll back). */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.name = 'Refused'
    this.refusal = refusal
  }
}
