import { z } from '@hono/zod-openapi'

/** Every refusal of this service; each has a text `referrals.refusal.<code>` in four languages. */
export const refusalCodes = [
  /** No such referral – or not yours: the two look the same. */
  'not-found',
  /** A referral lacks an element, or one is wrong: `expression` names it. */
  'referral-incomplete',
  /** The deadline is not the one the rule gives. */
  'deadline-mismatch',
  /** An open referral for the same treatment is there already. */
  'already-referred',
  /** The patient is not on the lists of this office. */
  'not-your-patient',
  /** A place that does not give this treatment, or that the referral is at already. */
  'place-unknown',
  /** The step does not follow from where the referral stands. */
  'step-not-allowed',
  /** It has ended. */
  'already-ended',
  /** There is a time already: cancel or move that. */
  'has-appointment',
  /** The new place has received it, or there is nothing to take back. */
  'too-late-to-undo',
  /** A right that is given is not taken away, and its last day not put off. */
  'right-stands',
  'date-passed',
  'reason-missing',
  /** The referral has moved since the screen read it: read again. */
  'changed-meanwhile',
  /** The referral is at another hospital, or from another office. */
  'not-your-referral',
  'not-for-citizens',
  'not-for-role',
  /** Waiting times are written by the system that has them. */
  'places-by-source',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
