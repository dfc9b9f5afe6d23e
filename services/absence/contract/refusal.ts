import { z } from '@hono/zod-openapi'

/** Each has a text `absence.refusal.<code>` in four languages. */
export const refusalCodes = [
  'not-found',
  /** Absence is for GPs: the person works somewhere else. */
  'no-gp-office',
  /** A doctor registers for themself, the office for its doctors. */
  'not-yours',
  'not-your-office',
  'not-for-citizens',
  /** People change nothing of a role but its absences. */
  'only-absence',
  /** Somebody else has changed the doctor's absences since the screen read them. */
  'changed-meanwhile',
  'period-backwards',
  'begins-in-the-past',
  /** Params: `days`. */
  'too-long',
  /** Neither a service nor somebody who has the list. */
  'nothing-chosen',
  'stand-in-self',
  'stand-in-not-colleague',
  /** Params: `name`, `from`, `until`. */
  'stand-in-away',
  /** The same doctor is away then already. Params: `from`, `until`. */
  'overlaps',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
