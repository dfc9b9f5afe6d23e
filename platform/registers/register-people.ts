import type { CitizenKey } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import type { ContactEntry } from './contact-entry.ts'
import { isIdentityNumber, makeSynthetic } from './identity-number.ts'
import type { ParentalResponsibility, Person, Relation } from './types.ts'

/** Writes people into the embedded population register, or brings them up to date. One statement, however many. */
export function registerPersons(sql: Sql, people: readonly Person[]): Promise<void> {
  return writePersons(sql, people, false)
}

async function writePersons(sql: Sql, people: readonly Person[], fromPatient: boolean): Promise<void> {
  for (const person of people)
    if (!isIdentityNumber(person.identityNumber, { synthetic: true }))
      throw new Error(`The identity number of citizen ${person.citizen} does not stand up to its check digits`)
  const rows = people.map((person) => ({
    citizen: person.citizen,
    identity_number: person.identityNumber,
    given: person.given,
    middle: person.middle ?? null,
    family: person.family,
    birth_date: person.birthDate,
    gender: person.gender,
    deceased: person.deceased ?? null,
    address_protection: person.addressProtection,
    address_line: person.address?.line ?? null,
    postal_code: person.address?.postalCode ?? null,
    city: person.address?.city ?? null,
    municipality: person.address?.municipality ?? null,
    from_patient: fromPatient,
  }))
  await sql`
    insert into registers.person select * from jsonb_populate_recordset(null::registers.person, ${sql.json(rows)})
    on conflict (citizen) do update set
      identity_number = excluded.identity_number, given = excluded.given, middle = excluded.middle,
      family = excluded.family, birth_date = excluded.birth_date, gender = excluded.gender,
      deceased = excluded.deceased, address_protection = excluded.address_protection,
      address_line = excluded.address_line, postal_code = excluded.postal_code, city = excluded.city,
      municipality = excluded.municipality, from_patient = excluded.from_patient`
}

/** Writes one person. */
export function registerPerson(sql: Sql, person: Person): Promise<void> {
  return registerPersons(sql, [person])
}

/** What an imported Patient tells of a person. */
export interface NewPerson extends Omit<Person, 'identityNumber' | 'addressProtection'> {
  readonly identityNumber?: string
  readonly addressProtection?: Person['addressProtection']
}

/**
 * Sees to it that the citizen is in the population register, as an imported Patient must be to be signed in as. Without
 * an identity number of its own, or with one that fails its check digits, the person gets a synthetic one, kept at later
 * imports of the same Patient. To be called in a transaction: it holds a lock while it looks for a free number.
 * @returns the number, and whether it was made here.
 */
export async function ensurePerson(sql: Sql, person: NewPerson): Promise<{ identityNumber: string; made: boolean }> {
  const own = person.identityNumber
  const full = { ...person, addressProtection: person.addressProtection ?? 'ugradert' } as const
  if (own !== undefined && isIdentityNumber(own, { synthetic: true })) {
    await writePersons(sql, [{ ...full, identityNumber: own }], true)
    return { identityNumber: own, made: false }
  }
  const [known] = await sql<{ identity_number: string }[]>`
    select identity_number from registers.person where citizen = ${person.citizen}`
  const identityNumber = known?.identity_number ?? (await freeSynthetic(sql, person))
  await writePersons(sql, [{ ...full, identityNumber }], true)
  return { identityNumber, made: known === undefined }
}

async function freeSynthetic(sql: Sql, person: Pick<NewPerson, 'birthDate' | 'gender'>): Promise<string> {
  // Two imports at once must not be given the same number.
  await sql`select pg_advisory_xact_lock(7063)`
  const head = makeSynthetic(person.birthDate, person.gender, 0).slice(0, 6)
  const rows = await sql<{ number: string }[]>`
    select identity_number as number from registers.person where identity_number like ${`${head}%`}
    union select identity_number from registers.practitioner where identity_number like ${`${head}%`}
    union select identity_number from registers.office_staff where identity_number like ${`${head}%`}`
  const taken = new Set(rows.map((row) => row.number))
  for (let serial = 0; ; serial++) {
    const number = makeSynthetic(person.birthDate, person.gender, serial)
    if (!taken.has(number)) return number
  }
}

/** `role` is the other person's towards the one asked about; write both directions. */
export async function registerRelations(
  sql: Sql,
  relations: readonly { of: CitizenKey; other: CitizenKey; role: Relation['role'] }[],
): Promise<void> {
  const rows = relations.map(({ of, other, role }) => ({ citizen: of, other, role }))
  await sql`
    insert into registers.relation select * from jsonb_populate_recordset(null::registers.relation, ${sql.json(rows)})
    on conflict do nothing`
}

/** Writes who has parental responsibility for whom. */
export async function registerResponsibilities(
  sql: Sql,
  responsibilities: readonly ParentalResponsibility[],
): Promise<void> {
  const rows = responsibilities.map(({ child, responsible, type }) => ({ child, responsible, type }))
  await sql`
    insert into registers.parental_responsibility
    select * from jsonb_populate_recordset(null::registers.parental_responsibility, ${sql.json(rows)})
    on conflict (child, responsible) do update set type = excluded.type`
}

/** Writes entries of the contact register. */
export async function registerContacts(
  sql: Sql,
  contacts: readonly { citizen: CitizenKey; entry: ContactEntry }[],
): Promise<void> {
  const rows = contacts.map(({ citizen, entry }) => ({
    citizen,
    reserved: entry.reserved,
    status: entry.status,
    language: entry.language ?? null,
    email: entry.email?.value ?? null,
    email_updated: entry.email?.updated?.toISOString() ?? null,
    email_verified: entry.email?.verified?.toISOString() ?? null,
    mobile: entry.mobile?.value ?? null,
    mobile_updated: entry.mobile?.updated?.toISOString() ?? null,
    mobile_verified: entry.mobile?.verified?.toISOString() ?? null,
  }))
  await sql`
    insert into registers.contact select * from jsonb_populate_recordset(null::registers.contact, ${sql.json(rows)})
    on conflict (citizen) do update set
      reserved = excluded.reserved, status = excluded.status, language = excluded.language,
      email = excluded.email, email_updated = excluded.email_updated, email_verified = excluded.email_verified,
      mobile = excluded.mobile, mobile_updated = excluded.mobile_updated, mobile_verified = excluded.mobile_verified`
}
