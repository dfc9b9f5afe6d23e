import { z } from '@hono/zod-openapi'

/** What a template may fill in: `{fornavn}` in the office's own words, whichever language. */
export const templateFacts = ['fornavn', 'navn', 'lege', 'kontor', 'telefon', 'frist', 'avsender'] as const
export type TemplateFact = (typeof templateFacts)[number]

/** What a template is for. Cases ask for their own. */
export const templateUses = ['reply', 'decline', 'outside'] as const
export const templateUseSchema = z.enum(templateUses)
export type TemplateUse = z.infer<typeof templateUseSchema>

/** The words in four languages. The patient's language picks; what is not written falls back to bokmål. */
export const templateTextsSchema = z.object({
  nb: z.string().trim().max(1000),
  nn: z.string().trim().max(1000),
  se: z.string().trim().max(1000),
  en: z.string().trim().max(1000),
})

/** `POST /api/work-queue/templates` and `PUT /api/work-queue/templates/{id}`. */
export const writeTemplateSchema = z.object({
  name: z.string().trim().max(80),
  /** Kinds of items it is for; empty: all. */
  kinds: z.array(z.string().max(40)).max(20),
  /** Empty: any. */
  uses: z.array(templateUseSchema).max(templateUses.length),
  texts: templateTextsSchema,
  /** Of the template as it was read; 0 for a new one. */
  version: z.number().int().min(0),
})
export type WriteTemplate = z.infer<typeof writeTemplateSchema>

export const templateSchema = writeTemplateSchema.extend({
  id: z.uuid(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
})
export type Template = z.infer<typeof templateSchema>

/** `GET /api/work-queue/templates` */
export const templateListSchema = z.object({
  templates: z.array(templateSchema),
  kinds: z.array(z.object({ kind: z.string(), title: z.string() })),
})
export type TemplateList = z.infer<typeof templateListSchema>

/** `GET /api/work-queue/items/{kind}/{id}/templates`: filled in for this patient. */
export const filledTemplatesSchema = z.object({
  templates: z.array(
    z.object({ id: z.string(), name: z.string(), uses: z.array(templateUseSchema), text: z.string() }),
  ),
})
export type FilledTemplates = z.infer<typeof filledTemplatesSchema>
