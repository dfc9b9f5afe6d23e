import {
  type CitizenActor,
  type Context,
  cursorOf,
  type LogEntry,
  type LoggedKind,
  logInTransaction,
  readLog,
} from '@lomma/platform/access'
import type { Deps } from '@lomma/platform/service'
import type { Entries, Who } from '../contract/index.ts'
import { toLookUps } from '../domain/look-ups.ts'

/** Lines of the log to a page; opened screens write several, so a page shows fewer look-ups. */
export const pageSize = 60

const kindsOf: Record<Exclude<Who, 'all'>, readonly LoggedKind[]> = {
  persons: ['citizen', 'practitioner', 'office'],
  systems: ['system', 'service', 'app'],
}

/** Who has looked in my record (G8). This look-up is itself written to the log before the answer leaves. */
export async function readEntries(
  query: { cursor?: string | undefined; who: Who; own: boolean },
  context: Context & { actor: CitizenActor },
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
): Promise<Entries> {
  const { citizen } = context.actor
  const lines: LogEntry[] = await readLog(db, citizen, {
    limit: pageSize + 1,
    ...(query.cursor ? { before: query.cursor } : {}),
    ...(query.who === 'all' ? {} : { kinds: kindsOf[query.who] }),
    ...(query.own ? {} : { withoutOwn: true }),
  })
  await logInTransaction(db, context, clock.now(), [{ citizen, action: 'read', types: ['AuditEvent'] }])
  const page = lines.slice(0, pageSize)
  const last = page.at(-1)
  return { entries: toLookUps(page), next: lines.length > pageSize && last ? cursorOf(last) : null }
}
