import { ageOn } from '@lomma/platform/calendar'
import type { Price } from '../contract/index.ts'

/**
 * The citizen's share of a consultation with a GP by day, in attendance, by video or by phone (normaltariffen for fastleger,
 * takst 2ad and 2ae; without the addition for specialists). Dated: add a line when a new tariff is in force.
 */
const tariff = [
  { validFrom: '2021-07-01', amount: 160 },
  { validFrom: '2023-07-01', amount: 170 },
] as const

/** Under this age nobody pays a share at the GP (folketrygdloven § 5-3, forskrift om egenandelstak). */
const freeUnder = 16

/**
 * What an appointment costs on a date.
 * @param officePrice what the office itself says, kroner
 */
export function consultationPrice(on: string, birthDate: string | null, officePrice: number | undefined): Price {
  if (birthDate !== null && ageOn(birthDate, on) < freeUnder) return { amount: 0, free: 'under-16', validFrom: null }
  if (officePrice !== undefined)
    return { amount: officePrice, free: officePrice === 0 ? 'office' : null, validFrom: null }
  const line = tariff.findLast(({ validFrom }) => validFrom <= on) ?? tariff[0]
  return { amount: line.amount, free: null, validFrom: line.validFrom }
}
