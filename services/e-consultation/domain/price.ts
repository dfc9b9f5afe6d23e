import type { Price } from '../contract/index.ts'

/**
 * The citizen's share for an e-consultation by day: the same as for a consultation (normaltariff for fastleger, takst 2ae and 2ad;
 * first amount for a GP, second for a specialist in general practice). Dated, because it changes each July; add the new line when
 * the tariff is out.
 */
const tariff = [
  { validFrom: '2021-07-01', from: 160, to: 212 },
  { validFrom: '2023-07-01', from: 170, to: 224 },
] as const

/** What one costs on a date. Under 16 nobody pays (folketrygdloven § 5-3); what the office has said itself goes first. */
export function priceOn(date: string, own: number | null, under16: boolean): Price {
  if (under16) return { from: 0, to: 0, free: true, validFrom: null }
  if (own !== null) return { from: own, to: own, free: own === 0, validFrom: null }
  const line = tariff.findLast(({ validFrom }) => validFrom <= date) ?? tariff[0]
  return { from: line.from, to: line.to, free: false, validFrom: line.validFrom }
}
