import { type Clock, osloDate } from '../clock/index.ts'
import type { Sql } from '../db/index.ts'
import type {
  GpAssignment,
  GpOffice,
  GpRegister,
  OpeningHours,
  OrganisationEntry,
  OrganisationRegister,
  PersonnelEntry,
  PersonnelRegister,
} from './types.ts'

interface AssignmentRow {
  citizen: string
  hpr: string
  practitioner: string
  practitioner_name: string
  office: string
  office_name: string
  phone: string
  offers: string[]
  substitute_hpr: string | null
  substitute_practitioner: string
  substitute_name: string
  substitute_until: string
}

interface OfficeRow {
  organization: string
  name: string
  phone: string
  offers: string[]
  opening_hours: OpeningHours[]
  notice: string | null
}

/** The GP register on schema `registers`. Who stands in is a question of the day, so it asks the clock. */
export function embeddedGpRegister(sql: Sql, clock: Clock): GpRegister {
  return {
    async assignment(citizen) {
      const today = osloDate(clock.now())
      const [row] = await sql<AssignmentRow[]>`
        select a.citizen, a.hpr, p.practitioner, p.given || ' ' || p.family as practitioner_name,
               a.office, o.name as office_name, g.phone, g.offers,
               s.hpr as substitute_hpr, s.practitioner as substitute_practitioner,
               s.name as substitute_name, s.ends as substitute_until
        from registers.gp_assignment a
        join registers.practitioner p using (hpr)
        join registers.organisation o on o.organization = a.office
        join registers.gp_office g on g.organization = a.office
        left join lateral (
          select q.hpr, q.practitioner, q.given || ' ' || q.family as name, t.ends
          from registers.substitute t join registers.practitioner q on q.hpr = t.substitute
          where t.hpr = a.hpr and ${today}::date between t.starts and t.ends and q.active
          order by t.starts desc, q.hpr limit 1) s on true
        where a.citizen = ${citizen}`
      return row && toAssignment(row)
    },
    async isOnList(hpr, citizen) {
      const today = osloDate(clock.now())
      const [found] = await sql`
        select 1 from registers.gp_assignment a
        where a.citizen = ${citizen} and (a.hpr = ${hpr} or exists (
          select 1 from registers.substitute t
          where t.hpr = a.hpr and t.substitute = ${hpr} and ${today}::date between t.starts and t.ends))`
      return found !== undefined
    },
    async colleagues(office) {
      return [
        ...(await sql<PersonnelEntry[]>`
          select p.hpr, p.practitioner, p.given || ' ' || p.family as name, p.category, p.active
          from registers.employment e
          join registers.gp_office g using (organization)
          join registers.practitioner p using (hpr)
          where e.organization = ${office} and p.active and p.category = 'LE'
          order by p.family, p.given, p.hpr`),
      ]
    },
    async office(organization) {
      const [row] = await sql<OfficeRow[]>`
        select g.organization, o.name, g.phone, g.offers, g.opening_hours, g.notice
        from registers.gp_office g join registers.organisation o using (organization)
        where g.organization = ${organization}`
      return row && toOffice(row)
    },
  }
}

/** The register of health personnel on schema `registers`. */
export function embeddedPersonnel(sql: Sql): PersonnelRegister {
  return {
    async byHpr(hpr) {
      const [row] = await sql<PersonnelEntry[]>`
        select hpr, practitioner, given || ' ' || family as name, category, active
        from registers.practitioner where hpr = ${hpr}`
      return row
    },
  }
}

interface OrganisationRow {
  organization: string
  name: string
  organisation_number: string
  her_id: string
  phone: string | null
}

/** The register of organisations on schema `registers`. */
export function embeddedOrganisations(sql: Sql): OrganisationRegister {
  const columns = sql`select organization, name, organisation_number, her_id, phone from registers.organisation`
  return {
    async byId(organization) {
      return toOrganisation(await sql<OrganisationRow[]>`${columns} where organization = ${organization}`)
    },
    async byOrganisationNumber(number) {
      return toOrganisation(await sql<OrganisationRow[]>`${columns} where organisation_number = ${number}`)
    },
    async byHerId(herId) {
      return toOrganisation(await sql<OrganisationRow[]>`${columns} where her_id = ${herId}`)
    },
  }
}

function toOrganisation([row]: readonly OrganisationRow[]): OrganisationEntry | undefined {
  if (!row) return undefined
  return {
    organization: row.organization,
    name: row.name,
    organisationNumber: row.organisation_number,
    herId: row.her_id,
    ...(row.phone ? { phone: row.phone } : {}),
  }
}

function toOffice(row: OfficeRow): GpOffice {
  return {
    organization: row.organization,
    name: row.name,
    phone: row.phone,
    offers: row.offers,
    openingHours: row.opening_hours,
    ...(row.notice ? { notice: row.notice } : {}),
  }
}

function toAssignment(row: AssignmentRow): GpAssignment {
  return {
    citizen: row.citizen,
    hpr: row.hpr,
    practitioner: row.practitioner,
    practitionerName: row.practitioner_name,
    office: row.office,
    officeName: row.office_name,
    phone: row.phone,
    offers: row.offers,
    ...(row.substitute_hpr
      ? {
          substitute: {
            hpr: row.substitute_hpr,
            practitioner: row.substitute_practitioner,
            practitionerName: row.substitute_name,
            until: row.substitute_until,
          },
        }
      : {}),
  }
}
