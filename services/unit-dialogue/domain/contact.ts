import { addDays, addMonths } from '@lomma/platform/calendar'
import type { CloseReason, RefusalCode } from '../contract/index.ts'

/** So long after an appointment or a referral the hospital has to do with the patient (pasientjournalloven § 19). */
const relationDays = 365

/** The last day a unit may set, in months from today: a contact that nobody ends is looked at anew. */
const longestMonths = 24

/** What ties a patient to a hospital: an appointment or a referral that is not called off. `on` is its date. */
export interface Relation {
  readonly organization: string
  readonly on: string
}

/** The first day that still ties a patient to a hospital. */
export function earliestDay(today: string): string {
  return addDays(today, -relationDays)
}

/** Has this hospital to do with the patient today? What is to come counts as what has been. */
export function isRelated(relations: readonly Relation[], organization: string, today: string): boolean {
  return relations.some((one) => one.organization === organization && one.on >= earliestDay(today))
}

/** Everything that opening a health contact is decided from. */
export interface Opening {
  /** Hospital of who opens it; null: another system, which speaks for whom it names. */
  readonly from: string | null
  readonly organization: string
  /** Hospital of the unit; null: no such unit. */
  readonly unitOf: string | null
  readonly relations: readonly Relation[]
  readonly alreadyOpen: boolean
  readonly until: string | null
  readonly today: string
}

/** Why a unit cannot become a health contact of the patient; undefined: it can. */
export function refuseOpening(opening: Opening): RefusalCode | undefined {
  const { from, organization, unitOf, relations, alreadyOpen, until, today } = opening
  if (unitOf === null || unitOf !== organization || (from !== null && from !== organization)) return 'not-your-unit'
  if (!isRelated(relations, organization, today)) return 'no-relation'
  if (alreadyOpen) return 'already-open'
  return refuseUntil(until, today)
}

/** A last day is today or later, and not further ahead than anybody can know. Null: none is set. */
export function refuseUntil(until: string | null, today: string): RefusalCode | undefined {
  if (until === null) return undefined
  return until < today || until > addMonths(today, longestMonths) ? 'end-out-of-range' : undefined
}

/** A health contact as the rules see it. */
export interface Standing {
  readonly active: boolean
  readonly until: string | null
}

/** Open until it is closed or its last day has passed. */
export function isOpenOn({ active, until }: Standing, today: string): boolean {
  return active && (until === null || until >= today)
}

/** Everything that closing is decided from. */
export interface Ending {
  readonly active: boolean
  readonly from: string | null
  readonly organization: string
  /** Messages of the patient that wait for an answer. */
  readonly waiting: number
  readonly reason: CloseReason | null
  readonly words: string
}

/** Why a unit cannot close now; undefined: it can. No message of the patient is left without an answer. */
export function refuseClosing(ending: Ending): RefusalCode | undefined {
  const { active, from, organization, waiting, reason, words } = ending
  if (from !== null && from !== organization) return 'not-your-unit'
  if (!active) return 'contact-closed'
  if (waiting > 0) return 'answer-owed'
  return reason === null || (reason === 'other' && !words.trim()) ? 'reason-missing' : undefined
}

/**
 * May either side write in an open conversation? While the contact is open; and what waits for an answer when it ends is answered
 * first.
 */
export function mayWriteIn(contact: Standing, waiting: boolean, today: string): boolean {
  return waiting || isOpenOn(contact, today)
}
