import { z } from '@hono/zod-openapi'

export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const idSchema = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/)

/** The services of an office, as in `@lomma/platform/registers`. */
export const serviceKindSchema = z.enum([
  'appointment',
  'video',
  'e-consultation',
  'renewal',
  'contact',
  'lab-sample',
  'vaccine',
  'journal-copy',
])
export type ServiceKind = z.infer<typeof serviceKindSchema>

const personSchema = z.object({ practitioner: idSchema, name: z.string() })

/** One absence. No kinds: the stand-in has the whole list, and every service is open. */
export const absenceSchema = z.object({
  id: idSchema,
  role: idSchema,
  doctor: z.string(),
  from: dateSchema,
  until: dateSchema,
  kinds: z.array(serviceKindSchema),
  standIn: personSchema.nullable(),
  /** It holds today. */
  now: z.boolean(),
  /** The person signed in may change and end it. */
  mayChange: z.boolean(),
})
export type Absence = z.infer<typeof absenceSchema>

/** `GET /api/absence`: the office's absences, by first day. */
export const absencesSchema = z.object({
  today: dateSchema,
  office: z.object({ name: z.string(), phone: z.string() }),
  /** What the office offers now, and so what can be closed. */
  services: z.array(serviceKindSchema),
  /** For whom the person may register; the person's own first. */
  doctors: z.array(
    personSchema.extend({ role: idSchema, version: z.string(), own: z.boolean(), colleagues: z.array(personSchema) }),
  ),
  /** Now and ahead. */
  absences: z.array(absenceSchema),
  /** Over since less than a year; latest first. */
  past: z.array(absenceSchema),
})
export type Absences = z.infer<typeof absencesSchema>

export const writeAbsenceSchema = z.object({
  role: idSchema,
  /** Of the role, as the screen read it. */
  version: z.string(),
  from: dateSchema,
  until: dateSchema,
  kinds: z.array(serviceKindSchema),
  standIn: idSchema.nullable(),
})
export type WriteAbsence = z.infer<typeof writeAbsenceSchema>

export const endAbsenceSchema = writeAbsenceSchema.pick({ role: true, version: true })
export type EndAbsence = z.infer<typeof endAbsenceSchema>
