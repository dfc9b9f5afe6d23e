import type { Change, Projection } from '@lomma/platform/fhir'
import { readVaccine } from '../fhir/read-record.ts'
import { withdrawByRecord } from './queries.ts'

/**
 * A certificate holds as long as the record says what it says. Whoever corrects, marks as wrong or deletes a vaccine, or
 * corrects the birth date, takes back what was made of it – whichever door the change came through.
 */
export const withdrawChanged: Projection = {
  types: ['Immunization', 'Patient'],
  async onChanged(change, tx) {
    if (change.citizen === undefined || change.op === 'create' || factsOf(change.before) === factsOf(change.after))
      return
    await withdrawByRecord(tx.sql, change.citizen, change.type === 'Patient' ? undefined : change.id, tx.now)
  },
}

/** What a card tells of the resource, as text to compare. */
function factsOf(resource: Change['after']): string | undefined {
  if (resource?.resourceType === 'Patient') return `${resource.birthDate}`
  const vaccine = resource?.resourceType === 'Immunization' ? readVaccine(resource) : undefined
  if (!vaccine) return undefined
  const { codings, on, doseNumber, source, why } = vaccine
  return JSON.stringify([codings, on, doseNumber, source, why])
}
