import { z } from '@hono/zod-openapi'
import { medicineSchema, wayOutSchema } from './medicine.ts'
import { dateSchema, idSchema, instantSchema, receiptNumberSchema, renewalStateSchema, turnSchema } from './state.ts'

/** What the renewal costs the citizen. Texts: `prescriptions.price.*`. */
export const priceSchema = z.object({
  /** Kroner for each medicine's renewal handled in one request; 0 when free. */
  amount: z.number(),
  currency: z.literal('NOK'),
  free: z.boolean(),
  /** `prescriptions.price.free-<reason>` */
  freeReason: z.enum(['under-16']).nullable(),
  countsTowardsExemptionCard: z.boolean(),
  /** Date the tariff is in force from. */
  validFrom: dateSchema,
})
export type Price = z.infer<typeof priceSchema>

const offeredSchema = medicineSchema.pick({
  id: true,
  name: true,
  strength: true,
  form: true,
  use: true,
  dose: true,
  daysLeft: true,
  runsOutOn: true,
  dispensingsLeft: true,
  validUntil: true,
  renewal: true,
})

/** `GET /api/prescriptions/renewal-offer?medicine=<id>`: all the confirm screen needs, before the press. */
export const renewalOfferSchema = z.object({
  /** The medicine named in the URL, also when it may not be renewed (then `renewal` says why). */
  chosen: z.array(offeredSchema),
  /** Others that may be renewed at the same time. */
  alsoRenewable: z.array(offeredSchema),
  /** Who answers. Null: the citizen has no GP. */
  answeredBy: z.object({ doctor: z.string(), office: z.string(), phone: z.string() }).nullable(),
  /** Sent now, the answer comes by this date. */
  answerBy: dateSchema,
  workingDays: z.number().int(),
  price: priceSchema,
})
export type RenewalOffer = z.infer<typeof renewalOfferSchema>

/** `POST /api/prescriptions/renewals` → receipt. Needs `Idempotency-Key`. All or none: one refusal refuses the whole. */
export const requestRenewalSchema = z.object({
  medicines: z.array(idSchema).min(1).max(20),
  /** A word to the doctor; optional. */
  note: z.string().trim().max(500).optional(),
})
export type RequestRenewal = z.infer<typeof requestRenewalSchema>

export const stepSchema = z.object({ state: renewalStateSchema, at: instantSchema })

export const newPrescriptionSchema = z.object({
  id: idSchema,
  dose: z.string().nullable(),
  amount: z.string().nullable(),
  dispensings: z.number().int().nullable(),
  validUntil: dateSchema.nullable(),
})

/** One medicine of a receipt. */
export const receiptItemSchema = z.object({
  task: idSchema,
  /** Version to send back when withdrawing. */
  version: z.string(),
  medicine: z.object({
    id: idSchema,
    name: z.string(),
    strength: z.string().nullable(),
    form: z.string().nullable(),
  }),
  state: renewalStateSchema,
  /** Oldest first. */
  history: z.array(stepSchema),
  turn: turnSchema,
  late: z.boolean(),
  /** May still be withdrawn: not opened yet. */
  canWithdraw: z.boolean(),
  /** The doctor's own words: why declined, or what the office did outside the portal. */
  explanation: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instantSchema.nullable(),
  /** Handed over to this person. */
  handedTo: z.string().nullable(),
  /** Set when `changed`: what was asked for and what came. */
  changes: z
    .array(
      z.object({ what: z.enum(['dose', 'amount', 'dispensings']), before: z.string().nullable(), after: z.string() }),
    )
    .nullable(),
  newPrescription: newPrescriptionSchema.nullable(),
})
export type ReceiptItem = z.infer<typeof receiptItemSchema>

/** `GET /api/prescriptions/receipts/{receipt}` */
export const receiptSchema = z.object({
  receipt: receiptNumberSchema,
  sent: instantSchema,
  answerBy: dateSchema,
  late: z.boolean(),
  /** The most pressing turn of all items. */
  turn: turnSchema,
  note: z.string().nullable(),
  office: z.string().nullable(),
  wayOut: wayOutSchema,
  items: z.array(receiptItemSchema),
  price: priceSchema,
})
export type Receipt = z.infer<typeof receiptSchema>

/** `POST /api/prescriptions/renewals/{task}/withdraw` → receipt. Possible until the office opens it. */
export const withdrawRenewalSchema = z.object({ version: z.string().optional() })
export type WithdrawRenewal = z.infer<typeof withdrawRenewalSchema>
