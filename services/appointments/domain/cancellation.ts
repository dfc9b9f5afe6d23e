import { osloDateOf } from '@lomma/platform/calendar'
import type { FeeRule } from '../contract/index.ts'

/**
 * Hours before the start by which a citizen must have said no. Normaltariffen for fastleger: who does not come, or says so
 * later than 24 hours before, may be asked to pay; neither exemption card nor exemption from own share changes that.
 */
export const freeHours = 24

/**
 * What may be asked for an appointment that was ordered, and then not used or cancelled late (normaltariffen, the patient's
 * payment outside the exemption card; general practitioner). Dated: add a line when a new tariff is in force.
 */
const absenceTariff = [{ validFrom: '2021-07-01', amount: 168 }] as const

/** The rule in force on a date, as it is shown before the press. */
export function feeRule(on: string): FeeRule & { readonly fee: number } {
  const line = absenceTariff.findLast(({ validFrom }) => validFrom <= on) ?? absenceTariff[0]
  return { hours: freeHours, fee: line.amount, validFrom: line.validFrom }
}

/** At a practice the hours are the same; what may be asked is the practice's to say. */
export const practiceRule: FeeRule = { hours: freeHours, fee: null, validFrom: null }

/** Until when cancelling and moving is free: whole hours, also over the night the clock is changed. */
export function freeUntil(start: Date): Date {
  return new Date(start.getTime() - freeHours * 3_600_000)
}

/** True when it is too late to say no for free. At the very instant it still is free. */
export function isLateNotice(start: Date, now: Date): boolean {
  return now.getTime() > freeUntil(start).getTime()
}

/** What saying no costs now, in kroner. */
export function cancellationFee(start: Date, now: Date): number {
  return isLateNotice(start, now) ? feeRule(osloDateOf(start)).fee : 0
}
