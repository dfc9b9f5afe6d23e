import { ageOn, daysBetween, osloDateOf } from '@lomma/platform/calendar'
import type { OfficeContext, WorkItem, WorklistContribution } from '@lomma/platform/service'
import { officeRow, type StaffContext } from './office.ts'
import { clinics, type OfficeIndexRow, waitingAt } from './queries.ts'

/** Word of the URL `/kontor/sak/:kind/:id`. */
const caseKind = 'sykehustime'
/** A unit answers within so many days when nothing fitted: the patient's place in the queue waits for it. */
const answerDays = 7

/** Hospital appointments in the work queue: nothing fitted, or nobody chose in time. Health personnel's work. */
export const worklist: WorklistContribution = {
  service: 'hospital-appointments',
  kinds: [{ kind: caseKind, title: 'hospital-appointments.office.kind' }],
  async list(context, deps) {
    if (!isStaff(context)) return []
    const now = deps.clock.now()
    const today = osloDateOf(now)
    const own = await clinics(deps.db, { organization: context.actor.organization })
    const rows = own.length === 0 ? [] : await waitingAt(deps.db, context.actor.organization, today)
    const items = await Promise.all(
      rows.map(async (row): Promise<WorkItem[]> => {
        const seen = await officeRow(context, row, own, deps)
        if (!seen) return []
        const sent = seen.noneFitsAt ?? row.created.toISOString()
        return [toItem(row, seen, sent, today)]
      }),
    )
    return items.flat()
  },
  async stamp({ actor }, deps) {
    const rows = await waitingAt(deps.db, actor.organization, osloDateOf(deps.clock.now()))
    return rows.map(({ appointment, version }) => `${appointment}/${version}`).join(' ')
  },
}

function toItem(
  row: OfficeIndexRow,
  seen: NonNullable<Awaited<ReturnType<typeof officeRow>>>,
  sent: string,
  today: string,
): WorkItem {
  const answerBy = osloDateOf(new Date(Date.parse(sent) + answerDays * 86_400_000))
  const days = daysBetween(today, answerBy)
  const { birthDate } = seen.patient
  return {
    id: row.appointment,
    kind: caseKind,
    citizen: row.citizen,
    version: row.version,
    title: { key: 'hospital-appointments.office.item', params: { title: seen.title } },
    detail: { key: 'hospital-appointments.office.item-detail', params: { clinic: seen.clinic } },
    patient: { name: seen.patient.name, birthDate, age: birthDate ? ageOn(birthDate, today) : null },
    sent,
    answerBy,
    daysToDeadline: days,
    late: days < 0,
    state: { key: `hospital-appointments.office.state.${row.noneFitsAt ? 'none-fits' : 'not-chosen'}` },
    mine: false,
    doctor: null,
    handedTo: null,
    openedBy: null,
    bulk: [],
  }
}

function isStaff(context: OfficeContext): context is OfficeContext & StaffContext {
  return context.actor.kind === 'practitioner'
}
