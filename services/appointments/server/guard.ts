import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Change, Guard, StoreTransaction } from '@lomma/platform/fhir'
import { appointmentOwner, gpAppointments } from '@lomma/platform/slots'
import type { RefusalCode } from '../contract/index.ts'
import { checkCreated } from './guard-create.ts'
import { checkUpdated } from './guard-update.ts'

/**
 * The rules of appointments at the GP, for every write of either door. Appointments that say they belong to another service
 * (extension `appointment-owner`) are that service's. Flags are set by owners: systems by scope, never people.
 */
export const appointmentGuard: Guard = {
  types: ['Appointment', 'Flag'],
  concerns: (change) => change.type === 'Flag' || [change.before, change.after].some(isOurs),
  async check(change, tx): Promise<Refusal<RefusalCode> | undefined> {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    if (change.type === 'Flag')
      return actor.kind === 'system' ? undefined : refuse('flags-not-yours', 403, { expression: ['Flag'] })
    return checkAppointment(change, tx)
  },
}

async function checkAppointment(change: Change, tx: StoreTransaction): Promise<Refusal<RefusalCode> | undefined> {
  const { before, after } = change
  const { kind } = tx.context.actor
  if (change.op === 'delete' || after?.resourceType !== 'Appointment')
    return kind === 'system' ? undefined : refuse(kind === 'citizen' ? 'not-for-citizens' : 'not-for-role', 403)
  if (change.citizen === undefined)
    return refuse('appointment-incomplete', 422, { expression: ['Appointment.participant'] })
  if (before === undefined) return checkCreated({ ...after, id: change.id }, change.citizen, tx)
  if (before.resourceType !== 'Appointment') return undefined
  // An appointment does not change hands: neither is a hospital's made the office's nor the other way.
  if (appointmentOwner(before) !== appointmentOwner(after)) return refuse('transition-not-allowed', 409)
  return checkUpdated(before, { ...after, id: change.id }, change.citizen, tx)
}

function isOurs(resource: Change['after']): boolean {
  return resource?.resourceType === 'Appointment' && appointmentOwner(resource) === gpAppointments
}
