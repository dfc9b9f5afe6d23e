import { osloDateOf } from '@lomma/platform/calendar'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { Listener } from '@lomma/platform/service'
import { hospitalEvents } from '@lomma/services/hospital-appointments/contract'
import type { ServiceRequest } from '@medplum/fhirtypes'
import { referralEvents } from '../contract/index.ts'
import { checkStep } from '../domain/acts.ts'
import { lateOn } from '../domain/deadline.ts'
import { isReferral, readReferral } from '../fhir/read-referral.ts'
import { advanceReferral } from '../fhir/write-referral.ts'
import { standingOf } from './guard-moved.ts'
import { timesOf } from './record.ts'

/** A time that rests on a referral moves it on: given or offered, cancelled, held. */
export const followTime: Listener = {
  event: hospitalEvents.changed,
  name: 'referrals.follow-time',
  async handle({ citizen, data }, tx) {
    const request = await tx.read('ServiceRequest', String(data.referral))
    if (!request || !isReferral(request) || readReferral(request).citizen !== citizen) return
    for (const step of await stepsFor(String(data.status), request, citizen, tx)) {
      const now = await tx.read('ServiceRequest', request.id)
      if (now && checkStep(standingOf(readReferral(now)), step, 'portal') === undefined)
        await tx.update(advanceReferral(now, { step, at: tx.now }))
    }
  },
}

async function stepsFor(
  status: string,
  request: Stored<ServiceRequest>,
  citizen: string,
  tx: StoreTransaction,
): Promise<('appointment' | 'released' | 'done')[]> {
  if (status === 'proposed' || status === 'booked') return ['appointment']
  if (status === 'fulfilled') return ['appointment', 'done']
  const others = timesOf(await tx.readCitizen(citizen, ['Appointment']), request.id)
  const stands = others.some((one) => one.status === 'proposed' || one.status === 'booked')
  return stands ? [] : ['released']
}

/** When a deadline has passed: tells others if what it was for has not come. */
export const tellLate: Listener = {
  event: referralEvents.deadline,
  name: 'referrals.tell-late',
  async handle(event, tx) {
    const request = await tx.read('ServiceRequest', String(event.data.referral))
    const one = request && readReferral(request)
    if (!one || lateOn(one, osloDateOf(tx.now)) === null) return
    await tx.emit({ ...event, type: referralEvents.late, data: { ...event.data, state: one.state } })
  },
}
