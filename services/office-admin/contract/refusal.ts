import { z } from '@hono/zod-openapi'

/** Each has a text `office-admin.refusal.<code>` in four languages. */
export const refusalCodes = [
  'not-found',
  /** The workplace is not a GP office. */
  'no-gp-office',
  'not-for-citizens',
  'not-your-office',
  /** Somebody has saved since the screen read it; the screen shows both. */
  'changed-meanwhile',
  /** What citizens see has changed since the draft was begun; it must be brought up to date. */
  'stale-base',
  /** Faults stand in the way. Params: `count`. */
  'has-faults',
  'nothing-changed',
  /** Whoever has written in a draft never approves it. */
  'own-draft',
  'comment-missing',
  /** The move does not fit the state it is in. */
  'wrong-state',
  'time-in-the-past',
  /** At most a year ahead. */
  'time-too-far',
  /** A person writes a service directly: it goes through a draft and a second person. */
  'needs-approval',
  /** A service of an office lacks office or kind, or has another id than its own. */
  'service-incomplete',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
