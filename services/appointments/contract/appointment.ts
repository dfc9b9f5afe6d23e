import { z } from '@hono/zod-openapi'
import { dateSchema, idSchema, instantSchema, modeSchema, practiceSchema, stateSchema, stepSchema } from './state.ts'

export const placeSchema = z.object({
  name: z.string(),
  building: z.string().nullable(),
  floor: z.string().nullable(),
  entrance: z.string().nullable(),
  address: z.string().nullable(),
})
export type Place = z.infer<typeof placeSchema>

/** One appointment in a list. */
export const appointmentSchema = z.object({
  id: idSchema,
  version: z.string(),
  state: stateSchema,
  /** The owner's own words for what it is; null is said as the kind of meeting alone. */
  title: z.string().nullable(),
  mode: modeSchema.nullable(),
  /** What the place is, when it is ours and not the GP's office. */
  practice: practiceSchema.nullable(),
  start: instantSchema.nullable(),
  end: instantSchema.nullable(),
  with: z.string().nullable(),
  where: z.string().nullable(),
  /** The clinic that has it. */
  owner: z.string().nullable(),
  /** The owner's own screen for it; null: this service's. */
  href: z.string().nullable(),
  /** Appointments of one series carry the same word. */
  series: z.string().nullable(),
  hasPreparation: z.boolean(),
  /** The owner waits for the citizen. */
  yourTurn: z.boolean(),
})
export type Appointment = z.infer<typeof appointmentSchema>

/** A source that may hold more and does not answer. */
export const missingSchema = z.object({ name: z.string(), since: instantSchema, phone: z.string().nullable() })

/** A freed time that is offered. */
export const offeredSchema = z.object({
  slot: idSchema,
  start: instantSchema,
  end: instantSchema,
  with: z.string().nullable(),
  until: instantSchema,
})
export type Offered = z.infer<typeof offeredSchema>

/** A place on the waiting list of the office. */
export const waitingSchema = z.object({
  id: idSchema,
  version: z.string(),
  since: instantSchema,
  mode: modeSchema,
  from: dateSchema,
  to: dateSchema,
  office: z.string().nullable(),
  /** The appointment it would replace. */
  replaces: idSchema.nullable(),
  offered: offeredSchema.nullable(),
})
export type Waiting = z.infer<typeof waitingSchema>

/** `GET /api/appointments` */
export const appointmentListSchema = z.object({
  today: dateSchema,
  /** Soonest first. */
  upcoming: z.array(appointmentSchema),
  /** Latest first. */
  past: z.array(appointmentSchema),
  waiting: z.array(waitingSchema),
  missing: z.array(missingSchema),
})
export type AppointmentList = z.infer<typeof appointmentListSchema>

/** What the citizen may do, by the Flags the owner has set and the hour. */
export const actionsSchema = z.object({
  cancel: z.object({
    allowed: z.boolean(),
    /** Until then it costs nothing; null when no rule is known. */
    freeUntil: instantSchema.nullable(),
    /** What it costs now, kroner; 0 is free. */
    fee: z.number(),
    /** The owner wants a word with it. */
    comment: z.boolean(),
  }),
  move: z.object({ allowed: z.boolean(), until: instantSchema.nullable() }),
  changeMode: z.array(modeSchema),
  shortNotice: z.boolean(),
})
export type Actions = z.infer<typeof actionsSchema>

/** `GET /api/appointments/{id}` */
export const appointmentDetailSchema = appointmentSchema.extend({
  now: instantSchema,
  receipt: z.string().nullable(),
  place: placeSchema.nullable(),
  preparation: z.string().nullable(),
  reason: z.string().nullable(),
  /** The link itself is there only while it opens. */
  video: z.object({ opens: instantSchema, link: z.url().nullable() }).nullable(),
  phone: z.string().nullable(),
  steps: z.array(stepSchema),
  cancelled: z.object({ by: z.enum(['citizen', 'office']), reason: z.string().nullable() }).nullable(),
  /** How many times it has changed: SEQUENCE of the calendar file. */
  sequence: z.number().int(),
  actions: actionsSchema,
  /** Wants an earlier time: the place on the waiting list. */
  waiting: idSchema.nullable(),
})
export type AppointmentDetail = z.infer<typeof appointmentDetailSchema>

/** `POST /api/appointments/{id}/cancel` → AppointmentDetail. Needs `Idempotency-Key`. */
export const cancelSchema = z.object({ version: z.string(), comment: z.string().trim().max(300).optional() })
export type Cancel = z.infer<typeof cancelSchema>

/** `POST /api/appointments/{id}/move` → AppointmentDetail: to the time the citizen holds. */
export const moveSchema = z.object({ version: z.string(), token: idSchema })
export type Move = z.infer<typeof moveSchema>

/** `POST /api/appointments/{id}/mode` → AppointmentDetail */
export const changeModeSchema = z.object({ version: z.string(), mode: modeSchema })
export type ChangeMode = z.infer<typeof changeModeSchema>
