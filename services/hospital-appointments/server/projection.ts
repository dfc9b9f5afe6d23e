import type { Change, Projection, StoreTransaction } from '@lomma/platform/fhir'
import { hospitalEvents } from '../contract/index.ts'
import { isClinic, readClinic } from '../fhir/clinic.ts'
import { type Hospital, isHospitalAppointment, readHospital } from '../fhir/read-appointment.ts'
import { dropClinic, dropIndexRow, saveClinic, saveIndexRow } from './queries.ts'

/** Keeps the hospital's index of its appointments in step. */
export const appointmentIndex: Projection = {
  types: ['Appointment'],
  async onChanged({ citizen, id, op, before, after }, tx) {
    const concerned = [before, after].some((one) => one?.resourceType === 'Appointment' && isHospitalAppointment(one))
    if (!citizen || !concerned) return
    if (op === 'delete' || after?.resourceType !== 'Appointment') return dropIndexRow(tx.sql, citizen, id)
    const { versionId = '1', lastUpdated = tx.now.toISOString() } = after.meta ?? {}
    const one = readHospital({ ...after, id, meta: { ...after.meta, versionId, lastUpdated } })
    await saveIndexRow(tx.sql, {
      citizen,
      appointment: id,
      version: one.version,
      source: one.source,
      organization: one.organization,
      clinic: one.clinic,
      status: one.status,
      starts: one.starts ? new Date(one.starts) : null,
      chooseBy: one.chooseBy,
      noneFitsAt: one.noneFitsAt ? new Date(one.noneFitsAt) : null,
      created: new Date(after.created ?? tx.now),
    })
    await tellReferral(one, before, citizen, tx)
  },
}

/** What rests on a referral moves it: told to whoever has the referral. */
async function tellReferral(
  { id, referral, status }: Hospital,
  before: Change['before'],
  citizen: string,
  tx: StoreTransaction,
): Promise<void> {
  const was = before?.resourceType === 'Appointment' ? readHospital(before) : undefined
  if (referral === null || (was?.status === status && was.referral === referral)) return
  await tx.emit({ type: hospitalEvents.changed, citizen, data: { appointment: id, referral, status } })
}

/** Keeps clinics and their rules where rules are asked for. */
export const clinicIndex: Projection = {
  types: ['HealthcareService'],
  async onChanged(change, tx) {
    if (!isOurs(change)) return
    const clinic = change.op === 'delete' ? undefined : clinicIn(change)
    if (clinic) await saveClinic(tx.sql, clinic, versionOf(change, tx))
    else await dropClinic(tx.sql, change.id)
  },
}

const isOurs = ({ before, after }: Change): boolean =>
  [before, after].some((one) => one?.resourceType === 'HealthcareService' && isClinic(one))

function clinicIn({ after }: Change) {
  return after?.resourceType === 'HealthcareService' && isClinic(after) ? readClinic(after) : undefined
}

const versionOf = ({ after }: Change, _tx: StoreTransaction): string => after?.meta?.versionId ?? '1'
