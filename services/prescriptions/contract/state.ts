import { z } from '@hono/zod-openapi'

/**
 * Where a renewal of one medicine stands, in the words people see (`prescriptions.state.<state>`).
 * Late is not a state but a fact: open and past its deadline.
 */
export const renewalStates = [
  'sent',
  'received',
  'opened',
  'approved',
  'changed',
  'declined',
  'withdrawn',
  /** The office solved it another way (a visit, a call): closed for the citizen with a word about how. */
  'outside',
] as const
export const renewalStateSchema = z.enum(renewalStates)
export type RenewalState = z.infer<typeof renewalStateSchema>

/** States in which somebody still owes an answer. */
export const openStates = ['sent', 'received', 'opened'] as const satisfies readonly RenewalState[]

/** True while the office still owes an answer. */
export function isOpen(state: RenewalState): boolean {
  return openStates.some((open) => open === state)
}

/** Whose turn it is (`prescriptions.turn.<turn>`). `nobody`: it is finished and nothing is left to do. */
export const turnSchema = z.enum(['office', 'citizen', 'nobody'])
export type Turn = z.infer<typeof turnSchema>

/** A calendar date in Oslo. */
export const dateSchema = z.iso.date()
/** An instant, UTC. */
export const instantSchema = z.iso.datetime()
/** A FHIR id. */
export const idSchema = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)
/** The number a person can quote on the phone: `R-7K3M-92`. */
export const receiptNumberSchema = z.string().regex(/^R-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}$/)
