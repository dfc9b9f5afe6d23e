import { z } from '@hono/zod-openapi'

/** How one meets: `appointments.mode.<mode>`. */
export const modes = ['attendance', 'video', 'phone'] as const
export const modeSchema = z.enum(modes)
export type Mode = z.infer<typeof modeSchema>

/** Where an appointment stands, in the words people see: `appointments.state.<state>`. */
export const states = ['booked', 'pending', 'proposed', 'waiting', 'arrived', 'done', 'missed', 'cancelled'] as const
export const stateSchema = z.enum(states)
export type State = z.infer<typeof stateSchema>

/** Who did something with it: `appointments.by.<by>`. */
export const bySchema = z.enum(['citizen', 'office', 'system'])
export type By = z.infer<typeof bySchema>

/** What has happened with it, oldest first: `appointments.step.<what>`. */
export const stepKinds = [
  'booked',
  'moved',
  'mode-changed',
  'cancelled',
  'waiting',
  'offered',
  'missed',
  'arrived',
] as const
export const stepSchema = z.object({ what: z.enum(stepKinds), at: z.iso.datetime(), by: bySchema })
export type Step = z.infer<typeof stepSchema>

/** Parts of the day a wish may name, by the clock in Oslo: until 10, 10 to 13, from 13. */
export const dayParts = ['early', 'midday', 'late'] as const
export const dayPartSchema = z.enum(dayParts)
export type DayPart = z.infer<typeof dayPartSchema>

/** A calendar date in Oslo. */
export const dateSchema = z.iso.date()
/** An instant, UTC. */
export const instantSchema = z.iso.datetime()
/** A FHIR id. */
export const idSchema = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)
/** A time of day in Oslo. */
export const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What a place is that everybody may book at, as in `@lomma/platform/registers`; others are the GP's office. */
export const practiceSchema = z.enum(['physiotherapist', 'manual-therapist', 'specialist'])
export type PracticeKind = z.infer<typeof practiceSchema>
