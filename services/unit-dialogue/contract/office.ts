import { z } from '@hono/zod-openapi'
import { filesSchema } from '@lomma/platform/thread'
import { chosenReasons, closingSchema, idSchema, longestNote, talkSchema } from './contact.ts'

const patientSchema = z.object({ name: z.string(), birthDate: z.iso.date().nullable() })

/** A health contact, for those who work at the unit. */
export const officeContactSchema = z.object({
  id: idSchema,
  version: z.string(),
  patient: patientSchema,
  unit: z.string(),
  since: z.iso.date(),
  until: z.iso.date().nullable(),
  openedBy: z.string().nullable(),
  closed: closingSchema.nullable(),
  /** Messages of the patient that wait for an answer. */
  waiting: z.number().int(),
})
export type OfficeContact = z.infer<typeof officeContactSchema>

export const officeContactPageSchema = officeContactSchema.extend({
  today: z.iso.date(),
  talks: z.array(talkSchema.omit({ unread: true }).extend({ waiting: z.boolean(), unreadByPatient: z.boolean() })),
})
export type OfficeContactPage = z.infer<typeof officeContactPageSchema>

export const unitSchema = z.object({ id: idSchema, name: z.string() })

export const officeOverviewSchema = z.object({
  hospital: z.string(),
  open: z.array(officeContactSchema),
  /** The last ones. */
  closed: z.array(officeContactSchema),
})
export type OfficeOverview = z.infer<typeof officeOverviewSchema>

/** Units of the hospital: which of them one opens a contact for. */
export const unitsSchema = z.object({ today: z.iso.date(), units: z.array(unitSchema) })
export type Units = z.infer<typeof unitsSchema>

/** Whom one looks for: words of the name, or the whole identity number. It travels in the body. */
export const findPatientsSchema = z.object({ query: z.string().trim().min(2).max(80) })
export type FindPatients = z.infer<typeof findPatientsSchema>

/** Patients that the hospital has to do with; `last`: their latest or next appointment or referral. */
export const foundPatientSchema = patientSchema.extend({ citizen: idSchema, last: z.iso.date() })
export type FoundPatient = z.infer<typeof foundPatientSchema>
export const foundPatientsSchema = z.object({ patients: z.array(foundPatientSchema) })
export type FoundPatients = z.infer<typeof foundPatientsSchema>

export const openContactSchema = z.object({
  citizen: idSchema,
  unit: idSchema,
  until: z.iso.date().nullable(),
})
export type OpenContact = z.infer<typeof openContactSchema>

/** What an opening gives back. */
export const openedSchema = z.object({ contact: idSchema })
export type Opened = z.infer<typeof openedSchema>

export const tellSchema = z.object({
  topic: z.string().trim().max(80).optional(),
  text: z.string().trim().max(4000),
  attachments: filesSchema,
  /** True when the patient is asked for an answer. */
  asks: z.boolean(),
})
export type TellPatient = z.infer<typeof tellSchema>

export const closeSchema = z.object({
  version: z.string(),
  reason: z.enum(chosenReasons),
  words: z.string().trim().max(longestNote),
})
export type CloseContact = z.infer<typeof closeSchema>

export const untilSchema = z.object({ version: z.string(), until: z.iso.date().nullable() })
export type ChangeUntil = z.infer<typeof untilSchema>
