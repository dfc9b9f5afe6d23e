import { z } from '@hono/zod-openapi'

/** Every refusal of this service; each has a text `vaccines.refusal.<code>` in four languages. */
export const refusalCodes = [
  /** A citizen may read the vaccines, and leaves writing to those who gave them. */
  'citizen-may-not-register',
  /** Health personnel register in their own name: `performer.actor` must name them. */
  'performer-missing',
  /** Only those who registered a vaccine may change it. */
  'not-your-registration',
  /** A wrong registration is marked `entered-in-error`, so that what others have read stays explained. */
  'keep-the-trace',
  'date-before-birth',
  'date-in-future',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
