import { z } from '@hono/zod-openapi'
import { beginThreadSchema } from '@lomma/platform/thread'

/** What can be asked for, as codes of the Task, and what each is about. */
export const requestItems = {
  'lab-sample': ['blood', 'urine', 'agreed'],
  'vaccine-order': ['influenza', 'covid', 'tetanus', 'travel'],
  'video-start': ['today', 'later'],
  'journal-copy': ['all', 'last-year', 'one-visit'],
} as const
export type RequestKind = keyof typeof requestItems

export const requestKinds = [
  'lab-sample',
  'vaccine-order',
  'video-start',
  'journal-copy',
] as const satisfies readonly RequestKind[]

/** `POST /gp-requests/threads`: which, what of it, and words if any. */
export const sendRequestSchema = beginThreadSchema.extend({
  kind: z.enum(requestKinds),
  items: z.array(z.string().max(40)).max(6),
})
export type SendRequest = z.infer<typeof sendRequestSchema>

/** Every refusal of its own; those of conversations are the platform's. */
export const refusalCodes = [
  /** Something that cannot be asked for under this kind, or nothing. */
  'item-unknown',
] as const
export type RefusalCode = (typeof refusalCodes)[number]
