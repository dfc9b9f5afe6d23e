import type { Sql } from '@lomma/platform/db'
import type { RenewalState } from '../contract/index.ts'

/** One renewal in the work table. */
export interface WorkRow {
  readonly citizen: string
  readonly task: string
  readonly version: string
  readonly receipt: string
  readonly office: string
  readonly handedTo: string | null
  readonly state: RenewalState
  readonly open: boolean
  readonly prior: string
  readonly sent: Date
  readonly deadline: Date
}

const columns = (sql: Sql) => sql`
  citizen, task, version, receipt, office, handed_to as "handedTo", state, open, prior, sent, deadline`

/** What waits at an office: nearest deadline first, so that the late come first. */
export function openAtOffice(sql: Sql, office: string): Promise<WorkRow[]> {
  return sql<WorkRow[]>`
    select ${columns(sql)} from prescriptions.worklist
    where office = ${office} and open
    order by deadline, sent, task limit 500`
}

/** Changes when what waits at an office does. */
export async function stampOfOffice(sql: Sql, office: string): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select coalesce(md5(string_agg(task || ' ' || version, ',' order by task)), '') as stamp
    from prescriptions.worklist where office = ${office} and open`
  return row?.stamp ?? ''
}

/** One renewal by its Task. */
export async function workRow(sql: Sql, task: string): Promise<WorkRow | undefined> {
  const [row] = await sql<WorkRow[]>`select ${columns(sql)} from prescriptions.worklist where task = ${task}`
  return row
}

/** The same, held until the transaction ends: two who decide at once come one after the other. */
export async function lockWorkRow(sql: Sql, task: string): Promise<WorkRow | undefined> {
  const [row] = await sql<WorkRow[]>`
    select ${columns(sql)} from prescriptions.worklist where task = ${task} for update`
  return row
}

/** The open renewal that rests on this proposal's prescription, at an office. */
export async function openForPrescription(sql: Sql, citizen: string, prior: string): Promise<WorkRow[]> {
  return sql<WorkRow[]>`
    select ${columns(sql)} from prescriptions.worklist
    where citizen = ${citizen} and prior = ${prior} and open`
}

/** Renewal requests of one citizen come one after the other, so that no medicine is asked for twice. */
export async function lockCitizen(sql: Sql, citizen: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`prescriptions ${citizen}`}, 0))`
}

export async function receiptTaken(sql: Sql, citizen: string, receipt: string): Promise<boolean> {
  const rows = await sql`
    select 1 from prescriptions.worklist where citizen = ${citizen} and receipt = ${receipt} limit 1`
  return rows.length > 0
}

export async function saveWorkRow(sql: Sql, row: WorkRow): Promise<void> {
  await sql`
    insert into prescriptions.worklist
      (citizen, task, version, receipt, office, handed_to, state, open, prior, sent, deadline)
    values (${row.citizen}, ${row.task}, ${row.version}, ${row.receipt}, ${row.office}, ${row.handedTo}, ${row.state},
      ${row.open}, ${row.prior}, ${row.sent}, ${row.deadline})
    on conflict (citizen, task) do update set
      version = excluded.version, receipt = excluded.receipt, office = excluded.office, handed_to = excluded.handed_to,
      state = excluded.state, open = excluded.open, prior = excluded.prior, sent = excluded.sent,
      deadline = excluded.deadline`
}

export async function dropWorkRow(sql: Sql, citizen: string, task: string): Promise<void> {
  await sql`delete from prescriptions.worklist where citizen = ${citizen} and task = ${task}`
}

/** A renewal that a stand-in has while its doctor is away. */
export interface Cover {
  readonly citizen: string
  readonly task: string
  readonly doctor: string
  readonly standIn: string
}

export async function coverOf(sql: Sql, doctor: string): Promise<Cover[]> {
  return sql<Cover[]>`
    select citizen, task, doctor, stand_in as "standIn" from prescriptions.cover where doctor = ${doctor}`
}

export async function saveCover(sql: Sql, { citizen, task, doctor, standIn }: Cover): Promise<void> {
  await sql`
    insert into prescriptions.cover (citizen, task, doctor, stand_in) values (${citizen}, ${task}, ${doctor}, ${standIn})
    on conflict (citizen, task) do update set doctor = excluded.doctor, stand_in = excluded.stand_in`
}

export async function dropCover(sql: Sql, citizen: string, task: string): Promise<void> {
  await sql`delete from prescriptions.cover where citizen = ${citizen} and task = ${task}`
}
