import { z } from '@hono/zod-openapi'
import { diseaseSchema } from '@lomma/services/vaccines/contract'

/** Why a vaccine cannot be in a certificate: `certificates.why.<reason>`. */
export const whyNots = ['not-given', 'weak', 'date-unknown', 'code-unknown'] as const
export const whyNotSchema = z.enum(whyNots)
export type WhyNot = z.infer<typeof whyNotSchema>

/** A vaccine of the record, as a certificate tells it. Null = not known. */
export const vaccineSchema = z.object({
  id: z.string(),
  /** As the source writes it; not in the signed card, where the codes speak. */
  name: z.string(),
  protectsAgainst: z.array(diseaseSchema),
  /** `2011`, `2011-05` or `2011-05-29`. */
  on: z.string().nullable(),
  doseNumber: z.string().nullable(),
  /** Where it was given, else who registered it. */
  source: z.string().nullable(),
  /** Null when it can be in a certificate. */
  why: whyNotSchema.nullable(),
})
export type Vaccine = z.infer<typeof vaccineSchema>
