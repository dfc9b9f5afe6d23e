import { addWorkingDays, osloDateOf } from '@lomma/platform/calendar'
import { isOpen, type Late, type ReferralState } from '../contract/index.ts'

/** A referral is assessed within ten working days (pasient- og brukerrettighetsloven § 2-2). */
export const workingDaysToAssess = 10

/** The last day for the assessment. A digital referral is with the unit in the moment it is sent. */
export function assessBy(sent: Date): string {
  return addWorkingDays(osloDateOf(sent), workingDaysToAssess)
}

export interface Deadlines {
  readonly state: ReferralState
  /** `YYYY-MM-DD`; the whole last day counts. */
  readonly assessBy: string | null
  readonly helpBy: string | null
}

const beforeAssessment: readonly ReferralState[] = ['sent', 'received']

/** The deadline that runs now: of the assessment until it is made, then of the start of care. */
export function runningDeadline(one: Deadlines): { readonly what: Late; readonly date: string } | null {
  if (!isOpen(one.state)) return null
  // A right that was given elsewhere runs on while a new place looks at the referral: the nearest of the two counts.
  const assessment = beforeAssessment.includes(one.state) ? one.assessBy : null
  if (assessment !== null && (one.helpBy === null || assessment <= one.helpBy))
    return { what: 'assessment', date: assessment }
  return one.helpBy === null ? null : { what: 'care', date: one.helpBy }
}

/**
 * What is late today. Once there is a time, care is the hospital's promise kept: what remains is for the time itself to say.
 */
export function lateOn(one: Deadlines, today: string): Late | null {
  if (one.state === 'appointment') return null
  const running = runningDeadline(one)
  return running !== null && running.date < today ? running.what : null
}

/**
 * What the citizen may do when a deadline has passed, in order: the unit first, which can say what has happened; then Helfo, which
 * finds another place when care has not begun in time (pasient- og brukerrettighetsloven § 2-1 b fourth paragraph).
 */
export function wayWhen(late: Late | null): readonly ('call-unit' | 'call-helfo')[] {
  return late === null ? [] : ['call-unit', 'call-helfo']
}
