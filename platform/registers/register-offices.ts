import type { CitizenKey } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import { isOrganisationNumber } from './organisation-number.ts'
import type { GpOffice, OrganisationEntry, PersonnelEntry } from './types.ts'

/** Writes organisations. */
export async function registerOrganisations(sql: Sql, organisations: readonly OrganisationEntry[]): Promise<void> {
  for (const { name, organisationNumber } of organisations)
    if (!isOrganisationNumber(organisationNumber))
      throw new Error(`The organisation number of ${name} does not stand up to its check digit`)
  const rows = organisations.map((one) => ({
    organization: one.organization,
    name: one.name,
    organisation_number: one.organisationNumber,
    her_id: one.herId,
    phone: one.phone ?? null,
    municipality: one.municipality ?? null,
  }))
  await sql`
    insert into registers.organisation
    select * from jsonb_populate_recordset(null::registers.organisation, ${sql.json(rows)})
    on conflict (organization) do update set
      name = excluded.name, organisation_number = excluded.organisation_number, her_id = excluded.her_id,
      phone = excluded.phone, municipality = excluded.municipality`
}

export interface NewPractitioner extends Omit<PersonnelEntry, 'name'> {
  readonly identityNumber: string
  readonly given: string
  readonly family: string
  /** Ids of the organisations the person works at. */
  readonly worksAt: readonly string[]
}

/** Writes health personnel and where they work. */
export async function registerPractitioners(sql: Sql, practitioners: readonly NewPractitioner[]): Promise<void> {
  const rows = practitioners.map((one) => ({
    hpr: one.hpr,
    practitioner: one.practitioner,
    identity_number: one.identityNumber,
    given: one.given,
    family: one.family,
    category: one.category,
    active: one.active,
  }))
  await sql`
    insert into registers.practitioner
    select * from jsonb_populate_recordset(null::registers.practitioner, ${sql.json(rows)})
    on conflict (hpr) do update set
      practitioner = excluded.practitioner, identity_number = excluded.identity_number, given = excluded.given,
      family = excluded.family, category = excluded.category, active = excluded.active`
  const places = practitioners.flatMap(({ hpr, worksAt }) => worksAt.map((organization) => ({ hpr, organization })))
  await sql`delete from registers.employment where hpr = any (${practitioners.map(({ hpr }) => hpr)})`
  await sql`
    insert into registers.employment
    select * from jsonb_populate_recordset(null::registers.employment, ${sql.json(places)})`
}

export interface OfficeWorker {
  readonly person: string
  readonly identityNumber: string
  readonly given: string
  readonly family: string
  readonly organization: string
  readonly role: 'secretary'
}

/** Writes people at offices who are not health personnel. */
export async function registerOfficeStaff(sql: Sql, staff: readonly OfficeWorker[]): Promise<void> {
  const rows = staff.map((one) => ({
    person: one.person,
    identity_number: one.identityNumber,
    given: one.given,
    family: one.family,
    organization: one.organization,
    role: one.role,
  }))
  await sql`
    insert into registers.office_staff
    select * from jsonb_populate_recordset(null::registers.office_staff, ${sql.json(rows)})
    on conflict (person) do update set
      identity_number = excluded.identity_number, given = excluded.given, family = excluded.family,
      organization = excluded.organization, role = excluded.role`
}

/** What a GP office is before it has said anything of its services. */
export type NewGpOffice = Pick<GpOffice, 'organization' | 'phone' | 'offers' | 'openingHours'>

/**
 * Writes GP offices. Their organisations must be there. As soon as an office has said something of a service, `offers` is what
 * its HealthcareServices tell.
 */
export async function registerGpOffices(sql: Sql, offices: readonly NewGpOffice[]): Promise<void> {
  for (const office of offices) {
    const hours = office.openingHours.map(({ days, opens, closes }) => ({ days: [...days], opens, closes }))
    await sql`
      insert into registers.gp_office (organization, phone, offers, opening_hours)
      values (${office.organization}, ${office.phone}, ${[...office.offers]}, ${sql.json(hours)})
      on conflict (organization) do update set
        phone = excluded.phone, offers = excluded.offers, opening_hours = excluded.opening_hours`
  }
}

export interface GpListEntry {
  readonly citizen: CitizenKey
  readonly hpr: string
  readonly office: string
  /** First day on the list, `YYYY-MM-DD`. */
  readonly since: string
}

/** Puts citizens on doctors' lists; a citizen is on one list at a time. */
export async function assignGps(sql: Sql, entries: readonly GpListEntry[]): Promise<void> {
  const rows = entries.map(({ citizen, hpr, office, since }) => ({ citizen, hpr, office, since }))
  await sql`
    insert into registers.gp_assignment
    select * from jsonb_populate_recordset(null::registers.gp_assignment, ${sql.json(rows)})
    on conflict (citizen) do update set hpr = excluded.hpr, office = excluded.office, since = excluded.since`
}

/** Puts one citizen on a doctor's list. */
export function assignGp(sql: Sql, entry: GpListEntry): Promise<void> {
  return assignGps(sql, [entry])
}

/** Lets one doctor stand in for another's list, both days included. */
export async function registerSubstitute(
  sql: Sql,
  period: { hpr: string; substitute: string; starts: string; ends: string },
): Promise<void> {
  await sql`
    insert into registers.substitute (hpr, substitute, starts, ends)
    values (${period.hpr}, ${period.substitute}, ${period.starts}, ${period.ends})
    on conflict (hpr, substitute, starts) do update set ends = excluded.ends`
}
