import { randomUUID } from 'node:crypto'
import { osloDateOf } from '@lomma/platform/calendar'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import {
  type Approve,
  type BeginDraft,
  type Draft,
  type Move,
  officeAdminEvents,
  type RefusalCode,
  type Save,
  type SendBack,
} from '../contract/index.ts'
import { current, rebase, sameContent, withDoctorsOf } from '../domain/content.ts'
import { faultsOf } from '../domain/faults.ts'
import { type MoveName, refuseMove, refuseTime } from '../domain/moves.ts'
import { goLive } from './go-live.ts'
import { liveContent } from './live.ts'
import { isAuthor, personOf } from './person.ts'
import { type Author, findVersion, lockOffice, noteAct, saveVersion, type VersionRow } from './queries.ts'
import { showDraft } from './show-draft.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>
type Answer = Promise<Draft | Refusal>

/** Begins a draft from what citizens see now, or from an earlier version. */
export async function beginDraft(context: OfficeContext, { from }: BeginDraft, deps: Parts): Answer {
  const { actor } = context
  const begun = await deps.store.command(context, async (tx) => {
    if (!(await tx.registers.gp.office(actor.organization))) return refuse('no-gp-office', 404)
    const base = await liveContent(tx, tx.registers, actor.organization, tx.now)
    const earlier = from === 'live' ? undefined : await findVersion(tx.sql, from)
    if (from !== 'live' && earlier?.office !== actor.organization) return refuse('not-found', 404)
    const content = earlier ? withDoctorsOf(earlier.content, base) : base
    const row: VersionRow = {
      ...{ id: randomUUID(), office: actor.organization, number: null, state: 'draft', revision: 1, base },
      content: current(content, osloDateOf(tx.now)),
      authors: [personOf(actor)],
      ...{ comment: null, commentBy: null, approvedBy: null, approvedByName: null, liveAt: null, wentLiveAt: null },
      createdAt: tx.now,
      changedAt: tx.now,
    }
    await keep(tx, row, 'begin', personOf(actor))
    return { id: row.id }
  })
  return isRefusal(begun) ? begun : showDraft(context, begun.id, deps)
}

/** Keeps what is written, wrong values too. */
export function saveDraft(context: OfficeContext, id: string, { revision, content }: Save, deps: Parts): Answer {
  return move(context, id, 'save', revision, deps, async (row) => ({
    ...row,
    content,
    authors: withAuthor(row, context),
  }))
}

/** Asks for a second person. */
export function submitDraft(context: OfficeContext, id: string, { revision }: Move, deps: Parts): Answer {
  return move(context, id, 'submit', revision, deps, async (row, tx) => {
    const no = refuseContent(row, tx.now)
    return no ?? { ...row, state: 'submitted', comment: null, commentBy: null }
  })
}

/** The second person says what is missing. */
export function sendBack(context: OfficeContext, id: string, { revision, comment }: SendBack, deps: Parts): Answer {
  return move(context, id, 'send-back', revision, deps, async (row) =>
    comment === '' ? refuse('comment-missing') : { ...row, state: 'draft', comment, commentBy: context.actor.name },
  )
}

/** Back to a draft: from approval, or before the time has come. */
export function takeBack(context: OfficeContext, id: string, { revision }: Move, deps: Parts): Answer {
  return move(context, id, 'take-back', revision, deps, async (row) => ({ ...row, ...unapproved, state: 'draft' }))
}

export function discardDraft(context: OfficeContext, id: string, { revision }: Move, deps: Parts): Answer {
  return move(context, id, 'discard', revision, deps, async (row) => ({ ...row, ...unapproved, state: 'discarded' }))
}

/** Lays the draft's changes over what citizens see now. Whoever does it has written in it. */
export function refreshDraft(context: OfficeContext, id: string, { revision }: Move, deps: Parts): Answer {
  return move(context, id, 'refresh', revision, deps, async (row, tx) => {
    const live = await liveContent(tx, tx.registers, row.office, tx.now)
    const content = rebase(row.base, row.content, live)
    return { ...row, state: 'draft', content, base: live, authors: withAuthor(row, context) }
  })
}

/** A second person lets it go live, at once or at a time. */
export function approveDraft(context: OfficeContext, id: string, { revision, liveAt }: Approve, deps: Parts): Answer {
  return move(context, id, 'approve', revision, deps, async (row, tx) => {
    const at = liveAt === null ? null : new Date(liveAt)
    const wrong = refuseTime(at, tx.now)
    if (wrong) return refuse(wrong)
    const no = refuseContent(row, tx.now)
    if (no) return no
    const live = await liveContent(tx, tx.registers, row.office, tx.now)
    if (!sameContent(row.base, live, osloDateOf(tx.now))) return refuse('stale-base', 409)
    const { id: approvedBy, name: approvedByName } = personOf(context.actor)
    return { ...row, state: 'approved', approvedBy, approvedByName, liveAt: at ?? tx.now }
  })
}

const unapproved = { approvedBy: null, approvedByName: null, liveAt: null }

function refuseContent(row: VersionRow, now: Date): Refusal<RefusalCode> | undefined {
  const today = osloDateOf(now)
  const { length: count } = faultsOf(row.content, today)
  if (count > 0) return refuse('has-faults', 422, { params: { count } })
  return sameContent(row.base, row.content, today) ? refuse('nothing-changed') : undefined
}

function withAuthor(row: VersionRow, context: OfficeContext): readonly Author[] {
  return isAuthor(row, context.actor) ? row.authors : [...row.authors, personOf(context.actor)]
}

type Change = (row: VersionRow, tx: StoreTransaction) => Promise<VersionRow | Refusal<RefusalCode>>

async function move(
  context: OfficeContext,
  id: string,
  name: MoveName,
  revision: number,
  deps: Parts,
  change: Change,
): Answer {
  const { actor } = context
  const done = await deps.store.command(context, async (tx) => {
    await lockOffice(tx.sql, actor.organization)
    const row = await findVersion(tx.sql, id)
    if (!row || row.office !== actor.organization) return refuse('not-found', 404)
    if (row.revision !== revision) return refuse('changed-meanwhile', 409)
    const no = refuseMove(name, row.state, { author: isAuthor(row, actor) })
    if (no) return refuse(no, no === 'own-draft' ? 403 : 409)
    const next = await change(row, tx)
    if (isRefusal(next)) return next
    const kept = { ...next, revision: row.revision + 1, changedAt: tx.now }
    await keep(tx, kept, name, personOf(actor))
    if (kept.state === 'approved') await wake(tx, kept)
    return { id }
  })
  return isRefusal(done) ? done : showDraft(context, id, deps)
}

/** At once, or when the time has come. */
async function wake(tx: StoreTransaction, row: VersionRow): Promise<void> {
  if (row.liveAt && row.liveAt > tx.now)
    await tx.schedule(row.liveAt, { type: officeAdminEvents.due, citizen: '', data: { version: row.id } })
  else await goLive(tx, row)
}

async function keep(tx: StoreTransaction, row: VersionRow, act: string, person: Author): Promise<void> {
  await saveVersion(tx.sql, row)
  await noteAct(tx.sql, { version: row.id, revision: row.revision, act, person, at: tx.now })
}
