import { z } from '@hono/zod-openapi'

export const idSchema = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)
export const instantSchema = z.iso.datetime()
export const dateSchema = z.iso.date()

/** How one meets: `hospital-appointments.type.<type>`. */
export const meetingTypes = ['attendance', 'video', 'phone'] as const
export const meetingTypeSchema = z.enum(meetingTypes)
export type MeetingType = z.infer<typeof meetingTypeSchema>

/** What patients may do by themselves at one clinic. Set by the clinic. */
export const clinicRulesSchema = z.object({
  /** Hours before the start until which a time may be moved. */
  moveHours: z.number().int().min(0).max(720),
  /** Hours before the start until which a time may be cancelled. */
  cancelHours: z.number().int().min(0).max(720),
  /** How many times one appointment may be moved. 0: not at all. */
  maxMoves: z.number().int().min(0).max(20),
  /** Ways of meeting whose times patients choose and move themselves. */
  types: z.array(meetingTypeSchema),
})
export type ClinicRules = z.infer<typeof clinicRulesSchema>

/** Why something may not be done here and now: `hospital-appointments.why.<reason>`. */
export const whyNotSchema = z.enum([
  /** The hospital has not opened for it. */
  'not-opened',
  /** Not for this way of meeting. */
  'wrong-type',
  /** The hour until which it may be done has passed. */
  'too-late',
  /** Moved as often as the clinic allows. */
  'moved-enough',
  /** It is over, cancelled, or under way. */
  'over',
  /** We are still asking the hospital how the last attempt went. */
  'still-asking',
])
export type WhyNot = z.infer<typeof whyNotSchema>

/** May it be done, until when, and otherwise why not. */
export const permissionSchema = z.object({
  allowed: z.boolean(),
  why: whyNotSchema.nullable(),
  until: instantSchema.nullable(),
})
export type Permission = z.infer<typeof permissionSchema>
