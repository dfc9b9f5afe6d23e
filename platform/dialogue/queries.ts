import type { Sql } from '../db/index.ts'
import type { Side, ThreadState } from '../thread/index.ts'

/** One conversation in the work table. */
export interface ThreadRow {
  readonly citizen: string
  readonly task: string
  readonly version: string
  readonly kind: string
  readonly receipt: string
  readonly office: string
  readonly handedTo: string | null
  readonly state: ThreadState
  readonly open: boolean
  readonly waiting: boolean
  readonly sent: Date
  readonly deadline: Date
}

export interface MessageRow {
  readonly citizen: string
  readonly id: string
  readonly task: string
  readonly side: Side
  readonly sent: Date
  readonly readAt: Date | null
  readonly remindedAt: Date | null
}

/** A row of a queue, with what its messages say without words. */
export interface QueuedThread extends ThreadRow {
  readonly unreadByCitizen: number
  readonly unreadByOffice: number
  readonly messages: number
  readonly lastAt: Date | null
}

const columns = (sql: Sql) => sql`
  t.citizen, t.task, t.version, t.kind, t.receipt, t.office, t.handed_to as "handedTo", t.state, t.open, t.waiting, t.sent,
  t.deadline`

const counts = (sql: Sql) => sql`
  count(m.id) filter (where m.side = 'office' and m.read_at is null)::int as "unreadByCitizen",
  count(m.id) filter (where m.side = 'citizen' and m.read_at is null)::int as "unreadByOffice",
  count(m.id)::int as messages, max(m.sent) as "lastAt"`

/** Open conversations of these kinds at an office: those it owes an answer first, nearest deadline first. */
export function openAtOffice(sql: Sql, office: string, kinds: readonly string[]): Promise<QueuedThread[]> {
  return sql<QueuedThread[]>`
    select ${columns(sql)}, ${counts(sql)}
    from dialogue.thread t left join dialogue.message m on m.task = t.task and m.citizen = t.citizen
    where t.office = ${office} and t.open and t.kind = any (${[...kinds]})
    group by t.citizen, t.task
    order by t.waiting desc, t.deadline, t.sent, t.task limit 500`
}

/** All conversations of one citizen, newest message first. */
export function threadsOfCitizen(sql: Sql, citizen: string): Promise<QueuedThread[]> {
  return sql<QueuedThread[]>`
    select ${columns(sql)}, ${counts(sql)}
    from dialogue.thread t left join dialogue.message m on m.task = t.task and m.citizen = t.citizen
    where t.citizen = ${citizen}
    group by t.citizen, t.task
    order by max(m.sent) desc nulls last, t.sent desc`
}

export async function threadRow(sql: Sql, task: string): Promise<ThreadRow | undefined> {
  const [row] = await sql<ThreadRow[]>`select ${columns(sql)} from dialogue.thread t where t.task = ${task}`
  return row
}

/** The same, held until the transaction ends: two who answer at once come one after the other. */
export async function lockThread(sql: Sql, task: string): Promise<ThreadRow | undefined> {
  const [row] = await sql<ThreadRow[]>`select ${columns(sql)} from dialogue.thread t where t.task = ${task} for update`
  return row
}

/** Messages of a conversation, oldest first. */
export function messagesOf(sql: Sql, task: string): Promise<MessageRow[]> {
  return sql<MessageRow[]>`
    select citizen, id, task, side, sent, read_at as "readAt", reminded_at as "remindedAt"
    from dialogue.message where task = ${task} order by sent, number`
}

export async function saveThread(sql: Sql, row: ThreadRow): Promise<void> {
  await sql`
    insert into dialogue.thread
      (citizen, task, version, kind, receipt, office, handed_to, state, open, waiting, sent, deadline)
    values (${row.citizen}, ${row.task}, ${row.version}, ${row.kind}, ${row.receipt}, ${row.office}, ${row.handedTo},
      ${row.state}, ${row.open}, ${row.waiting}, ${row.sent}, ${row.deadline})
    on conflict (citizen, task) do update set
      version = excluded.version, office = excluded.office, handed_to = excluded.handed_to, state = excluded.state,
      open = excluded.open, waiting = excluded.waiting, deadline = excluded.deadline`
}

export async function dropThread(sql: Sql, citizen: string, task: string): Promise<void> {
  await sql`delete from dialogue.thread where citizen = ${citizen} and task = ${task}`
}

export async function saveMessage(sql: Sql, row: Omit<MessageRow, 'remindedAt'>): Promise<void> {
  await sql`
    insert into dialogue.message (citizen, id, task, side, sent, read_at)
    values (${row.citizen}, ${row.id}, ${row.task}, ${row.side}, ${row.sent}, ${row.readAt})
    on conflict (citizen, id) do update set read_at = excluded.read_at`
}

export async function dropMessage(sql: Sql, citizen: string, id: string): Promise<void> {
  await sql`delete from dialogue.message where citizen = ${citizen} and id = ${id}`
}

/** Notes that both sides are told that a message lies unread. @returns false when it is read, or was noted before. */
export async function noteReminder(sql: Sql, citizen: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql`
    update dialogue.message set reminded_at = ${at}
    where citizen = ${citizen} and id = ${id} and read_at is null and reminded_at is null returning id`
  return rows.length > 0
}

export async function receiptTaken(sql: Sql, receipt: string): Promise<boolean> {
  const rows = await sql`select 1 from dialogue.thread where receipt = ${receipt} limit 1`
  return rows.length > 0
}
