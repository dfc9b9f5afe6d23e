import { z } from '@hono/zod-openapi'

/** Every refusal of this service; each has a text `certificates.refusal.<code>` in four languages. */
export const refusalCodes = [
  /** There is none with this number in the own record. */
  'certificate-not-found',
  /** A chosen vaccine is not in the own record. */
  'vaccine-not-found',
  /** A chosen vaccine has something a certificate cannot do without. */
  'vaccine-not-certifiable',
  /** Whoever checks a certificate compares name and birth date with a proof of identity. */
  'name-missing',
  'birth-date-missing',
  /** A certificate is made by the citizen, or by an app with the citizen's own token; never by another system. */
  'only-own-certificate',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
