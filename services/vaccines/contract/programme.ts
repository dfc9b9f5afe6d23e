import { z } from '@hono/zod-openapi'
import { diseaseSchema } from './disease.ts'
import { doseSchema } from './dose.ts'

/** Each has `vaccines.rule.<id>.name` and `vaccines.rule.<id>.when`. */
export const ruleIds = [
  'rotavirus',
  'infant-six',
  'infant-pneumococcal',
  'mmr',
  'school-dtp-polio',
  'hpv',
  'bcg',
  'adult-booster',
  'pregnancy-pertussis',
  'influenza',
  'covid-19',
  'adult-pneumococcal',
] as const
export const ruleIdSchema = z.enum(ruleIds)
export type RuleId = z.infer<typeof ruleIdSchema>

export const statuses = ['overdue', 'due', 'coming', 'done', 'not-for-you'] as const
export const statusSchema = z.enum(statuses)
export type Status = z.infer<typeof statusSchema>

/** Said beside the status (`vaccines.note.<note>`), above all where we do not know enough to decide. */
export const notes = [
  /** Others than the age group are recommended it: we do not know the person's risk group. */
  'ask-risk-group',
  /** Given after an assessment of each person, never by rule. */
  'by-assessment',
  'if-pregnant',
  'pregnancy-week-unknown',
  /** No dose is on record; older ones may be missing from it. */
  'no-dose-on-record',
  'programme-age-passed',
  'too-late-to-start',
  /** The recommendation is made for one season at a time, and this season's has not been read. */
  'season-not-confirmed',
  'interval-may-differ',
] as const
export const noteSchema = z.enum(notes)
export type Note = z.infer<typeof noteSchema>

/** Whom to turn to (`vaccines.contact.<contact>`). */
export const contacts = ['health-centre', 'school-nurse', 'gp', 'midwife'] as const
export const contactSchema = z.enum(contacts)
export type Contact = z.infer<typeof contactSchema>

/** Where a rule is written. `asOf`: the date of the text that was read. Link text: `vaccines.source.<id>`. */
export const sourceSchema = z.object({ id: z.string(), name: z.string(), url: z.url(), asOf: z.iso.date() })
export type RuleSource = z.infer<typeof sourceSchema>

/** Where one person stands with one rule of the programme. */
export const programmeItemSchema = z.object({
  rule: ruleIdSchema,
  protectsAgainst: z.array(diseaseSchema),
  status: statusSchema,
  /** From when it is due; for what is done, when the next one comes. */
  dueFrom: z.iso.date().nullable(),
  /** Last day it is offered: end of the season or of the pregnancy. */
  until: z.iso.date().nullable(),
  /** Doses of the rule taken, of those it asks for; null where it has no end. */
  taken: z.number().int(),
  needed: z.number().int().nullable(),
  lastDose: z.iso.date().nullable(),
  contact: contactSchema,
  notes: z.array(noteSchema),
  /** Since when the rule has stood. */
  validFrom: z.iso.date(),
  source: sourceSchema,
})
export type ProgrammeItem = z.infer<typeof programmeItemSchema>

/** `GET /api/vaccines/list`. Programme: most pressing first. Doses: newest first, those without a date last. */
export const vaccineListSchema = z.object({
  today: z.iso.date(),
  /** Null when the birth date is not known, so that no rule can be applied. */
  programme: z.array(programmeItemSchema).nullable(),
  doses: z.array(doseSchema),
  /** The GP office; null when the person has none or the register did not answer. */
  gp: z.object({ office: z.string(), phone: z.string() }).nullable(),
  /** Registers that did not answer: costs a line, never the page. */
  silent: z.array(z.enum(['gp'])),
})
export type VaccineList = z.infer<typeof vaccineListSchema>
