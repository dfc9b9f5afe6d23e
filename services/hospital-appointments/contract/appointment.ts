import { z } from '@hono/zod-openapi'
import { clinicRulesSchema, dateSchema, idSchema, instantSchema, meetingTypeSchema, permissionSchema } from './rules.ts'

/** `hospital-appointments.status.<status>` */
export const hospitalStatusSchema = z.enum(['proposed', 'booked', 'cancelled', 'fulfilled', 'noshow'])
export type HospitalStatus = z.infer<typeof hospitalStatusSchema>

export const actSchema = z.enum(['choose', 'move', 'cancel'])
export type Act = z.infer<typeof actSchema>

export const timeSchema = z.object({ slot: idSchema, starts: instantSchema, ends: instantSchema })
export type FreeTime = z.infer<typeof timeSchema>

/** How an attempt at the region stands: `asking` is not known yet, and we go on asking. */
export const attemptSchema = z.object({
  act: actSchema,
  outcome: z.enum(['done', 'none', 'asking']),
  starts: instantSchema.nullable(),
  at: instantSchema,
})
export type Attempt = z.infer<typeof attemptSchema>

/** Who knows this, and when it was fetched. */
export const originSchema = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  takenAt: instantSchema,
  /** Set while the region does not answer. */
  failedSince: instantSchema.nullable(),
  /** A fresh copy is on its way. */
  underway: z.boolean(),
})

/** `GET /api/hospital-appointments/{id}` */
export const hospitalAppointmentSchema = z.object({
  id: idSchema,
  now: instantSchema,
  title: z.string(),
  status: hospitalStatusSchema,
  type: meetingTypeSchema.nullable(),
  hospital: z.object({ name: z.string(), phone: z.string().nullable() }),
  clinic: z.object({ name: z.string(), phone: z.string().nullable() }),
  starts: instantSchema.nullable(),
  ends: instantSchema.nullable(),
  /** Last day to choose a time. */
  chooseBy: dateSchema.nullable(),
  place: z
    .object({
      building: z.string().nullable(),
      floor: z.string().nullable(),
      entrance: z.string().nullable(),
      address: z.string().nullable(),
    })
    .nullable(),
  preparation: z.string().nullable(),
  moves: z.number().int(),
  /** When the citizen said that none of the times fits. */
  noneFitsAt: instantSchema.nullable(),
  may: z.object({ choose: permissionSchema, move: permissionSchema, cancel: permissionSchema }),
  rules: clinicRulesSchema.nullable(),
  /** Times to choose among, soonest first; empty when nothing may be chosen. */
  times: z.array(timeSchema),
  /** Times before the one the citizen has: somebody else has given theirs up. */
  earlier: z.number().int(),
  /** The last attempt, while its outcome is worth a word. */
  attempt: attemptSchema.nullable(),
  origin: originSchema,
})
export type HospitalAppointment = z.infer<typeof hospitalAppointmentSchema>

/** `POST /api/hospital-appointments/{id}/choice` → HospitalAppointment, whose `attempt` says how it went. Needs `Idempotency-Key`. */
export const chooseSchema = z.object({ slot: idSchema })
export type Choose = z.infer<typeof chooseSchema>

/** `POST /api/hospital-appointments/{id}/cancel` → HospitalAppointment */
export const cancelSchema = z.object({})

/** `POST /api/hospital-appointments/{id}/none-fits` → HospitalAppointment */
export const noneFitsSchema = z.object({ words: z.string().trim().max(500) })
export type NoneFits = z.infer<typeof noneFitsSchema>

/** `POST /api/hospital-appointments/{id}/ask-again` → HospitalAppointment: fetch anew in the background. */
export const askAgainSchema = z.object({})
