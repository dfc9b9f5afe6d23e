import { addDays, addMonths } from '@lomma/platform/calendar'
import type { Dosage, MedicationRequest } from '@medplum/fhirtypes'
import { to } from './reference.ts'

/** Months a prescription is valid: the dispensing regulation (utleveringsforskriften) gives one year. */
export const validMonths = 12

type Content = Pick<
  MedicationRequest,
  | 'contained'
  | 'extension'
  | 'category'
  | 'medicationCodeableConcept'
  | 'medicationReference'
  | 'reasonCode'
  | 'reasonReference'
  | 'courseOfTherapyType'
  | 'dosageInstruction'
>

/** What a following prescription takes over from the one before it. Labels (`meta.security`) follow too. */
function contentOf(old: MedicationRequest): Content & Pick<MedicationRequest, 'meta'> {
  const names = [
    'contained',
    'extension',
    'category',
    'medicationCodeableConcept',
    'medicationReference',
    'reasonCode',
    'reasonReference',
    'courseOfTherapyType',
    'dosageInstruction',
  ] as const
  const content: Content = Object.fromEntries(
    names.flatMap((name) => (old[name] === undefined ? [] : [[name, old[name]]])),
  )
  return old.meta?.security ? { ...content, meta: { security: old.meta.security } } : content
}

export interface ProposalParts {
  readonly id: string
  readonly old: MedicationRequest & { id: string }
  readonly citizen: string
  readonly at: Date
}

/** What the citizen proposes: the same medicine again. */
export function proposalOf({ id, old, citizen, at }: ProposalParts): MedicationRequest & { id: string } {
  return {
    resourceType: 'MedicationRequest',
    id,
    ...contentOf(old),
    status: 'active',
    intent: 'proposal',
    subject: { reference: `Patient/${citizen}` },
    requester: { reference: `Patient/${citizen}` },
    authoredOn: at.toISOString(),
    basedOn: [to('MedicationRequest', old.id)],
    priorPrescription: to('MedicationRequest', old.id),
  }
}

export interface RenewedParts {
  readonly id: string
  readonly old: MedicationRequest & { id: string }
  readonly proposal: string
  readonly citizen: string
  readonly practitioner: { readonly id: string; readonly name: string }
  /** Oslo date of the decision. */
  readonly today: string
  readonly at: Date
  readonly change: {
    readonly dose?: string | undefined
    readonly quantity?: number | undefined
    readonly dispensings?: number | undefined
  }
}

/** The new prescription: as before or changed, valid for a year, following from the proposal. */
export function renewedPrescription(parts: RenewedParts): MedicationRequest & { id: string } {
  const { old, change, practitioner } = parts
  return {
    resourceType: 'MedicationRequest',
    id: parts.id,
    ...contentOf(old),
    status: 'active',
    intent: 'order',
    subject: { reference: `Patient/${parts.citizen}` },
    authoredOn: parts.at.toISOString(),
    requester: to('Practitioner', practitioner.id, practitioner.name),
    basedOn: [to('MedicationRequest', parts.proposal)],
    priorPrescription: to('MedicationRequest', old.id),
    ...(change.dose ? { dosageInstruction: [rewordedDose(old.dosageInstruction?.[0], change.dose)] } : {}),
    dispenseRequest: renewedDispensing(parts),
  }
}

function renewedDispensing({ old, today, change }: RenewedParts): NonNullable<MedicationRequest['dispenseRequest']> {
  const before = old.dispenseRequest
  const repeats = change.dispensings === undefined ? before?.numberOfRepeatsAllowed : change.dispensings - 1
  const quantity = change.quantity === undefined ? before?.quantity : { ...before?.quantity, value: change.quantity }
  const duration = scaledDuration(before, change.quantity, change.dose !== undefined)
  return {
    validityPeriod: { start: today, end: addDays(addMonths(today, validMonths), -1) },
    ...(repeats === undefined ? {} : { numberOfRepeatsAllowed: repeats }),
    ...(quantity ? { quantity } : {}),
    ...(duration ? { expectedSupplyDuration: duration } : {}),
  }
}

// With another amount at the same dose a package lasts proportionally; with another dose nobody knows until it is written.
function scaledDuration(before: MedicationRequest['dispenseRequest'], quantity: number | undefined, newDose: boolean) {
  const duration = before?.expectedSupplyDuration
  if (!duration || newDose) return undefined
  if (quantity === undefined || !before?.quantity?.value || duration.value === undefined) return duration
  return { ...duration, value: Math.round((duration.value * quantity) / before.quantity.value) }
}

// The old structure (timing, rate) would contradict the new words, so only the route stays.
function rewordedDose(before: Dosage | undefined, words: string): Dosage {
  return { text: words, patientInstruction: words, ...(before?.route ? { route: before.route } : {}) }
}
