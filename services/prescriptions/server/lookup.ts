import type { StoreReader } from '@lomma/platform/fhir'
import type { Medication, MedicationDispense, MedicationRequest } from '@medplum/fhirtypes'
import type { Lookup } from '../fhir/medication.ts'
import { conceptText, referencedId } from '../fhir/reference.ts'

/**
 * Facts that others left behind a reference: medication, prescriber's name. Only what the resources name without words is
 * looked up, so prescriptions made here cost nothing more.
 */
export async function lookupFor(
  reader: StoreReader,
  resources: readonly (MedicationRequest | MedicationDispense)[],
): Promise<Lookup> {
  const medications = new Map<string, Medication>()
  const names = new Map<string, string>()
  const conditions = new Map<string, string>()
  for (const resource of resources) {
    const id = referencedId(resource.medicationReference, 'Medication')
    if (id !== null && !medications.has(id)) {
      const found = await reader.read('Medication', id)
      if (found) medications.set(id, found)
    }
    for (const reference of namesWanted(resource)) await addName(reader, names, reference)
    if (resource.resourceType === 'MedicationRequest') await addCondition(reader, conditions, resource)
  }
  return {
    medication: (id) => medications.get(id),
    name: (type, id) => names.get(`${type}/${id}`),
    condition: (id) => conditions.get(id),
  }
}

function namesWanted(resource: MedicationRequest | MedicationDispense): (string | undefined)[] {
  if (resource.resourceType === 'MedicationDispense') {
    const actor = resource.performer?.[0]?.actor
    return [resource.location?.display || actor?.display ? undefined : actor?.reference]
  }
  return [resource.requester?.display ? undefined : resource.requester?.reference]
}

async function addName(reader: StoreReader, names: Map<string, string>, reference: string | undefined): Promise<void> {
  const practitioner = referencedId({ reference }, 'Practitioner')
  const organization = referencedId({ reference }, 'Organization')
  if (practitioner !== null && !names.has(`Practitioner/${practitioner}`)) {
    const name = (await reader.read('Practitioner', practitioner))?.name?.[0]
    const words =
      name?.text ?? [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family].filter(Boolean).join(' ')
    if (words) names.set(`Practitioner/${practitioner}`, words)
  }
  if (organization !== null && !names.has(`Organization/${organization}`)) {
    const name = (await reader.read('Organization', organization))?.name
    if (name) names.set(`Organization/${organization}`, name)
  }
}

async function addCondition(
  reader: StoreReader,
  conditions: Map<string, string>,
  request: MedicationRequest,
): Promise<void> {
  if (request.reasonCode?.length || request.reasonReference?.[0]?.display) return
  const id = referencedId(request.reasonReference?.[0], 'Condition')
  if (id === null || conditions.has(id)) return
  const words = conceptText((await reader.read('Condition', id))?.code)
  if (words) conditions.set(id, words)
}
