import type { Sql } from '@lomma/platform/db'
import type { FreeTime, HospitalStatus } from '../contract/index.ts'
import { type ClinicRules, clinicRulesSchema } from '../contract/index.ts'
import type { ClinicTime } from '../domain/times.ts'
import type { ClinicFacts } from '../fhir/clinic.ts'

/** A clinic as all nodes know it; `version` is that of its HealthcareService. */
export interface ClinicRow extends ClinicFacts {
  readonly version: string
}

interface StoredClinic {
  id: string
  source: string
  regional: string
  organization: string
  organization_name: string
  name: string
  phone: string | null
  rules: unknown
  version: string
}

/** Clinics by what is asked: of one hospital, of one source, or one by its id. */
export async function clinics(
  sql: Sql,
  where: { readonly organization?: string | undefined; readonly source?: string; readonly id?: string },
): Promise<ClinicRow[]> {
  const rows = await sql<StoredClinic[]>`
    select * from hospital_appointments.clinic
    where (${where.organization ?? null}::text is null or organization = ${where.organization ?? null})
      and (${where.source ?? null}::text is null or source = ${where.source ?? null})
      and (${where.id ?? null}::text is null or id = ${where.id ?? null})
    order by name`
  return rows.map(toClinic)
}

function toClinic(row: StoredClinic): ClinicRow {
  const rules: ClinicRules = clinicRulesSchema.parse(row.rules)
  return { ...row, organizationName: row.organization_name, rules }
}

export async function saveClinic(sql: Sql, clinic: ClinicFacts, version: string): Promise<void> {
  await sql`
    insert into hospital_appointments.clinic (id, source, regional, organization, organization_name, name, phone, rules, version)
    values (${clinic.id}, ${clinic.source}, ${clinic.regional}, ${clinic.organization}, ${clinic.organizationName},
            ${clinic.name}, ${clinic.phone}, ${JSON.stringify(clinic.rules)}::text::jsonb, ${version})
    on conflict (id) do update set name = excluded.name, phone = excluded.phone, rules = excluded.rules,
      version = excluded.version, organization_name = excluded.organization_name`
}

export async function dropClinic(sql: Sql, id: string): Promise<void> {
  await sql`delete from hospital_appointments.clinic where id = ${id}`
}

/** The free times of some clinics, as last fetched. */
export async function freeTimes(sql: Sql, ofClinics: readonly string[]): Promise<ClinicTime[]> {
  const rows = await sql<{ clinic: string; slot: string; starts: Date; ends: Date; freed: boolean }[]>`
    select clinic, slot, starts, ends, freed from hospital_appointments.free_time
    where clinic = any(${[...ofClinics]}) order by starts`
  return rows.map(({ clinic, slot, starts, ends, freed }) => ({
    clinic,
    slot,
    freed,
    starts: starts.toISOString(),
    ends: ends.toISOString(),
  }))
}

/**
 * What the region says is free now takes the place of what it said before. A time that was not free the last time we asked has been
 * given up by somebody.
 */
export async function replaceFreeTimes(
  sql: Sql,
  source: string,
  ofClinics: readonly string[],
  times: readonly Omit<ClinicTime, 'freed'>[],
): Promise<void> {
  const slots = times.map(({ slot }) => slot)
  await sql`
    delete from hospital_appointments.free_time
    where source = ${source} and clinic = any(${[...ofClinics]}) and slot <> all(${slots}::text[])`
  await sql`
    insert into hospital_appointments.free_time (source, slot, clinic, starts, ends, freed)
    select ${source}, t.slot, t.clinic, t.starts, t.ends, c.times_since is not null
    from unnest(
      ${slots}::text[], ${times.map(({ clinic }) => clinic)}::text[], ${times.map(({ starts }) => starts)}::timestamptz[],
      ${times.map(({ ends }) => ends)}::timestamptz[]) as t (slot, clinic, starts, ends)
    join hospital_appointments.clinic c on c.id = t.clinic
    on conflict (source, slot) do update set clinic = excluded.clinic, starts = excluded.starts, ends = excluded.ends`
  await sql`
    update hospital_appointments.clinic set times_since = now() where id = any(${[...ofClinics]}) and times_since is null`
}

