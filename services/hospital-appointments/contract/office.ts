import { z } from '@hono/zod-openapi'
import { hospitalStatusSchema, originSchema, timeSchema } from './appointment.ts'
import { clinicRulesSchema, dateSchema, idSchema, instantSchema, meetingTypeSchema } from './rules.ts'

export const clinicSchema = z.object({
  id: idSchema,
  name: z.string(),
  rules: clinicRulesSchema,
  /** Version of the rules, for saving. */
  version: z.string(),
  free: z.array(timeSchema),
})
export type Clinic = z.infer<typeof clinicSchema>

/** One appointment at the hospital, for those who work there. */
export const officeRowSchema = z.object({
  id: idSchema,
  patient: z.object({ name: z.string(), birthDate: dateSchema.nullable() }),
  title: z.string(),
  clinic: z.string(),
  status: hospitalStatusSchema,
  type: meetingTypeSchema.nullable(),
  starts: instantSchema.nullable(),
  chooseBy: dateSchema.nullable(),
  moves: z.number().int(),
  noneFitsAt: instantSchema.nullable(),
  /** What the patient said when none fitted. */
  words: z.string().nullable(),
})
export type OfficeRow = z.infer<typeof officeRowSchema>

/** `GET /api/hospital-appointments/office` */
export const officeSchema = z.object({
  now: instantSchema,
  hospital: z.string(),
  clinics: z.array(clinicSchema),
  rows: z.array(officeRowSchema),
  origin: originSchema.nullable(),
})
export type Office = z.infer<typeof officeSchema>

/** `GET /api/hospital-appointments/office/{id}`: one case. */
export const officeCaseSchema = officeRowSchema.extend({
  now: instantSchema,
  clinicId: idSchema,
  free: z.array(timeSchema),
})
export type OfficeCase = z.infer<typeof officeCaseSchema>

/**
 * `POST /api/hospital-appointments/office/offers`: times offered to a patient, who is found by identity number – in the body only – or
 * by the referral that the times rest on.
 */
export const offerSchema = z.object({
  identityNumber: z
    .string()
    .regex(/^\d{11}$/)
    .optional(),
  referral: idSchema.optional(),
  clinic: idSchema,
  type: meetingTypeSchema,
  title: z.string().trim().min(3).max(120),
  preparation: z.string().trim().max(1000),
  slots: z.array(idSchema).min(1).max(20),
  chooseBy: dateSchema,
})
export type Offer = z.infer<typeof offerSchema>

/** `POST /api/hospital-appointments/office/{id}/times`: other times, when none fitted. */
export const otherTimesSchema = z.object({ slots: z.array(idSchema).min(1).max(20), chooseBy: dateSchema })
export type OtherTimes = z.infer<typeof otherTimesSchema>

/** `GET /api/hospital-appointments/office/referrals/{id}`: whom and what the times of a referral are for. */
export const referredSchema = z.object({
  referral: idSchema,
  patient: z.object({ name: z.string(), birthDate: dateSchema.nullable() }),
  title: z.string(),
  clinic: idSchema.nullable(),
})
export type Referred = z.infer<typeof referredSchema>

export const offeredSchema = z.object({ patient: z.string(), times: z.number().int() })
export type Offered = z.infer<typeof offeredSchema>

/** `PUT /api/hospital-appointments/office/clinics/{clinic}/rules` */
export const saveRulesSchema = z.object({ rules: clinicRulesSchema, version: z.string() })
export type SaveRules = z.infer<typeof saveRulesSchema>
