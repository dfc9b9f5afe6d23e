import type { CitizenActor, Context } from '@lomma/platform/access'
import type { Stored, StoreReader, StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { Appointment, Flag } from '@medplum/fhirtypes'
import { isShownToSelf, type ReadAppointment, readAppointment } from '../fhir/read-appointment.ts'

export type CitizenContext = Context & { actor: CitizenActor }

/** A citizen's appointments of all owners, in one round trip, without what they are not to see. */
export async function readOwn(reader: StoreReader, citizen: string): Promise<ReadAppointment[]> {
  const found = await reader.readCitizen(citizen, ['Appointment', 'Flag'])
  const flags = found.flatMap((one): Flag[] => (one.resourceType === 'Flag' ? [one] : []))
  return found.flatMap((one) =>
    one.resourceType === 'Appointment' && isShownToSelf(one) ? [readAppointment(one, flags)] : [],
  )
}

const reads = new WeakMap<Context, Promise<ReadAppointment[]>>()

/** The lists of one front page come from one reading: one context is one request. */
export function readOnce(context: CitizenContext, deps: Pick<Deps, 'store'>): Promise<ReadAppointment[]> {
  const reading = reads.get(context) ?? readOwn(deps.store.as(context), context.actor.citizen)
  reads.set(context, reading)
  return reading
}

/** One of the citizen's own, to be changed; undefined when it is not there, not theirs, or not to be seen. */
export async function readMine(
  tx: StoreTransaction,
  citizen: string,
  id: string,
): Promise<{ stored: Stored<Appointment>; read: ReadAppointment } | undefined> {
  const stored = await tx.read('Appointment', id)
  if (!stored || !isShownToSelf(stored)) return undefined
  const needsFlags = stored.supportingInformation?.some(({ reference }) => reference?.startsWith('Flag/'))
  const flags = needsFlags ? await tx.searchCitizen(citizen, 'Flag') : []
  return { stored, read: readAppointment(stored, flags) }
}
