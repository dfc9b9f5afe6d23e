import { z } from '@hono/zod-openapi'

/** Every refusal of this service; each has a text `work-queue.refusal.<code>` in four languages. */
export const refusalCodes = [
  /** The item is not in the person's queue. */
  'not-found',
  /** A template names a fact that no patient has. Params: `fact`. */
  'unknown-fact',
  /** A template without a name or without words in bokmål. */
  'template-empty',
  /** Somebody else has changed the template meanwhile. */
  'changed-meanwhile',
  /** The office has as many templates as it may. */
  'too-many',
] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
