import type { PatientContribution, PatientFacts } from '@lomma/platform/service'
import { renewalKind } from '../contract/index.ts'
import { isInUse } from '../domain/medicine-view.ts'
import { medicineWords } from '../domain/medicine-words.ts'
import { readAllergies, readConditions } from '../fhir/read-history.ts'
import { readRecord, surroundings } from './record.ts'

/**
 * Medicines, allergies and conditions beside other cases. Only for health personnel at the patient's own GP office, who have
 * the patient in treatment; a renewal shows them itself (helsepersonelloven §§ 25 and 45).
 */
export const patientFacts: PatientContribution = {
  service: 'prescriptions',
  async facts(context, citizen, beside, { store, registers, clock }) {
    const { actor } = context
    if (actor.kind !== 'practitioner' || beside === renewalKind) return []
    const gp = await registers.gp.assignment(citizen)
    if (gp?.office !== actor.organization) return []
    const reader = store.as(context)
    const [record, clinical] = await Promise.all([
      readRecord(reader, citizen, { self: false }),
      reader.readCitizen(citizen, ['AllergyIntolerance', 'Condition']),
    ])
    const around = surroundings(record, null, clock.now())
    const inUse = record.medicines.filter((one) => isInUse(one, around))
    const allergies = readAllergies(clinical.flatMap((one) => (one.resourceType === 'AllergyIntolerance' ? [one] : [])))
    const conditions = readConditions(clinical.flatMap((one) => (one.resourceType === 'Condition' ? [one] : [])))
    return [
      part('allergies', allergies),
      part(
        'others',
        inUse.map(({ current: { medicine, dose } }) => ({
          text: [medicineWords({ ...medicine, form: null }), dose].filter(Boolean).join(': '),
          on: null,
        })),
      ),
      part('conditions', conditions),
    ]
  },
}

/** Headings as in the case of a renewal. */
function part(
  name: 'allergies' | 'others' | 'conditions',
  facts: readonly { readonly text: string; readonly on: string | null }[],
): PatientFacts {
  return {
    title: `prescriptions.office.case.${name}`,
    empty: `prescriptions.office.case.no-${name}`,
    lines: facts.map(({ text, on }) => ({
      text: { key: 'prescriptions.office.row.fact', params: { fact: text } },
      ...(on ? { at: on } : {}),
    })),
  }
}
