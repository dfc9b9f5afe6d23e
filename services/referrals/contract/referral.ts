import { z } from '@hono/zod-openapi'
import {
  dateSchema,
  idSchema,
  instantSchema,
  lateSchema,
  prioritySchema,
  referralStateSchema,
  referralStepSchema,
  turnSchema,
} from './state.ts'

/** Line for those who need advice about their rights, where the unit does not answer: Helfo, the national guidance line. */
export const helfoPhone = '23 32 70 00'

export const unitSchema = z.object({ name: z.string(), hospital: z.string(), phone: z.string().nullable() })
export type Unit = z.infer<typeof unitSchema>

export const summarySchema = z.object({
  id: idSchema,
  /** What the referral is for. */
  title: z.string(),
  state: referralStateSchema,
  open: z.boolean(),
  unit: unitSchema,
  turn: turnSchema,
  sent: instantSchema,
  /** Last day for the assessment; null when it has been made. */
  assessBy: dateSchema.nullable(),
  /** Last day for care to begin, where there is a right to it. */
  helpBy: dateSchema.nullable(),
  late: lateSchema.nullable(),
})
export type ReferralSummary = z.infer<typeof summarySchema>

/** `GET /api/referrals` */
export const listSchema = z.object({ now: instantSchema, referrals: z.array(summarySchema) })
export type ReferralList = z.infer<typeof listSchema>

/** A place that gives the same treatment. */
export const placeSchema = z.object({
  unit: idSchema,
  name: z.string(),
  hospital: z.string(),
  city: z.string(),
  /** Expected weeks until it begins; null: not said. */
  weeks: z.number().int().nullable(),
  /** The day the waiting time was said. */
  asOf: dateSchema.nullable(),
  /** The referral is here now. */
  here: z.boolean(),
})
export type Place = z.infer<typeof placeSchema>

export const timelineSchema = z.object({
  step: referralStepSchema,
  at: instantSchema,
  /** The unit it was at, or went to. */
  place: z.string().nullable(),
})
export type TimelineStep = z.infer<typeof timelineSchema>

/** `GET /api/referrals/{id}` */
export const referralSchema = summarySchema.extend({
  version: z.string(),
  today: dateSchema,
  priority: prioritySchema,
  /** Why the doctor refers, and what is asked for: the patient's own record. */
  reason: z.string().nullable(),
  question: z.string().nullable(),
  /** Who sent it. */
  referrer: z.object({ name: z.string(), office: z.string().nullable(), phone: z.string().nullable() }),
  timeline: z.array(timelineSchema),
  /** What the hospital wrote. */
  words: z.string().nullable(),
  answeredBy: z.string().nullable(),
  /** Times that rest on this referral. */
  appointments: z.array(z.object({ id: idSchema, status: z.string(), starts: instantSchema.nullable() })),
  /** What to do now that a deadline has passed, in order. */
  way: z.array(z.enum(['call-unit', 'call-helfo'])),
  may: z.object({ choose: z.boolean(), undo: z.boolean(), withdraw: z.boolean() }),
  /** Where it came from, while that can be undone. */
  previous: z.object({ name: z.string(), hospital: z.string() }).nullable(),
  /** Places to choose among, shortest wait first; empty when nothing may be chosen. */
  places: z.array(placeSchema),
  /** The day the new place will have to answer by, were it chosen today. */
  newAnswerBy: dateSchema,
})
export type Referral = z.infer<typeof referralSchema>

/** `POST /api/referrals/{id}/place` → Referral: sent on to the place. Needs `Idempotency-Key`. */
export const choosePlaceSchema = z.object({ unit: idSchema, version: z.string() })
export type ChoosePlace = z.infer<typeof choosePlaceSchema>

/** `POST /api/referrals/{id}/undo` and `/withdraw` → Referral */
export const versionSchema = z.object({ version: z.string() })
export type Versioned = z.infer<typeof versionSchema>
