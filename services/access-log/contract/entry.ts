import { z } from '@hono/zod-openapi'
import { topicSchema } from './topic.ts'

/** Who looked (`access-log.role.<role>`). `your-app`: an app the citizen lets in. `portal`: Lomma itself, without any person. */
export const roles = ['you', 'person', 'health-personnel', 'office-worker', 'system', 'your-app', 'portal'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** What was done (`access-log.act.<act>`). */
export const acts = ['read', 'create', 'update', 'delete'] as const
export const actSchema = z.enum(acts)
export type Act = z.infer<typeof actSchema>

/** Why (`access-log.purpose.<purpose>`). */
export const purposes = ['SELF', 'TREAT', 'HOPERAT', 'ETREAT', 'SYSADMIN'] as const
export const purposeSchema = z.enum(purposes)

/** One look-up: what one actor did with the record in one go. */
export const lookUpSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  role: roleSchema,
  /** Name of the person or the system; null for the portal itself. */
  name: z.string().nullable(),
  organization: z.string().nullable(),
  acts: z.array(actSchema),
  topics: z.array(topicSchema),
  purpose: purposeSchema,
  /** In the person's own words, where the relation alone does not explain the look-up. */
  reason: z.string().nullable(),
})
export type LookUp = z.infer<typeof lookUpSchema>

/** Whose look-ups to show. `persons` and `systems` leave the own ones out. */
export const whoSchema = z.enum(['all', 'persons', 'systems'])
export type Who = z.infer<typeof whoSchema>

/** Where to go on: time and id of the last line seen. */
export const cursorSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z\|[0-9a-f-]{36}$/)

export const entriesQuerySchema = z.object({
  cursor: cursorSchema.optional(),
  who: whoSchema.default('all'),
  /** `true`: the own look-ups as well. */
  own: z.enum(['true', 'false']).default('false'),
})

/** `GET /api/access-log/entries?cursor=&who=&own=`: newest first. `next` null: there is nothing older. */
export const entriesSchema = z.object({ entries: z.array(lookUpSchema), next: cursorSchema.nullable() })
export type Entries = z.infer<typeof entriesSchema>
