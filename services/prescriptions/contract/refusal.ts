import { z } from '@hono/zod-openapi'

/**
 * Why a medicine cannot be renewed here and now. Each has `prescriptions.rule.<reason>` (why) and
 * `prescriptions.instead.<reason>` (what to do instead), and as a refusal `prescriptions.refusal.<reason>`.
 * Params: `too-early` carries `from` (date); `already-asked` carries `receipt`; `office-not-offering` carries `office`;
 * `closed-until` carries `until` (date) and `standIn`.
 */
export const renewalReasons = [
  'never-ordered',
  'short-course',
  'addictive',
  'stopped',
  'already-asked',
  'too-early',
  'expired-long-ago',
  'office-not-offering',
  /** The doctor is away. Params: `until` (last closed day), `standIn` (name, or `none`). */
  'closed-until',
  'no-gp',
  /** The GP register does not answer: nobody knows who would answer. */
  'gp-unknown',
] as const
export const renewalReasonSchema = z.enum(renewalReasons)
export type RenewalReason = z.infer<typeof renewalReasonSchema>

/** Every refusal of this service; each has a text `prescriptions.refusal.<code>` in four languages. */
export const refusalCodes = [
  ...renewalReasons,
  /** No such medicine, renewal or receipt – or not yours: the two look the same. */
  'not-found',
  /** Same medicine chosen twice in one request. */
  'chosen-twice',
  /** Withdrawal after the office has opened it. Params: `state`. */
  'already-opened',
  /** A decision or withdrawal after it was answered. Params: `by`, `state`. */
  'already-answered',
  'already-withdrawn',
  /** The renewal has moved since the screen read it (not answered): read again. */
  'changed-meanwhile',
  /** The jump from one state to another that the state machine does not know. Params: `from`, `to`. */
  'transition-not-allowed',
  /** Only a doctor may approve, change or decline. */
  'doctor-only',
  /** The renewal belongs to another office. */
  'not-your-office',
  /** Handed over to somebody else. Params: `to`. */
  'handed-to-other',
  /** Hand-over to somebody who does not work at the office. */
  'not-a-colleague',
  'reason-missing',
  /** A change that changes nothing. */
  'nothing-changed',
  /** A renewal Task is approved without a new prescription in `output`. */
  'prescription-missing',
  /** The new prescription is not for the same citizen and medicine, or does not follow from the proposal. */
  'prescription-mismatch',
  /** A renewal Task lacks an element the renewal stands on. */
  'renewal-incomplete',
  /** The deadline is not the one the rule gives. */
  'deadline-mismatch',
  /** A citizen writes something that a renewal does not need. */
  'not-for-citizens',
  /** A write the actor's role does not allow. */
  'not-for-role',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
