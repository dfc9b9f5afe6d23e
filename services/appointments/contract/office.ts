import { z } from '@hono/zod-openapi'
import { clockSchema, dateSchema, dayPartSchema, idSchema, instantSchema, modeSchema, stateSchema } from './state.ts'

const patientSchema = z.object({ name: z.string(), birthDate: dateSchema.nullable(), age: z.number().int().nullable() })
export type Patient = z.infer<typeof patientSchema>

/** One time in the office's calendar. */
export const calendarTimeSchema = z.object({
  slot: idSchema.nullable(),
  start: instantSchema,
  end: instantSchema,
  status: z.enum(['free', 'booked', 'held', 'blocked', 'busy']),
  modes: z.array(modeSchema),
  appointment: z
    .object({
      id: idSchema,
      version: z.string(),
      state: stateSchema,
      mode: modeSchema.nullable(),
      patient: patientSchema,
      /** Null for a secretary, and when nothing was written. */
      reason: z.string().nullable(),
    })
    .nullable(),
})
export type CalendarTime = z.infer<typeof calendarTimeSchema>

export const waitingRowSchema = z.object({
  id: idSchema,
  version: z.string(),
  patient: patientSchema,
  mode: modeSchema,
  from: dateSchema,
  to: dateSchema,
  weekdays: z.array(z.number().int()),
  dayParts: z.array(dayPartSchema),
  since: instantSchema,
  doctor: z.string().nullable(),
  /** A time offered to this person now. */
  offered: z.object({ start: instantSchema, until: instantSchema }).nullable(),
})
export type WaitingRow = z.infer<typeof waitingRowSchema>

/** A booked time that cannot stay: the doctor is away, or it lies outside the times the office has changed to. */
export const toMoveSchema = z.object({
  slot: idSchema,
  schedule: idSchema,
  doctor: z.string(),
  start: instantSchema,
  why: z.enum(['away', 'outside']),
})
export type ToMove = z.infer<typeof toMoveSchema>

/** `GET /api/appointments/office/calendar?from=…&days=…` */
export const calendarSchema = z.object({
  now: instantSchema,
  today: dateSchema,
  from: dateSchema,
  days: z.array(z.object({ date: dateSchema, holiday: z.boolean() })),
  columns: z.array(
    z.object({
      schedule: idSchema,
      practitioner: idSchema.nullable(),
      name: z.string(),
      mine: z.boolean(),
      modes: z.array(modeSchema),
      times: z.array(calendarTimeSchema),
    }),
  ),
  waiting: z.array(waitingRowSchema),
  /** Whenever they are, earliest first. */
  toMove: z.array(toMoveSchema),
})
export type Calendar = z.infer<typeof calendarSchema>
export type CalendarColumn = Calendar['columns'][number]

/** `POST /api/appointments/office/times`: offers times of one day. */
export const offerTimesSchema = z.object({
  schedule: idSchema,
  date: dateSchema,
  from: clockSchema,
  to: clockSchema,
  minutes: z.number().int().min(5).max(240),
  modes: z.array(modeSchema).min(1).max(3),
})
export type OfferTimes = z.infer<typeof offerTimesSchema>

/** `POST /api/appointments/office/weeks`: offers the same times as another week; days that are holidays are left out. */
export const copyWeekSchema = z.object({ schedule: idSchema, from: dateSchema, to: dateSchema })
export type CopyWeek = z.infer<typeof copyWeekSchema>
export const madeSchema = z.object({
  made: z.number().int(),
  /** Left out because something is there already. */
  skipped: z.number().int(),
})

/** `POST /api/appointments/office/times/{slot}/block|open|remove` */
export const doneSchema = z.object({ done: z.literal(true) })

/** `POST /api/appointments/office/patients`: people on the office's lists, by name or identity number. In a body, never a URL. */
export const findPatientsSchema = z.object({ query: z.string().trim().min(2).max(60) })
export const patientsSchema = z.object({ patients: z.array(patientSchema.extend({ citizen: idSchema })) })
export type FoundPatient = z.infer<typeof patientsSchema>['patients'][number]

/** `POST /api/appointments/office/appointments`: books for a patient, or for somebody who waits. */
export const officeBookSchema = z.object({
  slot: idSchema,
  mode: modeSchema,
  patient: idSchema.optional(),
  waiting: idSchema.optional(),
})
export type OfficeBook = z.infer<typeof officeBookSchema>

/** `POST /api/appointments/office/appointments/{id}/move` */
export const officeMoveSchema = z.object({ version: z.string(), slot: idSchema })
export type OfficeMove = z.infer<typeof officeMoveSchema>
/** `POST /api/appointments/office/appointments/{id}/cancel`: the reason is shown to the citizen. */
export const officeCancelSchema = z.object({ version: z.string(), reason: z.string().trim().min(1).max(300) })
export type OfficeCancel = z.infer<typeof officeCancelSchema>
/** `POST /api/appointments/office/appointments/{id}/mark` */
export const markSchema = z.object({ version: z.string(), as: z.enum(['arrived', 'missed', 'booked']) })
export type Mark = z.infer<typeof markSchema>
/** `POST /api/appointments/office/appointments/{id}/settle`: is the fee for a late cancellation asked for? */
export const settleSchema = z.object({ version: z.string(), charge: z.boolean() })
export type Settle = z.infer<typeof settleSchema>

/** `GET /api/appointments/office/cases/{id}`: what a line of the work queue opens. */
export const caseSchema = z.object({
  now: instantSchema,
  id: idSchema,
  version: z.string(),
  what: z.enum(['waiting', 'late-cancellation', 'settled', 'other']),
  patient: patientSchema,
  mode: modeSchema.nullable(),
  start: instantSchema.nullable(),
  doctor: z.string().nullable(),
  cancelledAt: instantSchema.nullable(),
  comment: z.string().nullable(),
  fee: z.number().nullable(),
  waiting: waitingRowSchema.nullable(),
  /** Free times that fit the wishes, soonest first. */
  fits: z.array(z.object({ slot: idSchema, start: instantSchema, end: instantSchema, doctor: z.string().nullable() })),
})
export type Case = z.infer<typeof caseSchema>
