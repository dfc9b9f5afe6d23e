import type { Context } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Deps } from '../service/index.ts'
import { threadRow } from './queries.ts'

/** Whose record somebody at an office adds a file to when answering a conversation: only in one that is theirs and open. */
export async function recordForUpload(
  { actor }: Context,
  thread: string,
  { db }: Pick<Deps, 'db'>,
): Promise<string | Refusal> {
  const row = await threadRow(db, thread)
  if (!row) return refuse('not-found', 404)
  const there = actor.kind === 'practitioner' || actor.kind === 'office' ? actor.organization : undefined
  if (row.office !== there) return refuse('not-your-office', 403)
  return row.open ? row.citizen : refuse('thread-closed', 409)
}
