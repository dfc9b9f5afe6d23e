import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { Draft, RefusalCode } from '../contract/index.ts'
import { changesBetween, sameContent } from '../domain/content.ts'
import { faultsOf } from '../domain/faults.ts'
import { refuseMove } from '../domain/moves.ts'
import { conflictsOf } from './conflicts.ts'
import { liveContent } from './live.ts'
import { isAuthor } from './person.ts'
import { findVersion } from './queries.ts'

/** One draft beside what citizens see now. */
export async function showDraft(
  context: OfficeContext,
  id: string,
  deps: Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>,
): Promise<Draft | Refusal<RefusalCode>> {
  const { actor } = context
  const [row, office] = await Promise.all([findVersion(deps.db, id), deps.registers.gp.office(actor.organization)])
  if (!row || row.office !== actor.organization || !office) return refuse('not-found', 404)
  const now = deps.clock.now()
  const today = osloDateOf(now)
  const reader = deps.store.as(context)
  const live = await liveContent(reader, deps.registers, row.office, now)
  const open = row.state === 'draft' || row.state === 'submitted' || row.state === 'approved'
  const mover = { author: isAuthor(row, actor) }
  const can = (move: Parameters<typeof refuseMove>[0]) => refuseMove(move, row.state, mover) === undefined
  return {
    id: row.id,
    revision: row.revision,
    today,
    office: { name: office.name, phone: office.phone },
    state: row.state,
    content: row.content,
    live,
    stale: !sameContent(row.base, live, today),
    changes: changesBetween(row.base, row.content),
    faults: faultsOf(row.content, today),
    conflicts: open ? await conflictsOf(reader, row.office, row.content, now, deps) : [],
    authors: row.authors.map(({ name }) => name),
    comment: row.comment,
    commentBy: row.commentBy,
    approvedBy: row.approvedByName,
    liveAt: row.liveAt?.toISOString() ?? null,
    changedAt: row.changedAt.toISOString(),
    may: { edit: can('save'), approve: can('approve'), takeBack: can('take-back'), discard: can('discard') },
  }
}
