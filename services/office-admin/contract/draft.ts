import { z } from '@hono/zod-openapi'
import { changeSchema, contentSchema, dateSchema, faultSchema } from './content.ts'

export const idSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const instantSchema = z.string()

/**
 * draft → submitted → approved → live → replaced. Sent back or taken back: draft again. Before it is live it may be discarded.
 */
export const draftStates = ['draft', 'submitted', 'approved', 'live', 'replaced', 'discarded'] as const
export const draftStateSchema = z.enum(draftStates)
export type DraftState = z.infer<typeof draftStateSchema>

/** A draft, or an approved version that waits for its time. */
export const draftSummarySchema = z.object({
  id: idSchema,
  state: draftStateSchema,
  /** Names of those who have written in it. */
  authors: z.array(z.string()),
  mine: z.boolean(),
  changedAt: instantSchema,
  changes: z.number().int(),
  liveAt: instantSchema.nullable(),
})
export type DraftSummary = z.infer<typeof draftSummarySchema>

/** What citizens have seen: one version of the history, newest first. */
export const versionSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  state: draftStateSchema,
  /** Empty: how it was before the portal kept versions, or another system wrote it. */
  authors: z.array(z.string()),
  approvedBy: z.string().nullable(),
  wentLiveAt: instantSchema,
  changes: z.array(changeSchema),
})
export type Version = z.infer<typeof versionSchema>

/** `GET /api/office-admin` */
export const overviewSchema = z.object({
  today: dateSchema,
  office: z.object({ name: z.string(), phone: z.string() }),
  /** What citizens see now. */
  live: contentSchema,
  drafts: z.array(draftSummarySchema),
  history: z.array(versionSchema),
})
export type Overview = z.infer<typeof overviewSchema>

/** A time somebody has that the draft's template has no room for. It stays; the office moves it. Whose it is stands in the calendar. */
export const conflictSchema = z.object({ doctor: z.string(), start: instantSchema, end: instantSchema })
export type Conflict = z.infer<typeof conflictSchema>

/** `GET /api/office-admin/drafts/{id}` */
export const draftSchema = z.object({
  id: idSchema,
  /** Goes up by one each time it is saved or moved. */
  revision: z.number().int(),
  today: dateSchema,
  office: z.object({ name: z.string(), phone: z.string() }),
  state: draftStateSchema,
  content: contentSchema,
  live: contentSchema,
  /** What citizens see has changed since it was begun. */
  stale: z.boolean(),
  changes: z.array(changeSchema),
  faults: z.array(faultSchema),
  /** Earliest first. */
  conflicts: z.array(conflictSchema),
  authors: z.array(z.string()),
  /** Why it was sent back. */
  comment: z.string().nullable(),
  commentBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  liveAt: instantSchema.nullable(),
  changedAt: instantSchema,
  may: z.object({ edit: z.boolean(), approve: z.boolean(), takeBack: z.boolean(), discard: z.boolean() }),
})
export type Draft = z.infer<typeof draftSchema>

/** From what citizens see now, or from an earlier version. */
export const beginDraftSchema = z.object({ from: z.union([z.literal('live'), idSchema]) })
export type BeginDraft = z.infer<typeof beginDraftSchema>

export const moveSchema = z.object({ revision: z.number().int() })
export type Move = z.infer<typeof moveSchema>
export const saveSchema = moveSchema.extend({ content: contentSchema })
export type Save = z.infer<typeof saveSchema>
export const sendBackSchema = moveSchema.extend({ comment: z.string().trim().max(500) })
export type SendBack = z.infer<typeof sendBackSchema>
/** Null: at once. */
export const approveSchema = moveSchema.extend({ liveAt: z.iso.datetime({ offset: true }).nullable() })
export type Approve = z.infer<typeof approveSchema>
