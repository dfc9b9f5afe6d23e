import { z } from '@hono/zod-openapi'

export const languageSchema = z.enum(['nb', 'nn', 'se', 'en'])
export type Language = z.infer<typeof languageSchema>

/** The language of a signed-in person: citizen, practitioner or office worker. */
export const languageChoiceSchema = z.object({ language: languageSchema })
export type LanguageChoice = z.infer<typeof languageChoiceSchema>
