import type { CitizenKey } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreReader } from '@lomma/platform/fhir'
import type { RefusalCode } from '../contract/index.ts'
import { type CertifiedVaccine, newestFirst, type Person, readPerson, readVaccine } from '../fhir/read-record.ts'

/** Who the citizen is and which vaccines were given; undefined when there is no such record. */
export async function readRecord(
  reader: StoreReader,
  citizen: CitizenKey,
): Promise<{ person: Person; vaccines: CertifiedVaccine[] } | undefined> {
  const resources = await reader.readCitizen(citizen, ['Patient', 'Immunization'])
  const patient = resources.find((resource) => resource.resourceType === 'Patient')
  if (!patient) return undefined
  const vaccines = resources.flatMap((resource) =>
    resource.resourceType === 'Immunization' ? (readVaccine(resource) ?? []) : [],
  )
  return { person: readPerson(patient), vaccines: vaccines.sort(newestFirst) }
}

/** What the record lacks before any certificate can be made. */
export function refusePerson({ name, birthDate }: Person): Refusal<RefusalCode> | undefined {
  if (name === '') return refuse('name-missing')
  return birthDate === undefined || birthDate.length < 10 ? refuse('birth-date-missing') : undefined
}
