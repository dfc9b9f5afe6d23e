import type { Sql } from '@lomma/platform/db'
import type { ReferralState } from '../contract/index.ts'
import type { TreatmentPlace } from '../domain/places.ts'

/** One referral in the work table. */
export interface WorkRow {
  readonly citizen: string
  readonly referral: string
  readonly version: string
  readonly state: ReferralState
  readonly open: boolean
  readonly hospital: string
  readonly unit: string
  readonly office: string | null
  readonly treatment: string | null
  readonly sent: Date
  /** `YYYY-MM-DD` */
  readonly assessBy: string | null
  readonly helpBy: string | null
  readonly unread: boolean
}

const columns = (sql: Sql) => sql`
  citizen, referral, version, state, open, hospital, unit, office, treatment, sent, assess_by::text as "assessBy",
  help_by::text as "helpBy", unread`

/** What a hospital has to do: to assess, then to give a time. */
export async function waitingAtHospital(sql: Sql, hospital: string): Promise<WorkRow[]> {
  return sql<WorkRow[]>`
    select ${columns(sql)} from referrals.worklist
    where hospital = ${hospital} and state in ('sent', 'received', 'assessed')
    order by coalesce(assess_by, help_by), sent limit 500`
}

/** Answers that an office has not marked as read. */
export async function unreadAtOffice(sql: Sql, office: string): Promise<WorkRow[]> {
  return sql<WorkRow[]>`
    select ${columns(sql)} from referrals.worklist where office = ${office} and unread order by sent limit 500`
}

/** What an office has sent, newest first. */
export async function sentFrom(sql: Sql, office: string, since: Date): Promise<WorkRow[]> {
  return sql<WorkRow[]>`
    select ${columns(sql)} from referrals.worklist
    where office = ${office} and (open or sent >= ${since}) order by sent desc limit 200`
}

/** Changes when what waits somewhere does. */
export async function stampOf(sql: Sql, organization: string): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select coalesce(md5(string_agg(referral || ' ' || version, ',' order by referral)), '') as stamp
    from referrals.worklist where (hospital = ${organization} and open) or (office = ${organization} and unread)`
  return row?.stamp ?? ''
}

export async function workRow(sql: Sql, referral: string): Promise<WorkRow | undefined> {
  const [row] = await sql<WorkRow[]>`select ${columns(sql)} from referrals.worklist where referral = ${referral}`
  return row
}

/** The same, held until the transaction ends: two who answer at once come one after the other. */
export async function lockWorkRow(sql: Sql, referral: string): Promise<WorkRow | undefined> {
  const [row] = await sql<WorkRow[]>`
    select ${columns(sql)} from referrals.worklist where referral = ${referral} for update`
  return row
}

/** Open referrals of one citizen for a treatment, with the lock that makes two sent at once come one after the other. */
export async function openFor(sql: Sql, citizen: string, treatment: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`referrals ${citizen}`}, 0))`
  const rows = await sql<{ referral: string }[]>`
    select referral from referrals.worklist where citizen = ${citizen} and treatment = ${treatment} and open`
  return rows.map(({ referral }) => referral)
}

export async function saveWorkRow(sql: Sql, row: WorkRow): Promise<void> {
  await sql`
    insert into referrals.worklist
      (citizen, referral, version, state, open, hospital, unit, office, treatment, sent, assess_by, help_by, unread)
    values (${row.citizen}, ${row.referral}, ${row.version}, ${row.state}, ${row.open}, ${row.hospital}, ${row.unit},
      ${row.office}, ${row.treatment}, ${row.sent}, ${row.assessBy}, ${row.helpBy}, ${row.unread})
    on conflict (citizen, referral) do update set
      version = excluded.version, state = excluded.state, open = excluded.open, hospital = excluded.hospital,
      unit = excluded.unit, office = excluded.office, treatment = excluded.treatment, sent = excluded.sent,
      assess_by = excluded.assess_by, help_by = excluded.help_by, unread = excluded.unread`
}

export async function dropWorkRow(sql: Sql, citizen: string, referral: string): Promise<void> {
  await sql`delete from referrals.worklist where citizen = ${citizen} and referral = ${referral}`
}

/** Places by treatment or unit; all without either. */
export async function places(
  sql: Sql,
  where: { readonly treatment?: string | null; readonly unit?: string | null } = {},
): Promise<TreatmentPlace[]> {
  const { treatment = null, unit = null } = where
  return sql<TreatmentPlace[]>`
    select treatment, treatment_name as "treatmentName", unit, name, phone, hospital, hospital_name as "hospitalName",
      city, weeks, as_of::text as "asOf"
    from referrals.place
    where (${treatment}::text is null or treatment = ${treatment}) and (${unit}::text is null or unit = ${unit})
    order by treatment_name, hospital_name`
}

export async function savePlace(sql: Sql, id: string, place: TreatmentPlace): Promise<void> {
  await sql`
    insert into referrals.place
      (id, treatment, treatment_name, unit, name, phone, hospital, hospital_name, city, weeks, as_of)
    values (${id}, ${place.treatment}, ${place.treatmentName}, ${place.unit}, ${place.name}, ${place.phone},
      ${place.hospital}, ${place.hospitalName}, ${place.city}, ${place.weeks}, ${place.asOf})
    on conflict (id) do update set treatment = excluded.treatment, treatment_name = excluded.treatment_name,
      unit = excluded.unit, name = excluded.name, phone = excluded.phone, hospital = excluded.hospital,
      hospital_name = excluded.hospital_name, city = excluded.city, weeks = excluded.weeks, as_of = excluded.as_of`
}

export async function dropPlace(sql: Sql, id: string): Promise<void> {
  await sql`delete from referrals.place where id = ${id}`
}
