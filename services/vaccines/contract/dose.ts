import { z } from '@hono/zod-openapi'
import { diseaseSchema } from './disease.ts'

/** A date as precise as it is known: `2011`, `2011-05` or `2011-05-29`. */
export const partialDateSchema = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

/** One vaccine that was given, or that was offered and not given. Null = not known, never a guess. */
export const doseSchema = z.object({
  id: z.string(),
  on: partialDateSchema.nullable(),
  /** The source's own words, where it has no date: `January 2012`. */
  onInWords: z.string().nullable(),
  /** Empty when the code is not known to us: then `name` is all there is, and it counts for nothing. */
  protectsAgainst: z.array(diseaseSchema),
  /** As the source writes it. */
  name: z.string(),
  /** Number in its series, as the source counts: `2`, or its own words. */
  doseNumber: z.string().nullable(),
  /** Where it was given. */
  place: z.string().nullable(),
  /** `given` counts. `weak`: the dose was too small or spoilt. `not-given`: offered and not taken. */
  outcome: z.enum(['given', 'weak', 'not-given']),
  source: z.object({
    /** `registered`: by those who gave it. `reported`: told by somebody else (own card, parent, another register). */
    kind: z.enum(['registered', 'reported']),
    name: z.string().nullable(),
    /** When the fact was written down; the store's time when the source does not say. */
    at: z.iso.datetime({ offset: true }),
  }),
})
export type Dose = z.infer<typeof doseSchema>
