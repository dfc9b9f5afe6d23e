import { z } from '@hono/zod-openapi'

export const dateSchema = z.iso.date()
/** A FHIR id. */
export const idSchema = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)
/** Word of the URL: `fornyelse`, `e-konsultasjon`. */
export const kindSchema = z.string().regex(/^[a-zæøå-]{1,40}$/)
export const textRefSchema = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** One thing that waits. An allow-list: what a contribution says beyond this stays in the server. */
export const workItemSchema = z.object({
  id: idSchema,
  kind: kindSchema,
  /** Whose refusals and case it has. */
  service: z.string(),
  version: z.string(),
  /** The same for all items of one patient, at this office only; no key to anything. */
  person: z.string(),
  title: textRefSchema,
  detail: textRefSchema.optional(),
  patient: z.object({ name: z.string(), age: z.number().int().nullable(), birthDate: dateSchema.nullable() }),
  sent: z.iso.datetime(),
  answerBy: dateSchema.nullable(),
  daysToDeadline: z.number().int().nullable(),
  late: z.boolean(),
  state: textRefSchema,
  mine: z.boolean(),
  doctor: z.string().nullable(),
  handedTo: z.object({ practitioner: idSchema, name: z.string() }).nullable(),
  openedBy: z.string().nullable(),
  unreadByPatient: z.boolean(),
  bulk: z.array(z.string()),
  /** Names of others at the office who look at it now. */
  lookingNow: z.array(z.string()),
})
export type WorkItem = z.infer<typeof workItemSchema>

/** `GET /api/work-queue/list`: late first, then by deadline, then what has none. */
export const workListSchema = z.object({
  office: z.object({ id: idSchema, name: z.string() }),
  /** What may be in the list for this person, with a text key each. */
  kinds: z.array(z.object({ kind: kindSchema, title: z.string() })),
  items: z.array(workItemSchema),
  /** Kinds whose source did not answer now: their rows are missing. */
  missing: z.array(z.object({ kind: kindSchema, title: z.string() })),
  waiting: z.number().int(),
  late: z.number().int(),
  /** The stamp the list was read under. */
  stamp: z.string(),
  /** Doctors and other health personnel begin with their own; the secretary with all. */
  answers: z.boolean(),
})
export type WorkList = z.infer<typeof workListSchema>

/** `GET /api/work-queue/stamp`: changes when the list does. */
export const stampSchema = z.object({ stamp: z.string() })
export type Stamp = z.infer<typeof stampSchema>

/** `POST /api/work-queue/presence`: said again every ten seconds while a case is open. */
export const presenceSchema = z.object({ kind: kindSchema, id: idSchema, leaving: z.boolean() })
export type Presence = z.infer<typeof presenceSchema>
export const othersSchema = z.object({ others: z.array(z.string()) })
export type Others = z.infer<typeof othersSchema>
