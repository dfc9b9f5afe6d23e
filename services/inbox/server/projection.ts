import type { Projection } from '@lomma/platform/fhir'
import { addArrival } from './queries.ts'

/** Types a citizen is told about. What changes in them may change the badge. */
const told = ['Task', 'Communication', 'DocumentReference', 'Appointment', 'ServiceRequest'] as const

/** Notes each change in what a citizen is told about, so that an open page raises its badge without being reloaded. */
export const arrivals: Projection = {
  types: told,
  async onChanged({ citizen, type, id }, { sql, now }) {
    if (citizen) await addArrival(sql, citizen, now, `${type}/${id}`)
  },
}
