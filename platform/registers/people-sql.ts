import type { CitizenKey } from '../access/index.ts'
import { type Sql, together } from '../db/index.ts'
import type { ContactEntry, DatedAddress } from './contact-entry.ts'
import type { Language, ParentalResponsibility, Person, PopulationRegister, Relation } from './types.ts'

interface PersonRow {
  citizen: string
  identity_number: string
  given: string
  middle: string | null
  family: string
  birth_date: string
  gender: Person['gender']
  deceased: string | null
  address_protection: Person['addressProtection']
  address_line: string | null
  postal_code: string | null
  city: string | null
  municipality: string | null
}

/** The population register on schema `registers`. */
export function embeddedPopulation(sql: Sql): PopulationRegister {
  const byCitizen = together(async (citizens) => {
    const rows = await sql<PersonRow[]>`select * from registers.person where citizen = any(${[...citizens]}::text[])`
    return new Map(rows.map((row) => [row.citizen, row]))
  })
  return {
    async byIdentityNumber(identityNumber) {
      const [row] = await sql<PersonRow[]>`select * from registers.person where identity_number = ${identityNumber}`
      return row && toPerson(row)
    },
    async byCitizen(citizen) {
      const row = await byCitizen(citizen)
      return row && toPerson(row)
    },
    async relations(citizen) {
      const rows = await sql<Relation[]>`
        select other as citizen, role from registers.relation where citizen = ${citizen} order by role, other`
      return [...rows]
    },
    async parentalResponsibility(child) {
      const rows = await sql<ParentalResponsibility[]>`
        select child, responsible, type from registers.parental_responsibility
        where child = ${child} order by responsible`
      return [...rows]
    },
  }
}

/** Whose number it is; undefined when nobody's. */
export async function resolveCitizen(sql: Sql, identityNumber: string): Promise<CitizenKey | undefined> {
  const [row] = await sql<{ citizen: string }[]>`
    select citizen from registers.person where identity_number = ${identityNumber}`
  return row?.citizen
}

/** People whose name holds every word of `text`, for the demo sign-in page only: production has no look-up by name. */
export async function findByName(sql: Sql, text: string, max: number): Promise<Person[]> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const rows = await sql<PersonRow[]>`
    select * from registers.person
    where lower(concat_ws(' ', given, middle, family)) like all (${patterns}) and deceased is null
    order by family, given, citizen limit ${max}`
  return rows.map(toPerson)
}

/** The living on the lists of an office, by every word of the name or by the whole identity number. */
export async function findOnLists(sql: Sql, office: string, text: string, max: number): Promise<Person[]> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const rows = await sql<PersonRow[]>`
    select p.* from registers.gp_assignment a join registers.person p using (citizen)
    where a.office = ${office} and p.deceased is null
      and (lower(concat_ws(' ', p.given, p.middle, p.family)) like all (${patterns})
        or p.identity_number = ${words.join('')})
    order by p.family, p.given, p.citizen limit ${max}`
  return rows.map(toPerson)
}

interface ContactRow {
  identity_number: string
  reserved: boolean
  status: ContactEntry['status']
  language: Language | null
  email: string | null
  email_updated: Date | null
  email_verified: Date | null
  mobile: string | null
  mobile_updated: Date | null
  mobile_verified: Date | null
}

/** Rows of the contact register by identity number; those without a row are left out. */
export async function contactEntries(sql: Sql, identityNumbers: readonly string[]): Promise<Map<string, ContactEntry>> {
  const rows = await sql<ContactRow[]>`
    select p.identity_number, c.* from registers.contact c join registers.person p using (citizen)
    where p.identity_number = any (${[...identityNumbers]})`
  return new Map(rows.map((row) => [row.identity_number, toContactEntry(row)]))
}

function toContactEntry(row: ContactRow): ContactEntry {
  const email = dated(row.email, row.email_updated, row.email_verified)
  const mobile = dated(row.mobile, row.mobile_updated, row.mobile_verified)
  return {
    reserved: row.reserved,
    status: row.status,
    ...(row.language ? { language: row.language } : {}),
    ...(email ? { email } : {}),
    ...(mobile ? { mobile } : {}),
  }
}

function dated(value: string | null, updated: Date | null, verified: Date | null): DatedAddress | undefined {
  if (value === null) return undefined
  return { value, ...(updated ? { updated } : {}), ...(verified ? { verified } : {}) }
}

function toPerson(row: PersonRow): Person {
  return {
    citizen: row.citizen,
    identityNumber: row.identity_number,
    given: row.given,
    ...(row.middle ? { middle: row.middle } : {}),
    family: row.family,
    birthDate: row.birth_date,
    gender: row.gender,
    ...(row.deceased ? { deceased: row.deceased } : {}),
    addressProtection: row.address_protection,
    ...(row.address_line && row.postal_code && row.city && row.municipality
      ? {
          address: {
            line: row.address_line,
            postalCode: row.postal_code,
            city: row.city,
            municipality: row.municipality,
          },
        }
      : {}),
  }
}

/** Given, middle and family name in the order they are said. */
export function personName(person: Pick<Person, 'given' | 'middle' | 'family'>): string {
  return [person.given, person.middle, person.family].filter(Boolean).join(' ')
}
