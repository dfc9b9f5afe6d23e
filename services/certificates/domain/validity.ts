import type { CertificateState } from '../contract/index.ts'

/** Days a certificate holds; a new one is made in two clicks. */
const validDays = 365

/** When a certificate that is made now no longer holds. In whole seconds, as the card tells it. */
export function validUntil(issued: Date): Date {
  const seconds = Math.floor(issued.getTime() / 1000)
  return new Date((seconds + validDays * 86_400) * 1000)
}

/** Taken back counts before expired: the person is to know that it was not time alone. */
export function stateOf(
  { validUntil: end, withdrawnAt }: { readonly validUntil: Date; readonly withdrawnAt: Date | null },
  now: Date,
): CertificateState {
  if (withdrawnAt !== null) return 'withdrawn'
  return now >= end ? 'expired' : 'valid'
}
