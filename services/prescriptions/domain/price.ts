import { ageOn } from '@lomma/platform/calendar'
import type { Price } from '../contract/index.ts'

/**
 * The citizen's share for a simple request to the GP without a consultation (normaltariffen for fastleger: enkel
 * pasientkontakt, forespørsel, rådgivning). Dated, because it changes each July; add the new line when the tariff is out.
 */
const tariff = [
  { validFrom: '2021-07-01', amount: 58 },
  { validFrom: '2023-07-01', amount: 61 },
] as const

/** Under this age nobody pays a share at the GP (folketrygdloven § 5-3, forskrift om egenandelstak). */
const freeUnder = 16

/** What one renewal costs on a date. */
export function renewalPrice(on: string, birthDate: string | null): Price {
  const line = tariff.findLast((candidate) => candidate.validFrom <= on) ?? tariff[0]
  const free = birthDate !== null && ageOn(birthDate, on) < freeUnder
  return {
    amount: free ? 0 : line.amount,
    currency: 'NOK',
    free,
    freeReason: free ? 'under-16' : null,
    countsTowardsExemptionCard: !free,
    validFrom: line.validFrom,
  }
}
