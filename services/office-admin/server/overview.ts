import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { Overview, RefusalCode, Version } from '../contract/index.ts'
import { changesBetween } from '../domain/content.ts'
import { liveContent } from './live.ts'
import { isAuthor } from './person.ts'
import { openVersions, pastVersions, type VersionRow } from './queries.ts'

/** What citizens see, what is on its way, and who has changed what. */
export async function showOverview(
  context: OfficeContext,
  deps: Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>,
): Promise<Overview | Refusal<RefusalCode>> {
  const { actor } = context
  const now = deps.clock.now()
  const [office, open, past, live] = await Promise.all([
    deps.registers.gp.office(actor.organization),
    openVersions(deps.db, actor.organization),
    pastVersions(deps.db, actor.organization),
    liveContent(deps.store.as(context), deps.registers, actor.organization, now),
  ])
  if (!office) return refuse('no-gp-office', 404)
  return {
    today: osloDateOf(now),
    office: { name: office.name, phone: office.phone },
    live,
    drafts: open.map((row) => ({
      id: row.id,
      state: row.state,
      authors: row.authors.map(({ name }) => name),
      mine: isAuthor(row, actor),
      changedAt: row.changedAt.toISOString(),
      changes: changesBetween(row.base, row.content).length,
      liveAt: row.liveAt?.toISOString() ?? null,
    })),
    history: past.map(toVersion),
  }
}

function toVersion(row: VersionRow): Version {
  return {
    id: row.id,
    number: row.number ?? 0,
    state: row.state,
    authors: row.authors.map(({ name }) => name),
    approvedBy: row.approvedByName,
    wentLiveAt: (row.wentLiveAt ?? row.changedAt).toISOString(),
    changes: changesBetween(row.base, row.content),
  }
}
