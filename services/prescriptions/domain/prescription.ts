import type { DosePlan } from '../contract/index.ts'

/**
 * A prescription and what was handed over on it, as the rules see them. Null is "not known": data that others wrote often
 * says little, and no rule may guess.
 */
export interface Substance {
  readonly name: string
  readonly strength: string | null
  readonly form: string | null
  /** http://www.whocc.no/atc */
  readonly atc: string | null
  /** `system|code` of every coding, for medicines without ATC. */
  readonly codes: readonly string[]
}

/** `short`: a course that ends. `regular`: taken on, or each season. */
export type Course = 'regular' | 'short' | 'unknown'

export interface Prescription {
  readonly id: string
  readonly medicine: Substance
  /** An order, not a proposal or a plan. */
  readonly ordered: boolean
  /** `stopped`: by a prescriber. `done`: used up, finished or replaced. */
  readonly standing: 'active' | 'stopped' | 'done' | 'error'
  /** Prescription group (Volven 7421): A and B are addictive. */
  readonly group: string | null
  readonly course: Course
  readonly prescribedOn: string | null
  readonly prescribedBy: string | null
  readonly dose: string | null
  /** Numbers, where nobody wrote words. */
  readonly dosePlan: DosePlan | null
  readonly use: string | null
  readonly validUntil: string | null
  readonly amount: { readonly value: number; readonly unit: string } | null
  /** Times it may be handed over in all. */
  readonly dispensings: number | null
  readonly daysPerDispensing: number | null
  readonly multidose: boolean
  readonly keptFromParents: boolean
  /** Id of the prescription this one replaced. */
  readonly replaces: string | null
  readonly source: { readonly name: string; readonly at: string }
}

export interface Dispensing {
  readonly id: string
  /** Id of the prescription it was handed over on. */
  readonly prescription: string | null
  /** What was handed over, to find the medicine when no prescription is named. */
  readonly medicine: Substance | null
  readonly on: string | null
  readonly where: string | null
  readonly amount: string | null
  readonly days: number | null
}

/** The medicine behind successive prescriptions of the same thing. */
export interface MedicineRecord {
  readonly key: string
  /** The one in force, or the newest. */
  readonly current: Prescription
  /** All orders, newest first; the current one among them. */
  readonly prescriptions: readonly Prescription[]
  /** Newest first. */
  readonly dispensings: readonly Dispensing[]
}
