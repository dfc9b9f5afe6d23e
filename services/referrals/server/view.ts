import { osloDateOf } from '@lomma/platform/calendar'
import { isOpen, type ReferralSummary, type Unit } from '../contract/index.ts'
import { turnOf } from '../domain/acts.ts'
import { lateOn, runningDeadline } from '../domain/deadline.ts'
import type { ReadReferral } from '../fhir/read-referral.ts'
import type { Time } from './record.ts'

/** A referral in short, for the person it is about. */
export function summaryOf(one: ReadReferral, unit: Unit, times: readonly Time[], now: Date): ReferralSummary {
  const late = lateOn(one, osloDateOf(now))
  const awaited = runningDeadline({ ...one, helpBy: null })
  return {
    id: one.id,
    title: one.title,
    state: one.state,
    open: isOpen(one.state),
    unit,
    turn: turnOf(one.state, late, isChoosing(times)),
    sent: new Date(one.sent ?? now).toISOString(),
    assessBy: awaited?.date ?? null,
    helpBy: isOpen(one.state) ? one.helpBy : null,
    late,
  }
}

/** Times are offered, and none is chosen. */
export function isChoosing(times: readonly Time[]): boolean {
  return times.some(({ status }) => status === 'proposed') && !times.some(({ status }) => status === 'booked')
}
