import type { Patient } from '@medplum/fhirtypes'
import type { Change, Projection, StoreTransaction } from '../fhir/types.ts'
import { ensurePerson } from './register-people.ts'

/** Fødselsnummer and D-nummer: the identifiers that name a person in the population register. */
const identitySystems: ReadonlySet<string> = new Set(['urn:oid:2.16.578.1.12.4.1.4.1', 'urn:oid:2.16.578.1.12.4.1.4.2'])

/**
 * Where the embedded population register stands in for Folkeregisteret, a Patient that comes in is entered there, so that
 * one can sign in as that person. Without an identity number the person gets a synthetic one.
 */
export const patientProjection: Projection = {
  types: ['Patient'],
  async onChanged(change: Change, tx: StoreTransaction): Promise<void> {
    const patient = change.after
    if (patient?.resourceType !== 'Patient' || tx.context.actor.kind === 'service') return
    await ensurePerson(tx.sql, personOf(change.id, patient))
  },
}

function personOf(citizen: string, patient: Patient) {
  const name = patient.name?.find(({ use }) => use === 'official') ?? patient.name?.[0]
  const identityNumber = patient.identifier?.find(({ system }) => identitySystems.has(system ?? ''))?.value
  return {
    citizen,
    given: name?.given?.join(' ') || name?.text || 'Ukjent',
    family: name?.family ?? '',
    birthDate: fullDate(patient.birthDate),
    gender: patient.gender ?? ('unknown' as const),
    ...(patient.deceasedDateTime ? { deceased: patient.deceasedDateTime.slice(0, 10) } : {}),
    ...(identityNumber ? { identityNumber } : {}),
  }
}

/** FHIR allows a year or a month alone; the register holds whole dates. */
function fullDate(birthDate: string | undefined): string {
  const [year = '1900', month = '01', day = '01'] = (birthDate ?? '').split('-').filter(Boolean)
  return `${year}-${month}-${day}`
}
