import type { CitizenActor, CitizenKey, OfficeActor, PractitionerActor } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import { embeddedPopulation, personName } from './people-sql.ts'
import type { Person } from './types.ts'

/** Turns what an identity provider says of a person into an actor; the registers, not the token, say who works where. */
export interface ActorDirectory {
  /** Undefined for somebody unknown or dead. */
  citizenByIdentityNumber(identityNumber: string): Promise<CitizenActor | undefined>
  citizenByKey(citizen: CitizenKey): Promise<CitizenActor | undefined>
  /** Undefined without an active authorisation, or when the person does not work at the organisation. */
  practitioner(claims: { hpr: string; organisationNumber: string }): Promise<PractitionerActor | undefined>
  office(claims: { identityNumber: string; organisationNumber: string }): Promise<OfficeActor | undefined>
  offersServices(organization: string): Promise<boolean>
}

interface WorkerRow {
  id: string
  name: string
  organization: string
  organization_name: string
}

/** Actors from the embedded registers. */
export function actorDirectory(sql: Sql): ActorDirectory {
  const population = embeddedPopulation(sql)
  return {
    async citizenByIdentityNumber(identityNumber) {
      return toCitizen(await population.byIdentityNumber(identityNumber))
    },
    async citizenByKey(citizen) {
      return toCitizen(await population.byCitizen(citizen))
    },
    async practitioner({ hpr, organisationNumber }) {
      const [row] = await sql<WorkerRow[]>`
        select p.practitioner as id, p.given || ' ' || p.family as name, o.organization, o.name as organization_name
        from registers.practitioner p
        join registers.employment e using (hpr)
        join registers.organisation o using (organization)
        where p.hpr = ${hpr} and p.active and o.organisation_number = ${organisationNumber}`
      return row && { kind: 'practitioner', hpr, practitioner: row.id, ...workplace(row) }
    },
    async office({ identityNumber, organisationNumber }) {
      const [row] = await sql<WorkerRow[]>`
        select s.person as id, s.given || ' ' || s.family as name, o.organization, o.name as organization_name
        from registers.office_staff s join registers.organisation o using (organization)
        where s.identity_number = ${identityNumber} and o.organisation_number = ${organisationNumber}`
      return row && { kind: 'office', person: row.id, ...workplace(row) }
    },
    async offersServices(organization) {
      const found = await sql`select 1 from registers.gp_office where organization = ${organization}`
      return found.length > 0
    },
  }
}

function toCitizen(person: Person | undefined): CitizenActor | undefined {
  if (!person || person.deceased) return undefined
  return { kind: 'citizen', citizen: person.citizen, name: personName(person) }
}

function workplace(row: WorkerRow): { name: string; organization: string; organizationName: string } {
  return { name: row.name, organization: row.organization, organizationName: row.organization_name }
}
