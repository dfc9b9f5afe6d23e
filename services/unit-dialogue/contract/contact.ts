import { z } from '@hono/zod-openapi'
import { beginThreadSchema, threadIdSchema, threadOfferSchema, threadStateSchema } from '@lomma/platform/thread'

/** A FHIR id. */
export const idSchema = threadIdSchema

/** Why a unit is no health contact any more (`unit-dialogue.reason.<code>` says whom to turn to). */
export const closeReasons = ['treatment-ended', 'to-gp', 'to-other-unit', 'period-over', 'other'] as const
export const closeReasonSchema = z.enum(closeReasons)
export type CloseReason = z.infer<typeof closeReasonSchema>

/** Those that people choose among; `period-over` is what the portal says when the last day has passed. */
export const chosenReasons = ['treatment-ended', 'to-gp', 'to-other-unit', 'other'] as const satisfies CloseReason[]

/** The longest note, in signs. */
export const longestNote = 500

export const closingSchema = z.object({
  on: z.iso.date(),
  reason: closeReasonSchema,
  /** In the unit's own words. */
  words: z.string().nullable(),
})
export type Closing = z.infer<typeof closingSchema>

/** A conversation with the unit, as a line. */
export const talkSchema = z.object({
  id: idSchema,
  topic: z.string().nullable(),
  state: threadStateSchema,
  unread: z.boolean(),
  at: z.iso.datetime(),
})
export type Talk = z.infer<typeof talkSchema>

/** A hospital unit that is or was a health contact of the citizen. */
export const contactSchema = z.object({
  id: idSchema,
  unit: z.string(),
  hospital: z.string(),
  phone: z.string().nullable(),
  since: z.iso.date(),
  /** Last day, where the unit has said one. */
  until: z.iso.date().nullable(),
  /** Null while it is open. */
  closed: closingSchema.nullable(),
  /** Working days until the unit answers. */
  answerDays: z.number().int(),
  talks: z.array(talkSchema),
})
export type Contact = z.infer<typeof contactSchema>

export const contactsSchema = z.object({ open: z.array(contactSchema), closed: z.array(contactSchema) })
export type Contacts = z.infer<typeof contactsSchema>

/** What a new message to a unit means, before a word is written. */
export const unitOfferSchema = threadOfferSchema.extend({ contact: idSchema.nullable() })
export type UnitOffer = z.infer<typeof unitOfferSchema>

/** `POST /unit-dialogue/threads`. */
export const writeSchema = beginThreadSchema.extend({ contact: idSchema })
export type Write = z.infer<typeof writeSchema>
