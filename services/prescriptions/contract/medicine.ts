import { z } from '@hono/zod-openapi'
import { renewalReasonSchema } from './refusal.ts'
import { dateSchema, idSchema, instantSchema, receiptNumberSchema, renewalStateSchema } from './state.ts'

/** Whom to call when the screen cannot help. */
export const wayOutSchema = z.object({ office: z.string().nullable(), phone: z.string().nullable() })
export type WayOut = z.infer<typeof wayOutSchema>

export const textParamsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

/** May this medicine be renewed here and now; if not, why, and what to do instead. */
export const renewabilitySchema = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({
    allowed: z.literal(false),
    reason: renewalReasonSchema,
    params: textParamsSchema,
    wayOut: wayOutSchema,
  }),
])
export type Renewability = z.infer<typeof renewabilitySchema>

/**
 * Two medicines to be aware of together. Text: `prescriptions.interaction.<key>`, filled with `a` and `b` (names).
 * `ask`: talk with doctor or pharmacist. `know`: good to know, nothing to do now.
 */
export const interactionSchema = z.object({
  key: z.string(),
  weight: z.enum(['ask', 'know']),
  withMedicine: z.object({ id: idSchema, name: z.string() }),
  source: z.string(),
})
export type Interaction = z.infer<typeof interactionSchema>

/** An open renewal of a medicine, as the list shows it. */
export const openRenewalSchema = z.object({
  task: idSchema,
  receipt: receiptNumberSchema,
  state: renewalStateSchema,
  since: instantSchema,
  answerBy: dateSchema,
  late: z.boolean(),
})

/** How much, how often, as numbers: 1 (unit) 2 times in 1 d. Units of time are UCUM: h d wk mo. */
export const dosePlanSchema = z.object({
  amount: z.number().nullable(),
  unit: z.string().nullable(),
  times: z.number(),
  period: z.number(),
  per: z.enum(['h', 'd', 'wk', 'mo']),
  asNeeded: z.boolean(),
})
export type DosePlan = z.infer<typeof dosePlanSchema>

/** One medicine: successive prescriptions of the same thing are one item. Null = not known, never a guess. */
export const medicineSchema = z.object({
  /** Id of the newest prescription; ids of older ones open the same medicine. */
  id: idSchema,
  name: z.string(),
  strength: z.string().nullable(),
  form: z.string().nullable(),
  atc: z.string().nullable(),
  /** What it is for, as the prescriber wrote it. */
  use: z.string().nullable(),
  /** How to take it, as the prescriber wrote it. */
  dose: z.string().nullable(),
  /** When nobody wrote words but numbers: text `prescriptions.dose.plan`. */
  dosePlan: dosePlanSchema.nullable(),
  /** `ended`: stopped by the doctor or finished. `expired`: valid until has passed. */
  status: z.enum(['active', 'expired', 'ended']),
  dispensingsLeft: z.number().int().nullable(),
  dispensingsTotal: z.number().int().nullable(),
  /** Text of the amount each dispensing gives: `100 tabletter`. */
  amount: z.string().nullable(),
  validUntil: dateSchema.nullable(),
  /** Days the last dispensed package still lasts, as of today. 0 = used up. */
  daysLeft: z.number().int().nullable(),
  runsOutOn: dateSchema.nullable(),
  /** `low`: 14 days or less in the house and nothing left to collect, or the prescription expires within 30 days. */
  supply: z.enum(['plenty', 'low', 'out', 'unknown']),
  prescribedBy: z.string().nullable(),
  prescribedOn: dateSchema.nullable(),
  lastDispensed: z.object({ on: dateSchema, where: z.string().nullable() }).nullable(),
  /** Packed in dose bags by the pharmacy. */
  multidose: z.boolean(),
  /** The citizen's parents do not see it (NORN_FORANS). */
  keptFromParents: z.boolean(),
  /** Who holds the fact, and when it was last written. */
  source: z.object({ name: z.string(), at: instantSchema }),
  openRenewal: openRenewalSchema.nullable(),
  renewal: renewabilitySchema,
  interactions: z.array(interactionSchema),
})
export type Medicine = z.infer<typeof medicineSchema>

/** A medicine that is not used any more. */
export const pastMedicineSchema = medicineSchema.pick({
  id: true,
  name: true,
  strength: true,
  form: true,
  use: true,
  status: true,
  prescribedBy: true,
  prescribedOn: true,
  validUntil: true,
  lastDispensed: true,
  keptFromParents: true,
  source: true,
  renewal: true,
})
export type PastMedicine = z.infer<typeof pastMedicineSchema>

/** `GET /api/prescriptions/medicines`. Active: those to renew first, then by name. Past: newest first. */
export const medicineListSchema = z.object({
  today: dateSchema,
  active: z.array(medicineSchema),
  past: z.array(pastMedicineSchema),
  /** How many of the active may be renewed now: the button "renew several". */
  renewable: z.number().int(),
  wayOut: wayOutSchema,
})
export type MedicineList = z.infer<typeof medicineListSchema>

export const prescriptionEntrySchema = z.object({
  id: idSchema,
  prescribedOn: dateSchema.nullable(),
  prescribedBy: z.string().nullable(),
  dose: z.string().nullable(),
  amount: z.string().nullable(),
  validUntil: dateSchema.nullable(),
  status: z.enum(['active', 'expired', 'ended']),
})
export const dispensingEntrySchema = z.object({
  id: idSchema,
  on: dateSchema.nullable(),
  where: z.string().nullable(),
  amount: z.string().nullable(),
  days: z.number().int().nullable(),
})

/** `GET /api/prescriptions/medicines/{id}`: one page a medicine. Newest first in each list. */
export const medicineDetailSchema = z.object({
  today: dateSchema,
  medicine: medicineSchema,
  prescriptions: z.array(prescriptionEntrySchema),
  dispensings: z.array(dispensingEntrySchema),
  renewals: z.array(
    z.object({ receipt: receiptNumberSchema, state: renewalStateSchema, sent: instantSchema, late: z.boolean() }),
  ),
})
export type MedicineDetail = z.infer<typeof medicineDetailSchema>
