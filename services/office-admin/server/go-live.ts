import { randomUUID } from 'node:crypto'
import { osloDateOf } from '@lomma/platform/calendar'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Listener } from '@lomma/platform/service'
import { type Content, officeAdminEvents } from '../contract/index.ts'
import { sameContent } from '../domain/content.ts'
import { liveContent, writeLive } from './live.ts'
import {
  findVersion,
  lockOffice,
  nextNumber,
  pastVersions,
  replaceLive,
  saveVersion,
  type VersionRow,
} from './queries.ts'

/** An approved version becomes what citizens see: resources, history and event in one transaction. */
export async function goLive(tx: StoreTransaction, row: VersionRow): Promise<void> {
  const live = await liveContent(tx, tx.registers, row.office, tx.now)
  await keepUnknown(tx, row.office, live)
  const office = await tx.registers.organisations.byId(row.office)
  await writeLive(tx, { id: row.office, name: office?.name ?? '' }, row.content)
  await replaceLive(tx.sql, row.office)
  const number = await nextNumber(tx.sql, row.office)
  await saveVersion(tx.sql, { ...row, number, state: 'live', base: live, wentLiveAt: tx.now })
  const data = { office: row.office, version: row.id }
  await tx.emit({ type: officeAdminEvents.live, citizen: '', data })
}

/** What citizens saw until now, when it is in no version: from before there were versions, or written by another system. */
async function keepUnknown(tx: StoreTransaction, office: string, live: Content): Promise<void> {
  const [last] = await pastVersions(tx.sql, office)
  if (last && sameContent(last.content, live, osloDateOf(tx.now))) return
  await replaceLive(tx.sql, office)
  await saveVersion(tx.sql, {
    ...{ id: randomUUID(), office, number: await nextNumber(tx.sql, office), state: 'replaced', revision: 1 },
    ...{ content: live, base: last?.content ?? live, authors: [], comment: null, commentBy: null },
    ...{ approvedBy: null, approvedByName: null, liveAt: null },
    ...{ wentLiveAt: tx.now, createdAt: tx.now, changedAt: tx.now },
  })
}

/**
 * The time has come. What citizens see may have changed since the approval: then nothing is overwritten, and the version is a draft
 * again with a word about why.
 */
export const goLiveWhenDue: Listener = {
  event: officeAdminEvents.due,
  name: 'office-admin.go-live',
  async handle(event, tx) {
    const id = String(event.data.version)
    const found = await findVersion(tx.sql, id)
    if (!found) return
    await lockOffice(tx.sql, found.office)
    const row = await findVersion(tx.sql, id)
    // Taken back, discarded, or approved anew for another time.
    if (row?.state !== 'approved' || !row.liveAt || row.liveAt > tx.now) return
    const live = await liveContent(tx, tx.registers, row.office, tx.now)
    if (sameContent(row.base, live, osloDateOf(tx.now))) return goLive(tx, row)
    await saveVersion(tx.sql, {
      ...row,
      ...{ state: 'draft', revision: row.revision + 1, liveAt: null, approvedBy: null, approvedByName: null },
      ...{ comment: 'overtaken', commentBy: null, changedAt: tx.now },
    })
  },
}
