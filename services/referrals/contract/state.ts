import { z } from '@hono/zod-openapi'

/**
 * Where a referral stands, in the words people see (`referrals.state.<state>`). Late is not a state but a fact: a deadline that runs
 * has passed.
 */
export const referralStates = [
  'sent',
  'received',
  /** Right to care, with a last day for it to begin (pasient- og brukerrettighetsloven § 2-1 b). */
  'assessed',
  /** The hospital has given a time, or offers several. */
  'appointment',
  'done',
  'rejected',
  /** Answered with advice: the GP goes on with the treatment. */
  'advised',
  'withdrawn',
] as const
export const referralStateSchema = z.enum(referralStates)
export type ReferralState = z.infer<typeof referralStateSchema>

/** States in which the hospital still has something to do. */
export const openStates = ['sent', 'received', 'assessed', 'appointment'] as const satisfies readonly ReferralState[]

export function isOpen(state: ReferralState): boolean {
  return openStates.some((open) => open === state)
}

/** What happens to a referral (`referrals.step.<step>`), each one line of its timeline. */
export const referralSteps = [
  'sent',
  'received',
  'assessed',
  'rejected',
  'advised',
  /** The hospital sent it on to another. */
  'forwarded',
  'appointment',
  /** The time was cancelled: the hospital owes a new one. */
  'released',
  'done',
  'withdrawn',
  /** The citizen chose another place. */
  'chosen',
  /** … and changed their mind before anybody there had received it. */
  'undone',
] as const
export const referralStepSchema = z.enum(referralSteps)
export type ReferralStep = z.infer<typeof referralStepSchema>

/** Whose turn it is (`referrals.turn.<turn>`). `nobody`: nothing is left to do. */
export const turnSchema = z.enum(['hospital', 'referrer', 'citizen', 'nobody'])
export type Turn = z.infer<typeof turnSchema>

/** Which deadline has passed: that of the assessment, or of the start of care. */
export const lateSchema = z.enum(['assessment', 'care'])
export type Late = z.infer<typeof lateSchema>

export const prioritySchema = z.enum(['routine', 'urgent'])
export type Priority = z.infer<typeof prioritySchema>

/** A calendar date in Oslo. */
export const dateSchema = z.iso.date()
/** An instant, UTC. */
export const instantSchema = z.iso.datetime()
/** A FHIR id. */
export const idSchema = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)
