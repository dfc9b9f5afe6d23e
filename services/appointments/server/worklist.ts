import { addWorkingDays, daysBetween, osloDateOf } from '@lomma/platform/calendar'
import type { Deps, OfficeContext, WorkItem, WorklistContribution } from '@lomma/platform/service'
import { patientOf } from './office.ts'
import { type Entry, lateAt, waitingAt, workStamp } from './queries.ts'

/** Working days within which the office looks at a late cancellation. */
const daysToSettle = 5

/** Who waits for a time, and late cancellations to decide about. No clinical facts, so that secretaries see all of it. */
export const worklist: WorklistContribution = {
  service: 'appointments',
  kinds: [{ kind: 'time', title: 'appointments.work.kind' }],
  async list(context, deps) {
    const { organization } = context.actor
    const [waiting, late] = await Promise.all([waitingAt(deps.db, organization), lateAt(deps.db, organization)])
    return Promise.all([...waiting, ...late].map((entry) => itemOf(entry, context, deps)))
  },
  stamp: (context, deps) => workStamp(deps.db, context.actor.organization),
}

async function itemOf(entry: Entry, { actor }: OfficeContext, deps: Deps): Promise<WorkItem> {
  const { citizen, wish, late, starts, cancelledAt } = entry
  const now = deps.clock.now()
  const [patient, gp] = await Promise.all([
    patientOf(deps.registers, citizen, now),
    deps.registers.gp.assignment(citizen),
  ])
  const answerBy = late ? addWorkingDays(osloDateOf(cancelledAt ?? now), daysToSettle) : (wish?.to ?? null)
  const days = answerBy === null ? null : daysBetween(osloDateOf(now), answerBy)
  const listed =
    actor.kind === 'practitioner' && [gp?.practitioner, gp?.substitute?.practitioner].includes(actor.practitioner)
  return {
    id: entry.appointment,
    kind: 'time',
    citizen,
    version: entry.version,
    title: { key: late ? 'appointments.work.late' : 'appointments.work.waiting' },
    detail: late
      ? { key: 'appointments.work.late-detail', params: { at: starts?.toISOString() ?? '' } }
      : { key: 'appointments.work.waiting-detail', params: { from: wish?.from ?? '', to: wish?.to ?? '' } },
    patient,
    sent: (late ? (cancelledAt ?? entry.since) : entry.since).toISOString(),
    answerBy,
    daysToDeadline: days,
    late: days !== null && days < 0,
    state: { key: stateKey(entry) },
    mine: listed,
    doctor: gp?.practitionerName ?? null,
    handedTo: null,
    openedBy: null,
    bulk: [],
  }
}

function stateKey({ late, offeredSlot }: Entry): string {
  if (late) return 'appointments.work.to-settle'
  return offeredSlot === null ? 'appointments.work.waits' : 'appointments.work.offered'
}
