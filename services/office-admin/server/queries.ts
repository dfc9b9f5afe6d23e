import type { Sql } from '@lomma/platform/db'
import type { Content, DraftState } from '../contract/index.ts'

export interface Author {
  readonly id: string
  readonly name: string
}

/** One draft or version as it is kept. */
export interface VersionRow {
  readonly id: string
  readonly office: string
  readonly number: number | null
  readonly state: DraftState
  readonly revision: number
  readonly content: Content
  readonly base: Content
  readonly authors: readonly Author[]
  readonly comment: string | null
  readonly commentBy: string | null
  readonly approvedBy: string | null
  readonly approvedByName: string | null
  readonly liveAt: Date | null
  readonly wentLiveAt: Date | null
  readonly createdAt: Date
  readonly changedAt: Date
}

const columns = (sql: Sql) => sql`
  id, office, number, state, revision, content, base, authors, comment, comment_by as "commentBy",
  approved_by as "approvedBy", approved_by_name as "approvedByName", live_at as "liveAt",
  went_live_at as "wentLiveAt", created_at as "createdAt", changed_at as "changedAt"`

/** Changes of one office come one after the other. */
export async function lockOffice(sql: Sql, office: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`office-admin ${office}`}, 0))`
}

export async function findVersion(sql: Sql, id: string): Promise<VersionRow | undefined> {
  const [row] = await sql<VersionRow[]>`select ${columns(sql)} from office_admin.version where id = ${id}`
  return row
}

/** Drafts, those that wait for a second person, and those that wait for their time. */
export function openVersions(sql: Sql, office: string): Promise<VersionRow[]> {
  return sql<VersionRow[]>`
    select ${columns(sql)} from office_admin.version
    where office = ${office} and state in ('draft', 'submitted', 'approved')
    order by changed_at desc, id`
}

/** What citizens have seen, newest first. */
export function pastVersions(sql: Sql, office: string): Promise<VersionRow[]> {
  return sql<VersionRow[]>`
    select ${columns(sql)} from office_admin.version
    where office = ${office} and number is not null order by number desc limit 50`
}

/** Approved versions of an office whose time has come. */
export function dueVersions(sql: Sql, office: string, now: Date): Promise<VersionRow[]> {
  return sql<VersionRow[]>`
    select ${columns(sql)} from office_admin.version
    where office = ${office} and state = 'approved' and live_at <= ${now} order by live_at, id`
}

export async function saveVersion(sql: Sql, row: VersionRow): Promise<void> {
  const json = (value: object) => sql.json(JSON.parse(JSON.stringify(value)))
  await sql`
    insert into office_admin.version (id, office, number, state, revision, content, base, authors, comment, comment_by,
      approved_by, approved_by_name, live_at, went_live_at, created_at, changed_at)
    values (${row.id}, ${row.office}, ${row.number}, ${row.state}, ${row.revision}, ${json(row.content)},
      ${json(row.base)}, ${json(row.authors)}, ${row.comment}, ${row.commentBy}, ${row.approvedBy},
      ${row.approvedByName}, ${row.liveAt}, ${row.wentLiveAt}, ${row.createdAt}, ${row.changedAt})
    on conflict (id) do update set number = excluded.number, state = excluded.state, revision = excluded.revision,
      content = excluded.content, base = excluded.base, authors = excluded.authors, comment = excluded.comment,
      comment_by = excluded.comment_by, approved_by = excluded.approved_by,
      approved_by_name = excluded.approved_by_name, live_at = excluded.live_at,
      went_live_at = excluded.went_live_at, changed_at = excluded.changed_at`
}

/** The version that was live is a part of the history. */
export async function replaceLive(sql: Sql, office: string): Promise<void> {
  await sql`update office_admin.version set state = 'replaced' where office = ${office} and state = 'live'`
}

export async function nextNumber(sql: Sql, office: string): Promise<number> {
  const [row] = await sql<{ next: number }[]>`
    select coalesce(max(number), 0) + 1 as next from office_admin.version where office = ${office}`
  return row?.next ?? 1
}

/** Notes the next Monday of a schedule. @returns false when it is noted already */
export async function moveWeek(sql: Sql, schedule: string, next: string): Promise<boolean> {
  const rows = await sql`
    insert into office_admin.filled_week (schedule, next) values (${schedule}, ${next})
    on conflict (schedule) do update set next = excluded.next where office_admin.filled_week.next < excluded.next
    returning schedule`
  return rows.length > 0
}

export async function noteAct(
  sql: Sql,
  { version, revision, act, person, at }: { version: string; revision: number; act: string; person: Author; at: Date },
): Promise<void> {
  await sql`
    insert into office_admin.act (version, revision, act, person, name, at)
    values (${version}, ${revision}, ${act}, ${person.id}, ${person.name}, ${at})`
}
