import { createHash } from 'node:crypto'
import type { Deps, OfficeContext, TextRef } from '@lomma/platform/service'
import type { WorkItem, WorkList } from '../contract/index.ts'
import { byDeadline } from '../domain/order.ts'
import { gather } from './gather.ts'
import { personOf } from './person.ts'
import { lookersAt } from './queries.ts'
import { readStamp } from './stamp.ts'

/** Everything that waits at the office, over all kinds: late first, then by deadline. */
export async function listWork(context: OfficeContext, deps: Deps): Promise<WorkList> {
  const { actor } = context
  // Before the rows: what changes while they are read is then read again.
  const { stamp } = await readStamp(context, deps)
  const [{ items, missing }, lookers] = await Promise.all([
    gather(context, deps),
    lookersAt(deps.db, actor.organization, deps.clock.now()),
  ])
  const others = lookers.filter(({ person }) => person !== personOf(actor))
  const rows = items.map(
    ({ unreadByPatient = false, bulk, detail, title, state, ...item }): WorkItem => ({
      ...item,
      ...(detail ? { detail: textOf(detail) } : {}),
      person: personAt(actor.organization, item.citizen),
      title: textOf(title),
      state: textOf(state),
      unreadByPatient,
      bulk: [...bulk],
      lookingNow: others.filter((one) => one.kind === item.kind && one.item === item.id).map(({ name }) => name),
    }),
  )
  const kindsOf = (from: Deps['worklists']) => from.flatMap(({ kinds }) => kinds.map((kind) => ({ ...kind })))
  return {
    office: { id: actor.organization, name: actor.organizationName },
    kinds: kindsOf(deps.worklists),
    items: rows.sort(byDeadline),
    missing: kindsOf([...missing]),
    waiting: rows.length,
    late: rows.filter((row) => row.late).length,
    stamp,
    answers: actor.kind === 'practitioner',
  }
}

/** A text that the answer may hold as its own. */
export function textOf({ key, params }: TextRef): WorkItem['title'] {
  return params ? { key, params: { ...params } } : { key }
}

/** Tells which items are one patient's, without telling whose: ids of records are random, so nothing leads back. */
function personAt(organization: string, citizen: string): string {
  return createHash('sha256').update(`${organization} ${citizen}`).digest('base64url').slice(0, 12)
}
