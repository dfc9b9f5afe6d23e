import { z } from '@hono/zod-openapi'

/** What a GP office may offer in the portal, in the order people ask for it. */
export const serviceKinds = [
  'appointment',
  'renewal',
  'e-consultation',
  'contact',
  'video',
  'lab-sample',
  'vaccine',
  'journal-copy',
] as const
export const serviceKindSchema = z.enum(serviceKinds)
export type ServiceKind = z.infer<typeof serviceKindSchema>

/** Hours of the days in `days` (1 = Monday), as `HH:MM` in Oslo. */
export const openingHoursSchema = z.object({ days: z.array(z.number()), opens: z.string(), closes: z.string() })
export type OpeningHours = z.infer<typeof openingHoursSchema>

/** Does somebody answer the phone now? */
export const phoneStateSchema = z.discriminatedUnion('open', [
  z.object({ open: z.literal(true), closes: z.string() }),
  /** `opens`: the next instant; null when the office has not said its hours. */
  z.object({ open: z.literal(false), opens: z.string().nullable() }),
])
export type PhoneState = z.infer<typeof phoneStateSchema>

/** A service that one doctor does not give for a while. */
export const closedSchema = z.object({
  /** Last closed day; null when nobody has said until when. */
  until: z.string().nullable(),
  standIn: z.string().nullable(),
})
export type Closed = z.infer<typeof closedSchema>

export const gpServiceSchema = z.object({
  kind: serviceKindSchema,
  offered: z.boolean(),
  /** Where the citizen uses it. */
  href: z.string(),
  /** In the office's own words. */
  note: z.string().nullable(),
  /** Kroner; 0 is free; null is not said. */
  price: z.number().nullable(),
  answerDays: z.number().nullable(),
  closed: closedSchema.nullable(),
})
export type GpService = z.infer<typeof gpServiceSchema>

export const gpSchema = z.object({
  doctor: z.string(),
  substitute: z.object({ doctor: z.string(), until: z.string().nullable() }).nullable(),
  office: z.object({
    name: z.string(),
    phone: z.string(),
    /** Null when it is not known. */
    address: z.array(z.string()).nullable(),
    openingHours: z.array(openingHoursSchema),
    phoneState: phoneStateSchema,
  }),
  notices: z.array(z.object({ text: z.string(), until: z.string().nullable() })),
  services: z.array(gpServiceSchema),
  /** The office's other doctors. */
  colleagues: z.array(z.string()),
})
export type Gp = z.infer<typeof gpSchema>

export const gpPageSchema = z.object({
  /** Null when the citizen is on no list, or the register is silent. */
  gp: gpSchema.nullable(),
  /** The register of GPs did not answer. */
  silent: z.boolean(),
})
export type GpPage = z.infer<typeof gpPageSchema>
