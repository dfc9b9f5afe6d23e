import { z } from '@hono/zod-openapi'
import { dispensingEntrySchema, interactionSchema, prescriptionEntrySchema, textParamsSchema } from './medicine.ts'
import { newPrescriptionSchema, stepSchema } from './renewal.ts'
import { dateSchema, idSchema, instantSchema, receiptNumberSchema, renewalStateSchema } from './state.ts'

const personSchema = z.object({ practitioner: idSchema, name: z.string() })

/** Word of the renewals in the office's queue: `/kontor/sak/fornyelse/:id`. */
export const renewalKind = 'fornyelse'

/** What every view of a renewal at the office begins with. */
const renewalHeadSchema = z.object({
  task: idSchema,
  version: z.string(),
  receipt: receiptNumberSchema,
  state: renewalStateSchema,
  sent: instantSchema,
  answerBy: dateSchema,
  /** Whole days until the deadline; negative when late. */
  daysToDeadline: z.number().int(),
  late: z.boolean(),
  patient: z.object({ name: z.string(), age: z.number().int().nullable(), birthDate: dateSchema.nullable() }),
  /** Null for a secretary: medicines are health data the task does not need (helsepersonelloven § 25). */
  medicine: z.object({ name: z.string(), strength: z.string().nullable(), form: z.string().nullable() }).nullable(),
  /** Renewals the same person sent together. */
  sentTogether: z.number().int(),
  /** The patient's own doctor. */
  doctor: z.string().nullable(),
  /** On my list or handed to me. */
  mine: z.boolean(),
  handedTo: personSchema.nullable(),
  openedBy: z.string().nullable(),
  hasNote: z.boolean(),
})
export type RenewalHead = z.infer<typeof renewalHeadSchema>

/** A fact of the record with its date. */
export const factSchema = z.object({ text: z.string(), on: dateSchema.nullable() })
export const measurementSchema = z.object({
  /** `prescriptions.measurement.<kind>` where known. */
  kind: z.enum(['kidney', 'inr', 'blood-pressure', 'hba1c', 'potassium', 'weight', 'tsh', 'cholesterol', 'other']),
  name: z.string(),
  value: z.string(),
  on: dateSchema.nullable(),
  abnormal: z.boolean(),
})

/** Clinical history a doctor needs; a secretary gets null in its place. */
export const historySchema = z.object({
  prescriptions: z.array(prescriptionEntrySchema),
  dispensings: z.array(dispensingEntrySchema),
  otherMedicines: z.array(
    z.object({ id: idSchema, name: z.string(), strength: z.string().nullable(), dose: z.string().nullable() }),
  ),
  interactions: z.array(interactionSchema),
  allergies: z.array(factSchema),
  conditions: z.array(factSchema),
  measurements: z.array(measurementSchema),
  earlierRenewals: z.array(
    z.object({ task: idSchema, state: renewalStateSchema, sent: instantSchema, explanation: z.string().nullable() }),
  ),
})
export type History = z.infer<typeof historySchema>

/** `GET /api/prescriptions/office/renewals/{task}` – reading does not open it; the screen posts `open`. */
export const officeRenewalSchema = renewalHeadSchema.extend({
  today: dateSchema,
  /** What the person signed in may do. Secretaries hand over and close; doctors also answer. */
  may: z.object({ answer: z.boolean(), handOver: z.boolean(), closeOutside: z.boolean() }),
  steps: z.array(stepSchema),
  note: z.string().nullable(),
  use: z.string().nullable(),
  dose: z.string().nullable(),
  amount: z.string().nullable(),
  /** Number of dispensings the present prescription gave in all; what an unchanged renewal gives again. */
  dispensings: z.number().int().nullable(),
  validUntil: dateSchema.nullable(),
  daysLeft: z.number().int().nullable(),
  history: historySchema.nullable(),
  explanation: z.string().nullable(),
  answeredBy: z.string().nullable(),
  newPrescription: newPrescriptionSchema.nullable(),
  colleagues: z.array(personSchema),
  /** Other open renewals sent together, to answer next. */
  siblings: z.array(idSchema),
})
export type OfficeRenewal = z.infer<typeof officeRenewalSchema>

/**
 * `POST /api/prescriptions/office/renewals/{task}/decision` → OfficeRenewal. Needs `Idempotency-Key`.
 * Undo: the screen holds a decision for 10 s before it sends it; once sent it stands.
 */
export const decisionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approve') }),
  z.object({
    kind: z.literal('change'),
    dose: z.string().trim().min(1).max(500).optional(),
    /** Amount of each dispensing, in the unit it had (tablets, pens). */
    quantity: z.number().positive().max(10_000).optional(),
    /** Dispensings in all. */
    dispensings: z.number().int().min(1).max(12).optional(),
    /** A word to the patient about the change. */
    explanation: z.string().trim().max(1000).optional(),
  }),
  z.object({ kind: z.literal('decline'), reason: z.string().trim().max(1000) }),
  /** Solved outside the portal; the words are shown to the citizen. */
  z.object({ kind: z.literal('outside'), explanation: z.string().trim().max(1000) }),
])
export type Decision = z.infer<typeof decisionSchema>
export const decideRenewalSchema = z.object({ version: z.string(), decision: decisionSchema })
export type DecideRenewal = z.infer<typeof decideRenewalSchema>

/** `POST /api/prescriptions/office/renewals/{task}/open` → OfficeRenewal. Opening an opened one changes nothing. */
export const openRenewalCommandSchema = z.object({ version: z.string() })
/** `POST /api/prescriptions/office/renewals/{task}/hand-over` → OfficeRenewal. `to` null: back to the office. */
export const handOverSchema = z.object({ version: z.string(), to: idSchema.nullable() })
export type HandOver = z.infer<typeof handOverSchema>

/** `POST /api/prescriptions/office/bulk-approve`: each stands for itself; one that cannot does not stop the others. */
export const bulkApproveSchema = z.object({
  renewals: z
    .array(z.object({ task: idSchema, version: z.string() }))
    .min(1)
    .max(50),
})
export type BulkApprove = z.infer<typeof bulkApproveSchema>
export const bulkResultSchema = z.object({
  results: z.array(
    z.discriminatedUnion('done', [
      z.object({ task: idSchema, done: z.literal(true) }),
      z.object({
        task: idSchema,
        done: z.literal(false) /** A refusal code of this service or of the platform. */,
        refused: z.string(),
        params: textParamsSchema,
      }),
    ]),
  ),
})
export type BulkResult = z.infer<typeof bulkResultSchema>
