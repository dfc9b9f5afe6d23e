import type { Context } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Deps } from '../service/index.ts'
import { threadRow } from './queries.ts'

/**
 * Whose record somebody at an office adds a file to: only in a conversation that is theirs and open, or one that they may begin.
 * @param about id of the conversation, or of what the conversation will belong to
 */
export async function recordForUpload(
  { actor }: Context,
  about: string,
  { db, clock, threads }: Pick<Deps, 'db' | 'clock' | 'threads'>,
): Promise<string | Refusal> {
  const there = actor.kind === 'practitioner' || actor.kind === 'office' ? actor.organization : undefined
  if (there === undefined) return refuse('not-your-office', 403)
  const row = await threadRow(db, about)
  if (!row) return recordBefore(about, there, { db, clock, threads })
  if (row.office !== there) return refuse('not-your-office', 403)
  return row.open ? row.citizen : refuse('thread-closed', 409)
}

async function recordBefore(
  about: string,
  office: string,
  { threads, ...deps }: Pick<Deps, 'db' | 'clock' | 'threads'>,
): Promise<string | Refusal> {
  for (const kind of threads) {
    const found = kind.attach.office ? await kind.recordOf?.(about, office, deps) : undefined
    if (found !== undefined) return found
  }
  return refuse('not-found', 404)
}
