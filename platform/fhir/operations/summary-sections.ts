import type { AllergyIntolerance, CodeableConcept, Condition, Dosage, Quantity } from '@medplum/fhirtypes'
import type { Resource, ResourceType, Stored } from '../types.ts'

/** What belongs in which section of an International Patient Summary (http://hl7.org/fhir/uv/ips). */

export interface Section {
  readonly key: 'medicines' | 'allergies' | 'problems' | 'immunizations' | 'results'
  readonly loinc: string
  readonly display: string
  readonly types: readonly ResourceType[]
  /** Required sections say that nothing is known; others are left out when empty. */
  readonly none:
    | { readonly text: 'noMedicines' | 'noAllergies' | 'noProblems'; make(patient: string): Resource }
    | undefined
  belongs(resource: Resource): boolean
}

const absent = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips'
const nothingKnown = (code: string, display: string): CodeableConcept => ({
  coding: [{ system: absent, code, display }],
})
const status = (name: string): CodeableConcept => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}-clinical`, code: 'active' }],
})

export const sections: readonly Section[] = [
  {
    key: 'medicines',
    loinc: '10160-0',
    display: 'History of Medication use Narrative',
    types: ['MedicationRequest', 'MedicationStatement'],
    none: {
      text: 'noMedicines',
      make: (reference) => ({
        resourceType: 'MedicationStatement',
        status: 'unknown',
        medicationCodeableConcept: nothingKnown('no-medication-info', 'No information about medications'),
        subject: { reference },
      }),
    },
    belongs: (resource) =>
      resource.resourceType === 'MedicationRequest'
        ? ['active', 'on-hold'].includes(resource.status ?? '') && !['proposal', 'plan'].includes(resource.intent ?? '')
        : resource.resourceType === 'MedicationStatement' &&
          ['active', 'intended', 'on-hold'].includes(resource.status ?? ''),
  },
  {
    key: 'allergies',
    loinc: '48765-2',
    display: 'Allergies and adverse reactions Document',
    types: ['AllergyIntolerance'],
    none: {
      text: 'noAllergies',
      make: (reference) => ({
        resourceType: 'AllergyIntolerance',
        clinicalStatus: status('allergyintolerance'),
        code: nothingKnown('no-allergy-info', 'No information about allergies'),
        patient: { reference },
      }),
    },
    belongs: (resource) => resource.resourceType === 'AllergyIntolerance' && isCurrent(resource),
  },
  {
    key: 'problems',
    loinc: '11450-4',
    display: 'Problem list - Reported',
    types: ['Condition'],
    none: {
      text: 'noProblems',
      make: (reference) => ({
        resourceType: 'Condition',
        clinicalStatus: status('condition'),
        code: nothingKnown('no-problem-info', 'No information about problems'),
        subject: { reference },
      }),
    },
    belongs: (resource) => resource.resourceType === 'Condition' && isCurrent(resource),
  },
  {
    key: 'immunizations',
    loinc: '11369-6',
    display: 'History of Immunization Narrative',
    types: ['Immunization'],
    none: undefined,
    belongs: (resource) => resource.resourceType === 'Immunization' && resource.status === 'completed',
  },
  {
    key: 'results',
    loinc: '30954-2',
    display: 'Relevant diagnostic tests/laboratory data Narrative',
    types: ['Observation'],
    none: undefined,
    belongs: (resource) =>
      resource.resourceType === 'Observation' &&
      ['final', 'amended', 'corrected'].includes(resource.status ?? '') &&
      (resource.category ?? []).some(({ coding }) => coding?.some(({ code }) => code === 'laboratory')),
  },
]

/** Not over, not refuted, not entered by mistake. */
function isCurrent({ clinicalStatus, verificationStatus }: AllergyIntolerance | Condition): boolean {
  const has = (concept: CodeableConcept | undefined, codes: readonly string[]) =>
    (concept?.coding ?? []).some(({ code }) => codes.includes(code ?? ''))
  return (
    !has(clinicalStatus, ['inactive', 'resolved', 'remission']) &&
    !has(verificationStatus, ['refuted', 'entered-in-error'])
  )
}

/** One line of the narrative: what, how much or with what result, and when. */
export function lineOf(resource: Resource): readonly [what: string, how: string, when: string] {
  switch (resource.resourceType) {
    case 'MedicationRequest':
      return [
        words(resource.medicationCodeableConcept) || (resource.medicationReference?.display ?? ''),
        dose(resource.dosageInstruction),
        resource.authoredOn ?? '',
      ]
    case 'MedicationStatement':
      return [
        words(resource.medicationCodeableConcept) || (resource.medicationReference?.display ?? ''),
        dose(resource.dosage),
        resource.effectiveDateTime ?? resource.effectivePeriod?.start ?? '',
      ]
    case 'AllergyIntolerance':
      return [words(resource.code), resource.criticality ?? '', resource.onsetDateTime ?? resource.recordedDate ?? '']
    case 'Condition':
      return [words(resource.code), '', resource.onsetDateTime ?? resource.recordedDate ?? '']
    case 'Immunization':
      return [words(resource.vaccineCode), '', resource.occurrenceDateTime ?? resource.occurrenceString ?? '']
    case 'Observation': {
      const result = quantity(resource.valueQuantity) || words(resource.valueCodeableConcept) || resource.valueString
      return [words(resource.code), result ?? '', resource.effectiveDateTime ?? resource.issued ?? '']
    }
    default:
      return ['', '', '']
  }
}

/** The newest first; of results only the latest of each kind. */
export function ofSection(section: Section, record: readonly Stored[]): Stored[] {
  const found = record.filter((resource) => section.types.includes(resource.resourceType) && section.belongs(resource))
  const sorted = found.sort((a, b) => (lineOf(a)[2] < lineOf(b)[2] ? 1 : -1))
  if (section.key !== 'results') return sorted
  const latest = new Map<string, Stored>()
  for (const resource of sorted) if (!latest.has(lineOf(resource)[0])) latest.set(lineOf(resource)[0], resource)
  return [...latest.values()]
}

function words(concept: CodeableConcept | undefined): string {
  const coding = concept?.coding?.find(({ display }) => display) ?? concept?.coding?.[0]
  return concept?.text ?? coding?.display ?? coding?.code ?? ''
}

function dose(dosages: readonly Dosage[] | undefined): string {
  return (dosages ?? []).map((dosage) => dosage.patientInstruction ?? dosage.text ?? '').join(' ')
}

function quantity(value: Quantity | undefined): string {
  return value?.value === undefined
    ? ''
    : `${value.comparator ?? ''}${value.value} ${value.unit ?? value.code ?? ''}`.trim()
}
