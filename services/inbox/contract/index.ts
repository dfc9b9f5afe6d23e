import { z } from '@hono/zod-openapi'

const textRefSchema = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** One line of the inbox as a service tells it: the allow-list of what may get out. */
export const inboxItemSchema = z.object({
  id: z.string().min(1).max(200),
  kind: z.enum(['thread', 'letter', 'receipt', 'event']),
  title: textRefSchema,
  detail: textRefSchema.optional(),
  from: z.string(),
  at: z.string(),
  unread: z.boolean(),
  href: z.string(),
  whoseTurn: z.enum(['you', 'them']).nullish(),
  state: textRefSchema.optional(),
  searchText: z.string().optional(),
})
export type Item = z.infer<typeof inboxItemSchema>

/** The same with what the inbox itself remembers. */
export const entrySchema = inboxItemSchema.extend({ archived: z.boolean() })
export type Entry = z.infer<typeof entrySchema>

/** How many years back the inbox looks; more only when asked for. */
export const yearsSchema = z.coerce.number().int().min(1).max(10).default(1)

export const inboxSchema = z.object({
  /** Unread first, then newest first. Archived ones too: the screen folds them away. */
  entries: z.array(entrySchema),
  since: z.string(),
  /** Ids of the services that did not answer: their lines may be missing. */
  missing: z.array(z.string()),
})
export type Inbox = z.infer<typeof inboxSchema>

const idsSchema = z.array(z.string().min(1).max(200)).min(1).max(500)

/** Marks lines as opened. */
export const readCommandSchema = z.object({ ids: idsSchema })
export type ReadCommand = z.infer<typeof readCommandSchema>

/** Puts lines away, or back again. */
export const archiveCommandSchema = z.object({ ids: idsSchema, archived: z.boolean() })
export type ArchiveCommand = z.infer<typeof archiveCommandSchema>

export const doneSchema = z.object({ ids: z.array(z.string()), archived: z.boolean().optional() })
export type Done = z.infer<typeof doneSchema>

/** What is unread now: the badge, and which addresses clear it. */
export const badgeSchema = z.object({
  /** Unread threads and letters. */
  messages: z.number().int(),
  /** Unread events. */
  events: z.number().int(),
  /** The newest unread message: one click from the front page when it is the only one. */
  newest: z.object({ href: z.string(), from: z.string() }).nullable(),
  /** Unread events: opening the address of one marks it as read. */
  opens: z.array(z.object({ id: z.string(), href: z.string() })),
})
export type Badge = z.infer<typeof badgeSchema>

/** A sign that is another whenever something has come or changed. */
export const arrivalSchema = z.object({ mark: z.string() })
export type Arrival = z.infer<typeof arrivalSchema>

/** Ids as FHIR has them. */
export const letterIdSchema = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)

export const letterViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  from: z.string(),
  at: z.string(),
  readAt: z.string().nullable(),
  text: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      /** The file itself, base64; null when it is kept apart. */
      data: z.string().nullable(),
      /** Id of a file kept apart: `/api/files/<id>`. */
      file: z.string().nullable(),
    }),
  ),
})
export type LetterView = z.infer<typeof letterViewSchema>

/** Why a letter is not taken in, opened or changed. */
export const refusalCodes = [
  'not-found',
  /** `expression` names what is missing. */
  'letter-incomplete',
  /** What was sent is not changed or taken back. */
  'letter-stays',
  'not-for-role',
] as const
export type RefusalCode = (typeof refusalCodes)[number]
