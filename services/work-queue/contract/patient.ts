import { z } from '@hono/zod-openapi'
import { textRefSchema } from './list.ts'

/** `GET /api/work-queue/items/{kind}/{id}/patient`: what stands beside the case, whichever kind it is. */
export const patientContextSchema = z.object({
  /** For a call. Null under reservation, or when it is not known. */
  mobile: z.string().nullable(),
  /** The language the patient is written to in. */
  language: z.enum(['nb', 'nn', 'se', 'en']),
  /** What services tell, each part under its heading. */
  facts: z.array(
    z.object({
      title: z.string(),
      lines: z.array(z.object({ text: textRefSchema, at: z.string().optional() })),
      empty: z.string(),
    }),
  ),
  /** A service did not answer: something may be missing. */
  incomplete: z.boolean(),
})
export type PatientContext = z.infer<typeof patientContextSchema>
