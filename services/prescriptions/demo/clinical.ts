import { addDays } from '@lomma/platform/calendar'
import { type DemoCitizen, demoId } from '@lomma/platform/demo'
import type { AllergyIntolerance, Condition, Observation } from '@medplum/fhirtypes'
import { to } from '../fhir/reference.ts'

const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
const allergyClinical = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'

/** Measurements a doctor looks at: name, LOINC, unit. */
const measured = {
  egfr: { text: 'eGFR', code: '62238-1', unit: 'ml/min/1,73 m²' },
  inr: { text: 'INR', code: '6301-6', unit: '' },
  hba1c: { text: 'HbA1c', code: '59261-8', unit: 'mmol/mol' },
  potassium: { text: 'Kalium', code: '2823-3', unit: 'mmol/l' },
  weight: { text: 'Vekt', code: '29463-7', unit: 'kg' },
  tsh: { text: 'TSH', code: '3016-3', unit: 'mIE/l' },
  ldl: { text: 'LDL-kolesterol', code: '18262-6', unit: 'mmol/l' },
} as const
export type Measured = keyof typeof measured

/** A diagnosis that lasts, coded in ICPC-2. */
export function condition(citizen: DemoCitizen, icpc: string, text: string, onset: string): Condition {
  return {
    resourceType: 'Condition',
    id: demoId('condition', `${citizen.key}/${icpc}`),
    clinicalStatus: { coding: [{ system: clinical, code: 'active' }] },
    code: { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.7170', code: icpc, display: text }], text },
    subject: to('Patient', citizen.citizen),
    onsetDateTime: onset,
  }
}

export function allergy(citizen: DemoCitizen, cause: string, reaction: string, recorded: string): AllergyIntolerance {
  return {
    resourceType: 'AllergyIntolerance',
    id: demoId('allergy', `${citizen.key}/${cause}`),
    clinicalStatus: { coding: [{ system: allergyClinical, code: 'active' }] },
    code: { text: cause },
    patient: to('Patient', citizen.citizen),
    recordedDate: recorded,
    reaction: [{ manifestation: [{ text: reaction }] }],
  }
}

export function measurement(
  citizen: DemoCitizen,
  what: Measured,
  value: number,
  on: string,
  flag?: 'H' | 'L',
): Observation {
  const { text, code, unit } = measured[what]
  return {
    resourceType: 'Observation',
    id: demoId('measurement', `${citizen.key}/${what}/${on}`),
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code }], text },
    subject: to('Patient', citizen.citizen),
    effectiveDateTime: on,
    valueQuantity: { value, ...(unit ? { unit } : {}) },
    ...(flag ? { interpretation: [{ coding: [{ system: interpretation, code: flag }] }] } : {}),
  }
}

const interpretation = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'

export function bloodPressure(citizen: DemoCitizen, over: number, under: number, on: string): Observation {
  const part = (code: string, text: string, value: number) => ({
    code: { coding: [{ system: 'http://loinc.org', code }], text },
    valueQuantity: { value, unit: 'mmHg' },
  })
  return {
    resourceType: 'Observation',
    id: demoId('measurement', `${citizen.key}/blood-pressure/${on}`),
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }], text: 'Blodtrykk' },
    subject: to('Patient', citizen.citizen),
    effectiveDateTime: on,
    component: [part('8480-6', 'Overtrykk', over), part('8462-4', 'Undertrykk', under)],
  }
}

/** A date some days before today. */
export function ago(today: string, days: number): string {
  return addDays(today, -days)
}
