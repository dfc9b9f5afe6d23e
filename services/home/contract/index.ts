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

/** What the GP's office can be asked for in the portal. */
export const gpOfferSchema = z.enum(['renewal'])
export type GpOffer = z.infer<typeof gpOfferSchema>

export const gpCardSchema = z.object({
  doctor: z.string(),
  office: z.string(),
  phone: z.string(),
  /** Empty when the office offers nothing here. */
  offers: z.array(gpOfferSchema),
  substitute: z.object({ doctor: z.string(), until: z.string() }).nullable(),
})
export type GpCard = z.infer<typeof gpCardSchema>

export const frontSchema = z.object({
  givenName: z.string(),
  /** By deadline; those without one last. */
  todo: z.array(homeItemSchema),
  /** The next three. */
  comingUp: z.array(homeItemSchema),
  /** Newest first. */
  news: z.array(homeItemSchema),
  newsSince: z.string(),
  /** Null when the citizen is on no list, or the register is silent (then `gp` is in `missing`). */
  gp: gpCardSchema.nullable(),
  /** Ids of the services that did not answer, and `gp`: their lines may be missing. */
  missing: z.array(z.string()),
})
export type Front = z.infer<typeof frontSchema>

export const inboxSchema = z.object({
  /** Newest first. */
  items: z.array(homeItemSchema),
  since: z.string(),
  missing: z.array(z.string()),
})
export type Inbox = z.infer<typeof inboxSchema>
