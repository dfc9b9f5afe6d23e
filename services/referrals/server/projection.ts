import { endOfOsloDay } from '@lomma/platform/calendar'
import type { Change, Projection, StoreTransaction } from '@lomma/platform/fhir'
import { isOpen, type ReferralEventType, type ReferralStep, referralEvents } from '../contract/index.ts'
import { runningDeadline } from '../domain/deadline.ts'
import { readPlace } from '../fhir/place.ts'
import { isReferral, type ReadReferral, readReferral } from '../fhir/read-referral.ts'
import { concernsPlace } from './guard.ts'
import { dropPlace, dropWorkRow, savePlace, saveWorkRow } from './queries.ts'

/** Keeps the hospitals' and offices' worklist in step and tells what happened, whichever door a write came through. */
export const referralIndex: Projection = {
  types: ['ServiceRequest'],
  async onChanged(change, tx) {
    const before = referralIn(change.before)
    const after = change.op === 'delete' ? undefined : referralIn(change.after)
    if (!change.citizen || (!before && !after)) return
    if (!after) return dropWorkRow(tx.sql, change.citizen, change.id)
    await save(tx, change, after)
    await tell(tx, { citizen: change.citizen, id: change.id, before, after })
  },
}

/** Keeps the places and their waiting times where they are chosen among. */
export const placeIndex: Projection = {
  types: ['HealthcareService'],
  async onChanged(change, tx) {
    if (!concernsPlace(change)) return
    const service = change.op === 'delete' ? undefined : change.after
    const place = service?.resourceType === 'HealthcareService' ? readPlace(service) : undefined
    await (place ? savePlace(tx.sql, change.id, place) : dropPlace(tx.sql, change.id))
  },
}

function referralIn(resource: Change['after']): ReadReferral | undefined {
  return resource?.resourceType === 'ServiceRequest' && isReferral(resource) ? readReferral(resource) : undefined
}

async function save(tx: StoreTransaction, { citizen, id, after }: Change, one: ReadReferral): Promise<void> {
  if (!citizen || !one.hospital || !one.unit) return dropWorkRow(tx.sql, citizen ?? '', id)
  await saveWorkRow(tx.sql, {
    citizen,
    referral: id,
    version: after?.meta?.versionId ?? one.version,
    state: one.state,
    open: isOpen(one.state),
    hospital: one.hospital.id,
    unit: one.unit.id,
    office: one.office?.id ?? null,
    treatment: one.treatment,
    sent: new Date(one.sent ?? tx.now),
    assessBy: one.assessBy,
    helpBy: one.helpBy,
    unread: one.office !== null && (one.state === 'rejected' || one.state === 'advised') && one.replyReadAt === null,
  })
}

const told: Readonly<Record<ReferralStep, ReferralEventType | null>> = {
  sent: referralEvents.sent,
  received: referralEvents.received,
  assessed: referralEvents.answered,
  rejected: referralEvents.answered,
  advised: referralEvents.answered,
  forwarded: referralEvents.moved,
  chosen: referralEvents.moved,
  undone: referralEvents.moved,
  withdrawn: referralEvents.withdrawn,
  done: referralEvents.done,
  // The time itself is told by the service that has it.
  appointment: null,
  released: null,
}

interface Moved {
  readonly citizen: string
  readonly id: string
  readonly before: ReadReferral | undefined
  readonly after: ReadReferral
}

async function tell(tx: StoreTransaction, { citizen, id, before, after }: Moved): Promise<void> {
  const data = { referral: id, hospital: after.hospital?.id ?? '', office: after.office?.id ?? '', state: after.state }
  for (const { step } of after.steps.slice(before?.steps.length ?? 0)) {
    const type = told[step]
    if (type) await tx.emit({ type, citizen, data })
  }
  const [was, is] = [before ? runningDeadline(before) : null, runningDeadline(after)]
  if (is !== null && is.date !== was?.date)
    await tx.schedule(new Date(endOfOsloDay(is.date).getTime() + 1000), {
      type: referralEvents.deadline,
      citizen,
      data,
    })
}
