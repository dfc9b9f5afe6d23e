import { z } from '@hono/zod-openapi'

/** Every refusal of this service; each has a text `hospital-appointments.refusal.<code>` in four languages. */
export const refusalCodes = [
  'not-found',
  /** Reasons of `whyNotSchema`. */
  'not-opened',
  'wrong-type',
  'too-late',
  'moved-enough',
  'over',
  'still-asking',
  /** Somebody else has taken the time. Nothing was changed. */
  'time-taken',
  /** The time is not one that is offered. */
  'not-offered',
  /** The region did not answer before anything was done. Nothing was changed. Params: `phone`. */
  'region-silent',
  /** The region said no. Nothing was changed. Params: `phone`. */
  'region-refused',
  /** Appointments at hospitals are written by the hospital's system alone. */
  'hospital-only',
  /** The clinic belongs to another hospital. */
  'not-your-hospital',
  'clinic-unknown',
  /** Nobody has this identity number. */
  'patient-unknown',
  'no-times',
  /** No referral that this hospital has and that waits for a time. */
  'referral-unknown',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
