import { z } from '@hono/zod-openapi'
import { timelineSchema } from './referral.ts'
import { dateSchema, idSchema, instantSchema, lateSchema, prioritySchema, referralStateSchema } from './state.ts'

/** Words of the URL `/kontor/sak/:kind/:id`: at the hospital, and at the office that sent it. */
export const hospitalKind = 'henvisning'
export const replyKind = 'henvisningssvar'

/** `GET /api/referrals/office/here`: asked by the menu. */
export const hereSchema = z.object({ sends: z.boolean() })

export const patientSchema = z.object({
  name: z.string(),
  age: z.number().int().nullable(),
  birthDate: dateSchema.nullable(),
})

/** `POST /api/referrals/office/patients` */
export const findPatientsSchema = z.object({ query: z.string().trim().min(2).max(80) })
export const foundPatientsSchema = z.object({ patients: z.array(patientSchema.extend({ citizen: idSchema })) })
export type FoundPatient = z.infer<typeof foundPatientsSchema>['patients'][number]

export const treatmentPlaceSchema = z.object({
  unit: idSchema,
  name: z.string(),
  hospital: z.string(),
  city: z.string(),
  weeks: z.number().int().nullable(),
})

/** `GET /api/referrals/office/treatments`: what can be referred to, with the places that give it. */
export const treatmentsSchema = z.object({
  answerBy: dateSchema,
  treatments: z.array(z.object({ code: idSchema, name: z.string(), places: z.array(treatmentPlaceSchema) })),
})
export type Treatments = z.infer<typeof treatmentsSchema>
export type Treatment = Treatments['treatments'][number]

const words = z.string().trim()

/** `POST /api/referrals/office/referrals` → Moved. Needs `Idempotency-Key`. */
export const referSchema = z.object({
  patient: idSchema,
  treatment: idSchema,
  unit: idSchema,
  priority: prioritySchema,
  reason: words.min(3).max(4000),
  question: words.min(3).max(1000),
})
export type Refer = z.infer<typeof referSchema>

export const sentRowSchema = z.object({
  id: idSchema,
  patient: patientSchema,
  title: z.string(),
  unit: z.string(),
  hospital: z.string(),
  priority: prioritySchema,
  state: referralStateSchema,
  sent: instantSchema,
  assessBy: dateSchema.nullable(),
  helpBy: dateSchema.nullable(),
  late: lateSchema.nullable(),
  /** There is an answer that nobody at the office has marked as read. */
  unread: z.boolean(),
  by: z.string(),
})
export type SentRow = z.infer<typeof sentRowSchema>

/** `GET /api/referrals/office/sent`: what this office has sent, newest first. */
export const sentSchema = z.object({ now: instantSchema, rows: z.array(sentRowSchema) })
export type Sent = z.infer<typeof sentSchema>

export const otherPlaceSchema = z.object({ unit: idSchema, name: z.string(), hospital: z.string() })

/** `GET /api/referrals/office/cases/{id}`: one referral, for the hospital that has it and the office that sent it. */
export const caseSchema = z.object({
  id: idSchema,
  version: z.string(),
  today: dateSchema,
  side: z.enum(['hospital', 'referrer']),
  patient: patientSchema,
  title: z.string(),
  state: referralStateSchema,
  priority: prioritySchema,
  reason: z.string().nullable(),
  question: z.string().nullable(),
  referrer: z.object({ name: z.string(), office: z.string().nullable(), phone: z.string().nullable() }),
  unit: z.object({ name: z.string(), hospital: z.string() }),
  sent: instantSchema,
  answerBy: dateSchema.nullable(),
  daysToDeadline: z.number().int().nullable(),
  late: z.boolean(),
  helpBy: dateSchema.nullable(),
  words: z.string().nullable(),
  answeredBy: z.string().nullable(),
  replyReadAt: instantSchema.nullable(),
  timeline: z.array(timelineSchema),
  /** Places it can be forwarded to. */
  others: z.array(otherPlaceSchema),
  may: z.object({ assess: z.boolean(), offer: z.boolean(), finish: z.boolean(), read: z.boolean() }),
})
export type ReferralCase = z.infer<typeof caseSchema>

/** The hospital's answer: codes of Volven 9148 in brackets. */
export const answerSchema = z.discriminatedUnion('kind', [
  /** Right to care, time follows (2). */
  z.object({ kind: z.literal('right'), helpBy: dateSchema, words: words.max(1000) }),
  /** Rejected (4). */
  z.object({ kind: z.literal('reject'), words: words.max(1000) }),
  /** Forwarded (3). */
  z.object({ kind: z.literal('forward'), unit: idSchema, words: words.max(1000) }),
  /** Advice to the referrer (11). */
  z.object({ kind: z.literal('advise'), words: words.max(2000) }),
  /** Over, or settled outside the portal. */
  z.object({ kind: z.literal('finish'), words: words.max(1000) }),
])
export type Answer = z.infer<typeof answerSchema>

/** `POST /api/referrals/office/cases/{id}/answer`, `/read`, `/withdraw` → Moved: after it, the referral may be at another hospital. */
export const answerCaseSchema = z.object({ version: z.string(), answer: answerSchema })
export type AnswerCase = z.infer<typeof answerCaseSchema>

export const movedSchema = z.object({ id: idSchema, state: referralStateSchema })
export type Moved = z.infer<typeof movedSchema>
