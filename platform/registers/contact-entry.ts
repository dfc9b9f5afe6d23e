import type { Contact, Language } from './types.ts'

/** An address with its dates, as Kontakt- og reservasjonsregisteret keeps them. */
export interface DatedAddress {
  readonly value: string
  readonly updated?: Date
  readonly verified?: Date
}

/** One person's row in Kontakt- og reservasjonsregisteret, whatever way it came. */
export interface ContactEntry {
  readonly reserved: boolean
  readonly status: 'AKTIV' | 'SLETTET'
  readonly language?: Language
  readonly email?: DatedAddress
  readonly mobile?: DatedAddress
}

const monthsOfUse = 18

/**
 * What may be used of an entry today. Email and mobile are judged each by itself: neither updated nor verified in 18
 * months means not for use (eForvaltningsforskriften § 32). A deleted entry gives no address.
 */
export function usableContact(entry: ContactEntry, now: Date): Contact {
  const active = entry.status === 'AKTIV'
  const email = active ? usable(entry.email, now) : undefined
  const mobile = active ? usable(entry.mobile, now) : undefined
  return {
    reserved: entry.reserved,
    canBeNotified: active && !entry.reserved && (email !== undefined || mobile !== undefined),
    ...(entry.language ? { language: entry.language } : {}),
    ...(email ? { email } : {}),
    ...(mobile ? { mobile } : {}),
  }
}

function usable(address: DatedAddress | undefined, now: Date): string | undefined {
  if (!address) return undefined
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - monthsOfUse)
  // Counting back from 31 August lands on 31 February: the law means its last day.
  if (oldest.getUTCDate() !== now.getUTCDate()) oldest.setUTCDate(0)
  const fresh = [address.updated, address.verified].some((at) => at !== undefined && at >= oldest)
  return fresh ? address.value : undefined
}
