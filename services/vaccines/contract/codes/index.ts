import { atcSystem, diseasesOfAtc } from './atc.ts'
import { cvxSystem, diseasesOfCvx } from './cvx.ts'
import { type Disease, diseases } from './diseases.ts'
import { diseasesOfSysvak, sysvakSystem } from './sysvak.ts'

export { atcSystem } from './atc.ts'
export { cvxSystem } from './cvx.ts'
export { sysvakSystem } from './sysvak.ts'

const readers: Readonly<Record<string, (code: string) => readonly Disease[] | undefined>> = {
  [sysvakSystem]: diseasesOfSysvak,
  [atcSystem]: diseasesOfAtc,
  // Written both ways in records of others.
  'http://whocc.no/atc': diseasesOfAtc,
  'urn:oid:2.16.578.1.12.4.1.1.7180': diseasesOfAtc,
  [cvxSystem]: diseasesOfCvx,
  'urn:oid:2.16.840.1.113883.12.292': diseasesOfCvx,
}

/** A code of a vaccine, as FHIR's Coding has it. */
export interface VaccineCoding {
  readonly system?: string | undefined
  readonly code?: string | undefined
}

/** What a vaccine with these codes protects against: the first that we understand decides. Empty when none is known. */
export function diseasesOf(codings: readonly VaccineCoding[]): Disease[] {
  for (const { system = '', code = '' } of codings) {
    const found = readers[system]?.(code)
    // One order for all code systems, so that the same vaccine reads the same.
    if (found) return diseases.filter((disease) => found.includes(disease))
  }
  return []
}
