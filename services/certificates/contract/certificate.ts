import { z } from '@hono/zod-openapi'
import { vaccineSchema } from './vaccine.ts'

/** Number of a certificate, to quote: `7K3M-92QF-XA4D`. It is the card's revocation id too, and says nothing of the person. */
export const certificateNumberSchema = z.string().regex(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/)

export const certificateStates = ['valid', 'expired', 'withdrawn'] as const
export const certificateStateSchema = z.enum(certificateStates)
export type CertificateState = z.infer<typeof certificateStateSchema>

const instant = z.iso.datetime({ offset: true })

/** One certificate that was made. */
export const certificateSchema = z.object({
  number: certificateNumberSchema,
  issued: instant,
  /** The instant from which it no longer holds. */
  validUntil: instant,
  state: certificateStateSchema,
  /** `you` took it back, or the `record` has changed since. */
  withdrawn: z.object({ at: instant, by: z.enum(['you', 'record']) }).nullable(),
  /** The app that made it on the citizen's behalf; null when it was made here. */
  app: z.string().nullable(),
  /** How many vaccines it holds. */
  vaccines: z.number().int(),
})
export type Certificate = z.infer<typeof certificateSchema>

/** `GET /api/certificates`: what can be chosen among, newest first, and what was made before, newest first. */
export const certificateListSchema = z.object({
  vaccines: z.array(vaccineSchema),
  certificates: z.array(certificateSchema),
})
export type CertificateList = z.infer<typeof certificateListSchema>

/** `POST /api/certificates`. */
export const issueCertificateSchema = z.object({ vaccines: z.array(z.string().min(1).max(64)).min(1).max(200) })
export type IssueCertificate = z.infer<typeof issueCertificateSchema>

/** What a valid certificate shows. */
export const paperSchema = z.object({
  name: z.string(),
  birthDate: z.iso.date(),
  /** Signed cards (JWS), each small enough for one QR code, with the vaccines it holds. */
  cards: z.array(z.object({ jws: z.string(), vaccines: z.array(vaccineSchema) })),
})
export type Paper = z.infer<typeof paperSchema>

/** `GET /api/certificates/{number}`. No paper when it no longer holds. */
export const certificateDetailSchema = certificateSchema.extend({ paper: paperSchema.nullable() })
export type CertificateDetail = z.infer<typeof certificateDetailSchema>

/** `POST /api/certificates/{number}/withdraw`. */
export const withdrawCertificateSchema = z.object({})
