import { z } from '@hono/zod-openapi'

export { beginThreadSchema, startedSchema } from '@lomma/platform/thread'

/** Code of the Task. */
export const kindCode = 'e-consultation'

/** What the citizen's share of one e-consultation is. Both amounts of the tariff: which one follows the doctor's speciality. */
export const priceSchema = z.object({
  /** Kroner at a GP without the speciality, and at a specialist in general practice. Equal when the office has said its own. */
  from: z.number(),
  to: z.number(),
  free: z.boolean(),
  /** From when the tariff is valid; null when the office has said its own. */
  validFrom: z.iso.date().nullable(),
})
export type Price = z.infer<typeof priceSchema>

/** Every refusal of its own: none, those of conversations are the platform's. */
export const refusalCodes = [] as const
