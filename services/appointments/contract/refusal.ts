import { z } from '@hono/zod-openapi'

/** Every refusal of this service; each has a text `appointments.refusal.<code>` in four languages. */
export const refusalCodes = [
  /** Of the time itself (platform/slots). */
  'slot-gone',
  'slot-taken',
  'slot-held',
  'slot-past',
  'slot-mismatch',
  'hold-over',
  /** Of writing times (platform/slots). */
  'slot-booked',
  'slot-overlaps',
  'slot-incomplete',
  /** No such appointment – or not yours: the two look the same. */
  'not-found',
  'no-gp',
  'office-not-offering',
  /** The doctor is away. Params: `until` (date). */
  'closed-until',
  /** The time is with somebody who is neither the own doctor nor stands in. */
  'not-your-doctor',
  /** The time is not for this kind of meeting. */
  'mode-not-offered',
  /** Three appointments lie ahead already. Params: `most`. */
  'too-many',
  /** The Flags do not let the citizen do this. */
  'not-allowed',
  /** Less than 24 hours are left. Params: `hours`. */
  'too-late-to-change',
  'already-begun',
  'already-cancelled',
  /** It has changed since the screen read it. */
  'changed-meanwhile',
  'transition-not-allowed',
  /** An Appointment lacks an element. */
  'appointment-incomplete',
  /** Only the office sets what the citizen may do. */
  'flags-not-yours',
  'not-your-office',
  'not-for-citizens',
  'not-for-role',
  'reason-missing',
  'already-waiting',
  'wish-too-far',
  'nothing-offered',
  'not-yet',
  'no-such-patient',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
