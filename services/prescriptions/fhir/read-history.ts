import { osloDateOf } from '@lomma/platform/calendar'
import type { AllergyIntolerance, Condition, Observation, ObservationComponent } from '@medplum/fhirtypes'
import { inFigures, quantityText } from './medication.ts'
import { conceptText, dayOf, text } from './reference.ts'

/** The facts of the record a doctor looks at before a renewal. */
export interface Fact {
  readonly text: string
  readonly on: string | null
}

export type MeasurementKind =
  | 'kidney'
  | 'inr'
  | 'blood-pressure'
  | 'hba1c'
  | 'potassium'
  | 'weight'
  | 'tsh'
  | 'cholesterol'
  | 'other'

export interface Measurement {
  readonly kind: MeasurementKind
  readonly name: string
  readonly value: string
  readonly on: string | null
  readonly abnormal: boolean
}

/** LOINC and NPU codes of what matters for common regular medicines. */
const kinds: Readonly<Record<string, MeasurementKind>> = {
  '33914-3': 'kidney',
  '62238-1': 'kidney',
  '98979-8': 'kidney',
  '38483-4': 'kidney',
  '2160-0': 'kidney',
  NPU18016: 'kidney',
  '6301-6': 'inr',
  '34714-6': 'inr',
  NPU01685: 'inr',
  '85354-9': 'blood-pressure',
  '55284-4': 'blood-pressure',
  '4548-4': 'hba1c',
  '59261-8': 'hba1c',
  NPU27300: 'hba1c',
  '2823-3': 'potassium',
  '6298-4': 'potassium',
  NPU03230: 'potassium',
  '29463-7': 'weight',
  '3141-9': 'weight',
  '3016-3': 'tsh',
  NPU03577: 'tsh',
  '18262-6': 'cholesterol',
  '2089-1': 'cholesterol',
  '13457-7': 'cholesterol',
  NPU01568: 'cholesterol',
}

/** Allergies that hold: not refuted, resolved or entered in error. */
export function readAllergies(resources: readonly AllergyIntolerance[]): Fact[] {
  return resources.flatMap((allergy) => {
    const clinical = allergy.clinicalStatus?.coding?.map((coding) => coding.code) ?? []
    const verification = allergy.verificationStatus?.coding?.map((coding) => coding.code) ?? []
    if (clinical.includes('resolved') || clinical.includes('inactive')) return []
    if (verification.includes('entered-in-error') || verification.includes('refuted')) return []
    const what = conceptText(allergy.code) ?? conceptText(allergy.reaction?.[0]?.substance)
    if (!what) return []
    const reaction = conceptText(allergy.reaction?.[0]?.manifestation?.[0])
    return [{ text: reaction ? `${what}: ${reaction}` : what, on: dayOf(allergy.recordedDate, osloDateOf) }]
  })
}

/** Conditions that last; newest first. */
export function readConditions(resources: readonly Condition[]): Fact[] {
  return resources
    .flatMap((condition) => {
      const clinical = condition.clinicalStatus?.coding?.map((coding) => coding.code) ?? []
      const verification = condition.verificationStatus?.coding?.map((coding) => coding.code) ?? []
      if (['resolved', 'inactive', 'remission'].some((code) => clinical.includes(code))) return []
      if (verification.includes('entered-in-error') || verification.includes('refuted')) return []
      const words = conceptText(condition.code)
      return words ? [{ text: words, on: dayOf(condition.onsetDateTime ?? condition.recordedDate, osloDateOf) }] : []
    })
    .sort(newest)
}

/** The latest of each measurement that matters for renewals. */
export function readMeasurements(resources: readonly Observation[]): Measurement[] {
  const latest = new Map<MeasurementKind, Measurement>()
  for (const observation of resources) {
    const measured = readMeasurement(observation)
    if (!measured || measured.kind === 'other') continue
    const known = latest.get(measured.kind)
    if (!known || (measured.on ?? '') > (known.on ?? '')) latest.set(measured.kind, measured)
  }
  return [...latest.values()].sort(newest)
}

function readMeasurement(observation: Observation): Measurement | null {
  if (['cancelled', 'entered-in-error'].includes(observation.status)) return null
  const codes = observation.code?.coding?.map((coding) => coding.code ?? '') ?? []
  const kind = codes.map((code) => kinds[code]).find((found) => found !== undefined) ?? 'other'
  const value = measuredValue(observation)
  if (value === null) return null
  const flags = observation.interpretation?.flatMap((one) => one.coding?.map((coding) => coding.code ?? '') ?? []) ?? []
  return {
    kind,
    name: conceptText(observation.code) ?? '',
    value,
    on: dayOf(observation.effectiveDateTime ?? observation.effectivePeriod?.end ?? observation.issued, osloDateOf),
    abnormal: flags.some((flag) => ['H', 'HH', 'L', 'LL', 'A', 'AA'].includes(flag)),
  }
}

function measuredValue(observation: Observation | ObservationComponent): string | null {
  const own =
    quantityText(observation.valueQuantity) ??
    text(observation.valueString) ??
    conceptText(observation.valueCodeableConcept)
  if (own !== null || !('component' in observation)) return own
  const parts = (observation.component ?? []).flatMap((part) => part.valueQuantity?.value ?? [])
  const unit = observation.component?.[0]?.valueQuantity?.unit
  return parts.length > 0 ? `${parts.map(inFigures).join('/')}${unit ? ` ${unit}` : ''}` : null
}

function newest(a: { on: string | null }, b: { on: string | null }): number {
  return (b.on ?? '') < (a.on ?? '') ? -1 : (b.on ?? '') > (a.on ?? '') ? 1 : 0
}
