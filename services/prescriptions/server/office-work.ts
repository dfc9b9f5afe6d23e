import type { Deps, OfficeContext, TextRef, WorkItem, WorklistContribution } from '@lomma/platform/service'
import { renewalKind } from '../contract/index.ts'
import { medicineWords } from '../domain/medicine-words.ts'
import { forRenewal } from './office.ts'
import { openAtOffice, stampOfOffice, type WorkRow, workRow } from './queries.ts'
import { type CitizenAtOffice, type QueueRow, queueRow, readCitizenAtOffice } from './queue-row.ts'

/**
 * B4: the office's open renewals. Doctors see the medicine and approve what needs no closer look; a secretary sees that somebody
 * waits for a renewal, not of what (helsepersonelloven § 25). Others have no renewals: they are sent to GP offices.
 */
export const officeWork: WorklistContribution = {
  service: 'prescriptions',
  kinds: [{ kind: renewalKind, title: 'prescriptions.office.kind' }],
  async list(context, deps) {
    const waiting = await openAtOffice(deps.db, context.actor.organization)
    return itemsOf(context, waiting, deps)
  },
  async find(id, context, deps) {
    const row = await workRow(deps.db, id)
    if (!row || row.office !== context.actor.organization) return undefined
    const [item] = await itemsOf(context, [row], deps)
    return item
  },
  stamp: ({ actor }, { db }) => stampOfOffice(db, actor.organization),
}

async function itemsOf(context: OfficeContext, rows: readonly WorkRow[], deps: Deps): Promise<WorkItem[]> {
  const { actor } = context
  const now = deps.clock.now()
  const reader = deps.store.as(forRenewal(context))
  const citizens = new Map<string, CitizenAtOffice>()
  await Promise.all(
    [...new Set(rows.map((row) => row.citizen))].map(async (citizen) => {
      citizens.set(citizen, await readCitizenAtOffice(reader, deps.registers, actor, citizen))
    }),
  )
  return rows.flatMap((row) => {
    const citizen = citizens.get(row.citizen)
    return citizen ? [itemOf(row.citizen, queueRow(row, citizen, actor, now))] : []
  })
}

function itemOf(citizen: string, row: QueueRow): WorkItem {
  const { task, state, medicine, bulkSafe, receipt: _receipt, sentTogether, hasNote, ...same } = row
  return {
    ...same,
    id: task,
    kind: renewalKind,
    citizen,
    title: titleOf(medicine),
    ...detailOf(hasNote, sentTogether),
    state: { key: `prescriptions.state.${state}` },
    bulk: bulkSafe ? ['approve'] : [],
  }
}

function titleOf(medicine: QueueRow['medicine']): TextRef {
  if (medicine === null) return { key: 'prescriptions.office.case-title' }
  return { key: 'prescriptions.office.row.medicine', params: { medicine: medicineWords(medicine) } }
}

function detailOf(note: boolean, together: number): { detail?: TextRef } {
  if (!note && together < 2) return {}
  const name = note ? (together > 1 ? 'note-together' : 'note') : 'together'
  return { detail: { key: `prescriptions.office.row.${name}`, params: { count: together } } }
}