/** A time that has just been taken: nobody is shown it again. */
export async function dropFreeTime(sql: Sql, source: string, slot: string): Promise<void> {
  await sql`delete from hospital_appointments.free_time where source = ${source} and slot = ${slot}`
}

/** One free time of a source, by its slot. */
export async function freeTime(sql: Sql, source: string, slot: string): Promise<FreeTime | undefined> {
  const [row] = await sql<{ slot: string; starts: Date; ends: Date }[]>`
    select slot, starts, ends from hospital_appointments.free_time where source = ${source} and slot = ${slot}`
  return row && { slot: row.slot, starts: row.starts.toISOString(), ends: row.ends.toISOString() }
}

/** An appointment at a hospital, for those who work there: keys, states and dates. */
export interface OfficeIndexRow {
  readonly citizen: string
  readonly appointment: string
  readonly version: string
  readonly source: string
  readonly organization: string | null
  readonly clinic: string | null
  readonly status: HospitalStatus
  readonly starts: Date | null
  readonly chooseBy: string | null
  readonly noneFitsAt: Date | null
  readonly created: Date
}

export async function saveIndexRow(sql: Sql, row: OfficeIndexRow): Promise<void> {
  await sql`
    insert into hospital_appointments.appointment
      (citizen, appointment, version, source, organization, clinic, status, starts, choose_by, none_fits_at, created)
    values (${row.citizen}, ${row.appointment}, ${row.version}, ${row.source}, ${row.organization}, ${row.clinic},
            ${row.status}, ${row.starts}, ${row.chooseBy}, ${row.noneFitsAt}, ${row.created})
    on conflict (citizen, appointment) do update set version = excluded.version, organization = excluded.organization,
      clinic = excluded.clinic, status = excluded.status, starts = excluded.starts, choose_by = excluded.choose_by,
      none_fits_at = excluded.none_fits_at`
}

export async function dropIndexRow(sql: Sql, citizen: string, appointment: string): Promise<void> {
  await sql`
    delete from hospital_appointments.appointment where citizen = ${citizen} and appointment = ${appointment}`
}

const indexColumns = (sql: Sql) => sql`
  citizen, appointment, version, source, organization, clinic, status, starts, choose_by as "chooseBy",
  none_fits_at as "noneFitsAt", created`

/** Appointments at a hospital that are open or near. */
export async function appointmentsAt(sql: Sql, organization: string, since: Date): Promise<OfficeIndexRow[]> {
  return sql<OfficeIndexRow[]>`
    select ${indexColumns(sql)} from hospital_appointments.appointment
    where organization = ${organization} and (starts is null or starts >= ${since})
      and status in ('proposed', 'booked', 'cancelled')
    order by starts nulls first, created limit 200`
}

/** Where the unit must act: nothing fitted, or nobody chose in time. */
export async function waitingAt(sql: Sql, organization: string, today: string): Promise<OfficeIndexRow[]> {
  return sql<OfficeIndexRow[]>`
    select ${indexColumns(sql)} from hospital_appointments.appointment
    where organization = ${organization} and status = 'proposed'
      and (none_fits_at is not null or choose_by < ${today}::date)
    order by coalesce(none_fits_at, choose_by)`
}

export async function indexRow(sql: Sql, appointment: string): Promise<OfficeIndexRow | undefined> {
  const [row] = await sql<OfficeIndexRow[]>`
    select ${indexColumns(sql)} from hospital_appointments.appointment where appointment = ${appointment}`
  return row
}

/** How many appointments are known of a citizen from each source. */
export async function knownBySource(sql: Sql, citizen: string, since: Date): Promise<Map<string, number>> {
  const rows = await sql<{ source: string; count: number }[]>`
    select source, count(*)::int as count from hospital_appointments.appointment
    where citizen = ${citizen} and status in ('proposed', 'booked') and (starts is null or starts >= ${since})
    group by source`
  return new Map(rows.map(({ source, count }) => [source, count]))
}

/** One at a time about one citizen. */
export async function lockCitizen(sql: Sql, citizen: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${citizen}, 7072))`
}
