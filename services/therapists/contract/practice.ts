import { z } from '@hono/zod-openapi'
import { beginThreadSchema, threadOfferSchema } from '@lomma/platform/thread'

export const idSchema = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/)
const instantSchema = z.string()

/** What a practice is, as in `@lomma/platform/registers`. */
export const practiceKindSchema = z.enum(['physiotherapist', 'manual-therapist', 'specialist'])
export type PracticeKind = z.infer<typeof practiceKindSchema>

/** What one can write about; the services of a practice that are conversations. */
export const topicSchema = z.enum(['e-consultation', 'contact', 'journal-copy'])
export type Topic = z.infer<typeof topicSchema>

const addressSchema = z.object({ line: z.string(), postalCode: z.string(), city: z.string() })

export const foundSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: practiceKindSchema,
  address: addressSchema,
  /** It can be booked here. */
  books: z.boolean(),
  /** First time that can be taken, and with whom; null: none in sight. */
  nextFree: z.object({ start: instantSchema, with: z.string() }).nullable(),
})
export type Found = z.infer<typeof foundSchema>

/** `GET /api/therapists?place=…&kind=…`: soonest first. */
export const searchSchema = z.object({
  place: z.string().trim().max(60).optional(),
  kind: practiceKindSchema.optional(),
})
export type Search = z.infer<typeof searchSchema>
export const listSchema = z.object({ practices: z.array(foundSchema) })
export type PracticeList = z.infer<typeof listSchema>

/** `GET /api/therapists/{id}` */
export const practiceSchema = foundSchema.extend({
  phone: z.string(),
  people: z.array(z.string()),
  hours: z.array(z.object({ days: z.array(z.number().int()), opens: z.string(), closes: z.string() })),
  /** In the practice's own words. */
  notices: z.array(z.string()),
  /** What can be booked, with what the practice says of it. */
  booking: z.object({ price: z.number().nullable(), note: z.string().nullable() }).nullable(),
  topics: z.array(
    z.object({
      topic: topicSchema,
      offered: z.boolean(),
      price: z.number().nullable(),
      note: z.string().nullable(),
      answerDays: z.number().int(),
    }),
  ),
})
export type Practice = z.infer<typeof practiceSchema>

/** `GET /api/therapists/offer?practice=…&topic=…&om=…` */
export const askSchema = z.object({
  practice: idSchema.optional(),
  topic: topicSchema.optional(),
  om: idSchema.optional(),
})
export type Ask = z.infer<typeof askSchema>
export const offerSchema = threadOfferSchema.extend({ practice: idSchema, topic: topicSchema })
export type Offer = z.infer<typeof offerSchema>

/** `POST /api/therapists/threads` */
export const writeSchema = beginThreadSchema.extend({ practice: idSchema, topic: topicSchema })
export type Write = z.infer<typeof writeSchema>
