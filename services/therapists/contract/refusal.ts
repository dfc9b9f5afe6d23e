import { z } from '@hono/zod-openapi'

/** Each has a text `therapists.refusal.<code>` in four languages; those of conversations are the platform's. */
export const refusalCodes = ['not-found'] as const
export const refusalCodeSchema = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCodeSchema>
