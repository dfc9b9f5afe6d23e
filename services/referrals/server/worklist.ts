import type { Deps, OfficeContext, WorkItem, WorklistContribution } from '@lomma/platform/service'
import { hospitalKind, replyKind } from '../contract/index.ts'
import { isReferral, type ReadReferral, readReferral } from '../fhir/read-referral.ts'
import { asPatient, deadlineOf, forReferral, type StaffContext } from './office.ts'
import { stampOf, unreadAtOffice, type WorkRow, waitingAtHospital, workRow } from './queries.ts'
import { type Side, sideOf } from './show-case.ts'

/**
 * C3 in the work queue. At the hospital: referrals to assess, then to give a time. At the GP office: answers that ask something of the
 * doctor. Both are clinical: a secretary sees neither (helsepersonelloven § 25).
 */
export const worklist: WorklistContribution = {
  service: 'referrals',
  kinds: [
    { kind: hospitalKind, title: 'referrals.office.kind' },
    { kind: replyKind, title: 'referrals.office.reply-kind' },
  ],
  async list(context, deps) {
    if (!isStaff(context)) return []
    const { organization } = context.actor
    const [there, replies] = await Promise.all([
      waitingAtHospital(deps.db, organization),
      unreadAtOffice(deps.db, organization),
    ])
    const items = await Promise.all([
      ...there.map((row) => itemOf(context, row, 'hospital', deps)),
      ...replies.map((row) => itemOf(context, row, 'referrer', deps)),
    ])
    return items.flatMap((item) => item ?? [])
  },
  async find(id, context, deps) {
    if (!isStaff(context)) return undefined
    const row = await workRow(deps.db, id)
    const side = row && sideOf(row, context.actor.organization)
    return row && side ? itemOf(context, row, side, deps) : undefined
  },
  stamp: ({ actor }, { db }) => stampOf(db, actor.organization),
}

async function itemOf(context: StaffContext, row: WorkRow, side: Side, deps: Deps): Promise<WorkItem | undefined> {
  const [request, person, gp] = await Promise.all([
    deps.store.as(forReferral(context)).read('ServiceRequest', row.referral),
    deps.registers.population.byCitizen(row.citizen),
    deps.registers.gp.assignment(row.citizen),
  ])
  if (!request || !isReferral(request)) return undefined
  const one = readReferral(request)
  const now = deps.clock.now()
  return {
    ...(side === 'hospital' ? atHospital(one, now) : atOffice(one)),
    id: row.referral,
    citizen: row.citizen,
    version: row.version,
    title: { key: 'referrals.office.item', params: { title: one.title } },
    patient: asPatient(person, now),
    mine: side === 'referrer' && one.requester?.id === context.actor.practitioner,
    doctor: gp?.practitionerName ?? null,
    handedTo: null,
    openedBy: null,
    bulk: [],
  }
}

type Part = Pick<WorkItem, 'kind' | 'detail' | 'sent' | 'answerBy' | 'daysToDeadline' | 'late' | 'state'>

function atHospital(one: ReadReferral, now: Date): Part {
  const name = one.state === 'assessed' ? 'give-time' : one.priority === 'urgent' ? 'assess-urgent' : 'assess'
  return {
    kind: hospitalKind,
    detail: { key: `referrals.office.${name}`, params: { unit: one.unit?.name ?? '' } },
    sent: new Date(one.sent ?? now).toISOString(),
    ...deadlineOf(one, now),
    state: { key: `referrals.office-state.${one.state}` },
  }
}

function atOffice(one: ReadReferral): Part {
  const answered = one.steps.at(-1)?.at ?? one.sent ?? ''
  return {
    kind: replyKind,
    detail: { key: 'referrals.office.reply-from', params: { unit: one.unit?.name ?? '' } },
    sent: new Date(answered).toISOString(),
    // An answer has no deadline of its own: the doctor reads it and decides.
    ...{ answerBy: null, daysToDeadline: null, late: false },
    state: { key: `referrals.office-state.${one.state}` },
  }
}

function isStaff(context: OfficeContext): context is OfficeContext & StaffContext {
  return context.actor.kind === 'practitioner'
}
