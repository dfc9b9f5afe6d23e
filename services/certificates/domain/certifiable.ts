import type { WhyNot } from '../contract/index.ts'

/** What the rule asks of a vaccine. */
export interface Judged {
  readonly outcome: 'given' | 'weak' | 'not-given'
  readonly on: string | null
  readonly protectsAgainst: readonly string[]
}

/**
 * Why a vaccine cannot be in a certificate; null when it can. Only what was given in full counts, on a day that is known,
 * and with a code that others can read: free text may not be in a signed card (SMART Health Cards, "Health Cards are
 * Compact").
 */
export function whyNotCertifiable({ outcome, on, protectsAgainst }: Judged): WhyNot | null {
  if (outcome !== 'given') return outcome
  if (on === null || on.length < 'YYYY-MM-DD'.length) return 'date-unknown'
  return protectsAgainst.length === 0 ? 'code-unknown' : null
}
