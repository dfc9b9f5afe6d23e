import type { Stored, StoreReader } from '@lomma/platform/fhir'
import { type Absence, practitionerIn, readAbsences } from '@lomma/platform/registers'
import type { PractitionerRole } from '@medplum/fhirtypes'

/** Whose role it is, and where. */
export interface RoleFacts {
  readonly practitioner: string
  readonly name: string
  readonly office: string
}

/** Undefined for a role without a person or a place: nobody can be away from it. */
export function factsOf(role: PractitionerRole): RoleFacts | undefined {
  const practitioner = practitionerIn(role.practitioner?.reference)
  const office = /^Organization\/([A-Za-z0-9.-]{1,64})$/.exec(role.organization?.reference ?? '')?.[1]
  return practitioner && office ? { practitioner, office, name: role.practitioner?.display ?? '' } : undefined
}

/** The roles at an office. */
export function rolesAt(reader: StoreReader, office: string): Promise<Stored<PractitionerRole>[]> {
  return reader.searchShared('PractitionerRole', [['organization', `Organization/${office}`]])
}

/** All absences of a person, whatever the role. */
export async function absencesOf(reader: StoreReader, practitioner: string): Promise<Absence[]> {
  const roles = await reader.searchShared('PractitionerRole', [['practitioner', `Practitioner/${practitioner}`]])
  return roles.flatMap(readAbsences)
}

/** Absences are told apart by id; one that another system wrote without, by its days. */
export function keyOf({ id, from, until }: Absence): string {
  return id || `${from}/${until}`
}
