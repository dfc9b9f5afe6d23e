import { addDays, daysBetween } from '@lomma/platform/calendar'
import type { Dispensing, MedicineRecord, Prescription } from './prescription.ts'

/** How many days ahead a renewal is welcome, and a prescription counts as soon expired. */
export const renewalWindowDays = 30
/** Days in the house that count as "low" when there is nothing left to collect. */
export const lowDays = 14

export interface Supply {
  readonly dispensingsLeft: number | null
  readonly daysLeft: number | null
  readonly runsOutOn: string | null
  readonly level: 'plenty' | 'low' | 'out' | 'unknown'
  /** From when a renewal is welcome; null when it is now, or when nothing is known. */
  readonly renewFrom: string | null
}

/** What is left of a medicine: in the house, to collect, and until when. */
export function supplyOf(medicine: MedicineRecord, today: string): Supply {
  const { current } = medicine
  const left = dispensingsLeft(current, medicine.dispensings, today)
  const runsOutOn = runOutDate(medicine.dispensings, today)
  const daysLeft = runsOutOn === null ? null : Math.max(0, daysBetween(today, runsOutOn))
  return {
    dispensingsLeft: left,
    daysLeft,
    runsOutOn,
    level: levelOf(current, left, daysLeft, today),
    renewFrom: renewFrom(current, left, runsOutOn, today),
  }
}

/** How many times it may still be handed over. None when it is no longer in force. */
export function dispensingsLeft(
  prescription: Prescription,
  dispensings: readonly Dispensing[],
  today: string,
): number | null {
  if (prescription.standing !== 'active' || isExpired(prescription, today)) return 0
  if (prescription.dispensings === null) return null
  const used = dispensings.filter((one) => one.prescription === prescription.id && one.on !== null).length
  return Math.max(0, prescription.dispensings - used)
}

/**
 * The date the medicine in the house is used up: what is collected before the last package is empty is added to it.
 * A package whose length nobody wrote, handed over last, makes the date unknown.
 */
export function runOutDate(dispensings: readonly Dispensing[], today: string): string | null {
  const known = dispensings.flatMap((one) =>
    one.on !== null && one.on <= today ? [{ on: one.on, days: one.days }] : [],
  )
  known.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  let until: string | null = null
  for (const { on, days } of known) {
    const from: string = until !== null && until > on ? until : on
    until = days === null ? null : addDays(from, days)
  }
  return until
}

export function isExpired(prescription: Prescription, today: string): boolean {
  return prescription.validUntil !== null && prescription.validUntil < today
}

function levelOf(current: Prescription, left: number | null, daysLeft: number | null, today: string): Supply['level'] {
  if (current.standing !== 'active') return 'unknown'
  if (isExpired(current, today) || (left === 0 && daysLeft === 0)) return 'out'
  const expiresSoon = current.validUntil !== null && daysBetween(today, current.validUntil) <= renewalWindowDays
  if (expiresSoon || (left === 0 && daysLeft !== null && daysLeft <= lowDays)) return 'low'
  return left === null && daysLeft === null && current.validUntil === null ? 'unknown' : 'plenty'
}

function renewFrom(current: Prescription, left: number | null, runsOutOn: string | null, today: string): string | null {
  const lastsUntil = earliest(current.validUntil, coveredUntil(current, left, runsOutOn, today))
  if (lastsUntil === null) return null
  const from = addDays(lastsUntil, -renewalWindowDays)
  return from > today ? from : null
}

/** Until when the packages in the house and those still to collect last; null when nobody can tell. */
function coveredUntil(
  current: Prescription,
  left: number | null,
  runsOutOn: string | null,
  today: string,
): string | null {
  if (left === null) return null
  if (left === 0) return runsOutOn ?? today
  if (current.daysPerDispensing === null) return null
  const from = runsOutOn !== null && runsOutOn > today ? runsOutOn : today
  return addDays(from, left * current.daysPerDispensing)
}

function earliest(...dates: readonly (string | null)[]): string | null {
  return dates.reduce((first, date) => (date !== null && (first === null || date < first) ? date : first), null)
}
