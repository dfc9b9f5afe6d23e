import type { Sql } from '../db/index.ts'
import type { CitizenKey, Context, PurposeCode } from './actor.ts'
import type { LogAction, LoggedKind } from './log.ts'

/** One line of the log as the citizen sees it. */
export interface LogEntry {
  readonly id: string
  readonly at: Date
  readonly actorKind: LoggedKind
  readonly actorName: string
  /** The citizen looked up the own record. */
  readonly own: boolean
  readonly organizationName?: string
  readonly action: LogAction
  readonly types: readonly string[]
  readonly purpose: PurposeCode
  readonly reason?: string
  readonly door: Context['door']
}

/**
 * A citizen's log, newest first.
 * @param page.before id-and-time cursor of the last line seen, from `cursorOf`
 * @param page.kinds only lines of these kinds of actor
 * @param page.withoutOwn leave out the citizen's own look-ups
 */
export async function readLog(
  db: Sql,
  citizen: CitizenKey,
  page: { before?: string; limit: number; kinds?: readonly LoggedKind[]; withoutOwn?: boolean },
): Promise<LogEntry[]> {
  const [at, id] = page.before?.split('|') ?? []
  const rows = await db<LogRow[]>`
    select id, at, actor_kind, actor_name, actor_id = ${`citizen/${citizen}`} as own, organization_name, action, types,
      purpose, reason, door
    from access.log
    where citizen = ${citizen}
      ${page.kinds ? db`and actor_kind = any(${[...page.kinds]})` : db``}
      ${page.withoutOwn ? db`and actor_id <> ${`citizen/${citizen}`}` : db``}
      ${at && id ? db`and (at, id) < (${at}::timestamptz, ${id}::uuid)` : db``}
    order by at desc, id desc
    limit ${page.limit}`
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    own: row.own,
    ...(row.organization_name ? { organizationName: row.organization_name } : {}),
    action: row.action,
    types: row.types,
    purpose: row.purpose,
    ...(row.reason ? { reason: row.reason } : {}),
    door: row.door,
  }))
}

/** Where to go on after this line. */
export function cursorOf(entry: Pick<LogEntry, 'at' | 'id'>): string {
  return `${entry.at.toISOString()}|${entry.id}`
}

interface LogRow {
  id: string
  at: Date
  actor_kind: LoggedKind
  actor_name: string
  own: boolean
  organization_name: string | null
  action: LogAction
  types: string[]
  purpose: PurposeCode
  reason: string | null
  door: Context['door']
}
