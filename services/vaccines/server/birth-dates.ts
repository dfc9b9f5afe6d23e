import type { Projection } from '@lomma/platform/fhir'
import { firstDayOf } from '../fhir/immunization.ts'
import { forgetBirthDate, keepBirthDate } from './queries.ts'

/** Keeps the birth dates the guard asks for. */
export const birthDates: Projection = {
  types: ['Patient'],
  async onChanged(change, tx) {
    if (change.citizen === undefined) return
    const patient = change.after
    const born = patient?.resourceType === 'Patient' ? patient.birthDate : undefined
    if (born) await keepBirthDate(tx.sql, change.citizen, firstDayOf(born))
    else await forgetBirthDate(tx.sql, change.citizen)
  },
}
