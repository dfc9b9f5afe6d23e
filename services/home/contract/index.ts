import { z } from '@hono/zod-openapi'

const textRefSchema = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** One line of the front page, in whatever list. */
export const homeItemSchema = z.object({
  id: z.string(),
  title: textRefSchema,
  detail: textRefSchema.optional(),
  at: z.string().optional(),
  href: z.string(),
  action: textRefSchema.optional(),
})
export type Item = z.infer<typeof homeItemSchema>

export const frontSchema = z.object({
  givenName: z.string(),
  /** Whose page this is. */
  person: z.object({ name: z.string(), age: z.number().nullable() }),
  /** By deadline; those without one last. */
  todo: z.array(homeItemSchema),
  /** The next three. */
  comingUp: z.array(homeItemSchema),
  /** Newest first. */
  news: z.array(homeItemSchema),
  newsSince: z.string(),
  /** Ids of the services that did not answer: their lines may be missing. */
  missing: z.array(z.string()),
})
export type Front = z.infer<typeof frontSchema>

/** Help from the municipality, by phone where nothing is built yet. */
export const municipalitySchema = z.object({
  /** Null when it is not known where the citizen lives: a protected address, or a silent register. */
  municipality: z.object({ name: z.string(), phone: z.string() }).nullable(),
})
export type Municipality = z.infer<typeof municipalitySchema>
