import { osloDateOf } from '../calendar/index.ts'
import type { Clock } from '../clock/index.ts'
import { type Sql, together } from '../db/index.ts'
import { absentTimes } from './absent-times.ts'
import { closedOn } from './closed.ts'
import { findOnLists } from './people-sql.ts'
import type {
  GpAssignment,
  GpOffice,
  GpRegister,
  OfficeNotice,
  OfficeService,
  OpeningHours,
  OrganisationEntry,
  OrganisationRegister,
  PersonnelEntry,
  PersonnelRegister,
  PortalService,
} from './types.ts'

interface ServiceRow {
  kind: PortalService
  active: boolean
  note: string | null
  price: number | null
  answer_days: number | null
  hours: OpeningHours[] | null
}

interface AssignmentRow {
  citizen: string
  hpr: string
  practitioner: string
  practitioner_name: string
  office: string
  office_name: string
  phone: string
  offers: string[]
  services: ServiceRow[]
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
  services: ServiceRow[]
  opening_hours: OpeningHours[]
  notices: OfficeNotice[]
}

/** Who has a doctor's list on a day: registered as substitute, or stand-in of an absence that closes nothing (B7). */
const standsIn = (sql: Sql) => sql`
  (select hpr, substitute, starts, ends from registers.substitute
   union all
   select away.hpr, stand.hpr, b.starts, b.ends
   from registers.absence b
   join registers.practitioner away on away.practitioner = b.practitioner
   join registers.practitioner stand on stand.practitioner = b.stand_in
   where b.kinds = '{}')`

const servicesOf = (sql: Sql, organization: ReturnType<Sql>) => sql`
  (select coalesce(jsonb_agg(to_jsonb(v) - 'organization' order by v.kind), '[]')
   from registers.office_service v where v.organization = ${organization}) as services`

/** The GP register on schema `registers`. Who stands in is a question of the day, so it asks the clock. */
export function embeddedGpRegister(sql: Sql, clock: Clock): GpRegister {
  const today = () => osloDateOf(clock.now())
  const assignment = together((citizens) => assignmentRows(sql, citizens, today()))
  return {
    async assignment(citizen) {
      const row = await assignment(citizen)
      return row && toAssignment(row)
    },
    async isOnList(hpr, citizen) {
      const [found] = await sql`
        select 1 from registers.gp_assignment a
        where a.citizen = ${citizen} and (a.hpr = ${hpr} or exists (
          select 1 from ${standsIn(sql)} t
          where t.hpr = a.hpr and t.substitute = ${hpr} and ${today()}::date between t.starts and t.ends))`
      return found !== undefined
    },
    async colleagues(office) {
      return [
        ...(await sql<PersonnelEntry[]>`
          select p.hpr, p.practitioner, p.given || ' ' || p.family as name, p.category, p.active
          from registers.employment e
          join registers.gp_office g using (organization)
          join registers.practitioner p using (hpr)
          where e.organization = ${office} and p.active and (p.category = 'LE'
            or exists (select 1 from registers.practice r where r.organization = e.organization))
          order by p.family, p.given, p.hpr`),
      ]
    },
    onLists: (office, text, most) => findOnLists(sql, office, text, most),
    async office(organization) {
      const [row] = await sql<OfficeRow[]>`
        select g.organization, o.name, g.phone, g.offers, g.opening_hours, ${servicesOf(sql, sql`g.organization`)},
          (select coalesce(jsonb_agg(jsonb_build_object('text', n.text, 'from', n.starts, 'until', n.ends)
              order by n.starts desc, n.nr), '[]')
           from registers.office_notice n
           where n.organization = g.organization and ${today()}::date between n.starts and n.ends) as notices
        from registers.gp_office g join registers.organisation o using (organization)
        where g.organization = ${organization}`
      return row && toOffice(row)
    },
    async closed(practitioner, kind, at) {
      const day = osloDateOf(at)
      return closedOn(day, await absentTimes(sql, practitioner, sql`${kind} = any (b.kinds)`, day))
    },
    async away(practitioner, at) {
      const day = osloDateOf(at)
      return closedOn(day, await absentTimes(sql, practitioner, sql`b.kinds = '{}'`, day))
    },
  }
}

async function assignmentRows(
  sql: Sql,
  citizens: readonly string[],
  today: string,
): Promise<Map<string, AssignmentRow>> {
  const rows = await sql<AssignmentRow[]>`
    select a.citizen, a.hpr, p.practitioner, p.given || ' ' || p.family as practitioner_name,
           a.office, o.name as office_name, g.phone, g.offers, ${servicesOf(sql, sql`a.office`)},
           s.hpr as substitute_hpr, s.practitioner as substitute_practitioner,
           s.name as substitute_name, s.ends as substitute_until
    from registers.gp_assignment a
    join registers.practitioner p using (hpr)
    join registers.organisation o on o.organization = a.office
    join registers.gp_office g on g.organization = a.office
    left join lateral (
      select q.hpr, q.practitioner, q.given || ' ' || q.family as name, t.ends
      from ${standsIn(sql)} t join registers.practitioner q on q.hpr = t.substitute
      where t.hpr = a.hpr and ${today}::date between t.starts and t.ends and q.active
      order by t.starts desc, q.hpr limit 1) s on true
    where a.citizen = any(${[...citizens]}::text[])`
  return new Map(rows.map((row) => [row.citizen, row]))
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
  municipality: string | null
}

/** The register of organisations on schema `registers`. */
export function embeddedOrganisations(sql: Sql): OrganisationRegister {
  const columns = sql`select organization, name, organisation_number, her_id, phone, municipality from registers.organisation`
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
    async byMunicipality(number) {
      return toOrganisation(await sql<OrganisationRow[]>`${columns} where municipality = ${number}`)
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
    ...(row.municipality ? { municipality: row.municipality } : {}),
  }
}

function toService(row: ServiceRow): OfficeService {
  return {
    kind: row.kind,
    active: row.active,
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.price === null ? {} : { price: row.price }),
    ...(row.answer_days === null ? {} : { answerDays: row.answer_days }),
    ...(row.hours === null ? {} : { hours: row.hours }),
  }
}

function toOffice(row: OfficeRow): GpOffice {
  return {
    organization: row.organization,
    name: row.name,
    phone: row.phone,
    offers: row.offers,
    services: row.services.map(toService),
    openingHours: row.opening_hours,
    notices: row.notices,
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
    services: row.services.map(toService),
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
