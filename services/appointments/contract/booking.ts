import { z } from '@hono/zod-openapi'
import { dateSchema, dayPartSchema, idSchema, instantSchema, modeSchema, practiceSchema } from './state.ts'

/** Why there is nothing to book here, told before anything is asked (`appointments.way.<way>`). */
export const ways = ['open', 'no-gp', 'gp-unknown', 'office-not-offering', 'closed-until', 'too-many'] as const
export const waySchema = z.enum(ways)
export type Way = z.infer<typeof waySchema>

export const priceSchema = z.object({
  /** Kroner. */
  amount: z.number(),
  free: z.enum(['under-16', 'office']).nullable(),
  /** The office's own price, or the tariff's with the date it holds from. */
  validFrom: dateSchema.nullable(),
})
export type Price = z.infer<typeof priceSchema>

export const feeRuleSchema = z.object({
  /** Hours before the start until which changing and cancelling is free. */
  hours: z.number().int(),
  /** Kroner that may be asked for after that, or for not coming; null: the place says. */
  fee: z.number().nullable(),
  validFrom: dateSchema.nullable(),
})
export type FeeRule = z.infer<typeof feeRuleSchema>

export const timeSchema = z.object({ slot: idSchema, start: instantSchema, end: instantSchema })
export type Time = z.infer<typeof timeSchema>

export const holdSchema = timeSchema.extend({
  token: idSchema,
  until: instantSchema,
  with: z.string().nullable(),
  /** Id of the Organization. */
  office: idSchema,
  modes: z.array(modeSchema),
})
export type HoldView = z.infer<typeof holdSchema>

/** `GET /api/appointments/times?week=…&mode=…&move=…`: what can be booked, with everything to know before the press. */
export const timesSchema = z.object({
  now: instantSchema,
  today: dateSchema,
  way: waySchema,
  /** With `closed-until`. */
  closedUntil: dateSchema.nullable(),
  office: z.object({ name: z.string(), phone: z.string().nullable(), note: z.string().nullable() }).nullable(),
  /** Whose times these are; and whom they stand in for. */
  doctor: z.string().nullable(),
  standsInFor: z.string().nullable(),
  /** What the office offers; others are shown as not offered. */
  modes: z.array(z.object({ mode: modeSchema, offered: z.boolean() })),
  mode: modeSchema,
  /** Null: nobody has said. */
  price: priceSchema.nullable(),
  rule: feeRuleSchema,
  /** Monday of the week shown. */
  week: dateSchema,
  days: z.array(z.object({ date: dateSchema, holiday: z.boolean(), times: z.array(timeSchema) })),
  /** First week with a free time at or after this one; null: none in sight. */
  nextFree: dateSchema.nullable(),
  lastWeek: dateSchema,
  /** What the citizen holds now. */
  held: holdSchema.nullable(),
  /** On the waiting list already. */
  waiting: z.boolean(),
  /** What the place is, when it is not the GP's office: no list to wait on, and none to be on. */
  practice: practiceSchema.nullable(),
})
export type Times = z.infer<typeof timesSchema>

/** `POST /api/appointments/holds` → HoldView: five minutes. */
export const holdCommandSchema = z.object({ slot: idSchema })
/** `POST /api/appointments/holds/release` */
export const releaseSchema = z.object({ token: idSchema })
export const releasedSchema = z.object({ released: z.literal(true) })

/** `GET /api/appointments/attempts/{token}`: did it go through? */
export const attemptSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('booked'), appointment: idSchema }),
  z.object({ state: z.literal('held'), hold: holdSchema }),
  z.object({ state: z.literal('none') }),
])
export type Attempt = z.infer<typeof attemptSchema>

/** `POST /api/appointments/bookings` → the appointment's id, which is the hold's token: one hold is one booking at most. */
export const bookSchema = z.object({
  token: idSchema,
  mode: modeSchema,
  /** A word to the doctor; only health personnel read it. */
  reason: z.string().trim().max(300).optional(),
})
export type Book = z.infer<typeof bookSchema>
export const bookedSchema = z.object({ appointment: idSchema })
export type Booked = z.infer<typeof bookedSchema>

/** `POST /api/appointments/waiting` → the place on the list. */
export const joinSchema = z.object({
  mode: modeSchema,
  from: dateSchema,
  to: dateSchema,
  /** 1 = Monday; empty: any. */
  weekdays: z.array(z.number().int().min(1).max(5)).max(5),
  /** Empty: any. */
  dayParts: z.array(dayPartSchema).max(3),
  /** An appointment to be replaced by an earlier one. */
  replaces: idSchema.optional(),
})
export type Join = z.infer<typeof joinSchema>
export const joinedSchema = z.object({ waiting: idSchema })
/** `POST /api/appointments/waiting/{id}/leave|accept|decline` */
export const waitingCommandSchema = z.object({ version: z.string() })
export const answeredOfferSchema = z.object({ appointment: idSchema.nullable() })
export type AnsweredOffer = z.infer<typeof answeredOfferSchema>
