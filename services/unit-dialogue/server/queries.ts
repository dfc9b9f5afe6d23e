import type { Sql } from '@lomma/platform/db'
import type { Relation } from '../domain/contact.ts'
import type { Unit } from '../fhir/relation.ts'

/** A health contact in the index: keys, states and dates. */
export interface ContactRow {
  readonly citizen: string
  readonly contact: string
  readonly version: string
  readonly organization: string
  readonly unit: string
  readonly active: boolean
  readonly until: string | null
}

export async function saveUnit(sql: Sql, unit: Unit): Promise<void> {
  await sql`
    insert into unit_dialogue.unit (id, organization, hospital, name, phone)
    values (${unit.id}, ${unit.organization}, ${unit.hospital}, ${unit.name}, ${unit.phone})
    on conflict (id) do update set organization = excluded.organization, hospital = excluded.hospital,
      name = excluded.name, phone = excluded.phone`
}

export async function dropUnit(sql: Sql, id: string): Promise<void> {
  await sql`delete from unit_dialogue.unit where id = ${id}`
}

export async function unitById(sql: Sql, id: string): Promise<Unit | undefined> {
  const [row] = await sql<Unit[]>`
    select id, organization, hospital, name, phone from unit_dialogue.unit where id = ${id}`
  return row
}

export function unitsOf(sql: Sql, organization: string): Promise<Unit[]> {
  return sql<Unit[]>`
    select id, organization, hospital, name, phone from unit_dialogue.unit
    where organization = ${organization} order by name`
}

export async function phonesOf(sql: Sql, units: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; phone: string }[]>`
    select id, phone from unit_dialogue.unit where id = any(${[...units]}) and phone is not null`
  return new Map(rows.map(({ id, phone }) => [id, phone]))
}

export async function saveContact(sql: Sql, row: ContactRow, changed: Date): Promise<void> {
  await sql`
    insert into unit_dialogue.contact (citizen, contact, version, organization, unit, active, until, changed)
    values (${row.citizen}, ${row.contact}, ${row.version}, ${row.organization}, ${row.unit}, ${row.active},
            ${row.until}, ${changed})
    on conflict (citizen, contact) do update set version = excluded.version, active = excluded.active,
      until = excluded.until, changed = excluded.changed`
}

export async function dropContact(sql: Sql, citizen: string, contact: string): Promise<void> {
  await sql`delete from unit_dialogue.contact where citizen = ${citizen} and contact = ${contact}`
}

const columns = (sql: Sql) => sql`
  citizen, contact, version, organization, unit, active, to_char(until, 'YYYY-MM-DD') as until`

export async function contactRow(sql: Sql, contact: string): Promise<ContactRow | undefined> {
  const [row] = await sql<ContactRow[]>`
    select ${columns(sql)} from unit_dialogue.contact where contact = ${contact}`
  return row
}

/** The contacts of a hospital's units, the last changed first. */
export function contactsAt(sql: Sql, organization: string, active: boolean, most: number): Promise<ContactRow[]> {
  return sql<ContactRow[]>`
    select ${columns(sql)} from unit_dialogue.contact
    where organization = ${organization} and active = ${active} order by changed desc limit ${most}`
}

export async function isOpenAlready(sql: Sql, citizen: string, unit: string, but: string): Promise<boolean> {
  const rows = await sql`
    select 1 from unit_dialogue.contact
    where citizen = ${citizen} and unit = ${unit} and active and contact <> ${but}`
  return rows.length > 0
}

/** What ties a citizen to hospitals, put in the place of what this resource said before. */
export async function saveRelations(
  sql: Sql,
  citizen: string,
  resource: string,
  relations: readonly Relation[],
): Promise<void> {
  await sql`delete from unit_dialogue.relation where citizen = ${citizen} and resource = ${resource}`
  for (const { organization, on } of relations)
    await sql`
      insert into unit_dialogue.relation (citizen, resource, organization, day)
      values (${citizen}, ${resource}, ${organization}, ${on}) on conflict do nothing`
}

export function relationsOf(sql: Sql, citizen: string, organization: string): Promise<Relation[]> {
  return sql<Relation[]>`
    select organization, to_char(day, 'YYYY-MM-DD') as on from unit_dialogue.relation
    where citizen = ${citizen} and organization = ${organization}`
}

/** Whom a hospital has to do with, the latest first. */
export function relatedTo(sql: Sql, organization: string, since: string): Promise<{ citizen: string; last: string }[]> {
  return sql<{ citizen: string; last: string }[]>`
    select citizen, to_char(max(day), 'YYYY-MM-DD') as last from unit_dialogue.relation
    where organization = ${organization} and day >= ${since}
    group by citizen order by max(day) desc limit 200`
}

export interface TalkRow {
  readonly citizen: string
  readonly task: string
  readonly contact: string
  readonly open: boolean
  readonly waiting: boolean
}

export async function saveTalk(sql: Sql, row: TalkRow): Promise<void> {
  await sql`
    insert into unit_dialogue.talk (citizen, task, contact, open, waiting)
    values (${row.citizen}, ${row.task}, ${row.contact}, ${row.open}, ${row.waiting})
    on conflict (citizen, task) do update set open = excluded.open, waiting = excluded.waiting`
}

export async function dropTalk(sql: Sql, citizen: string, task: string): Promise<void> {
  await sql`delete from unit_dialogue.talk where citizen = ${citizen} and task = ${task}`
}

/** Conversations of a contact. */
export function talksOf(sql: Sql, citizen: string, contact: string): Promise<TalkRow[]> {
  return sql<TalkRow[]>`
    select citizen, task, contact, open, waiting from unit_dialogue.talk
    where citizen = ${citizen} and contact = ${contact}`
}

/** Conversations of a citizen, with the contacts they belong to. */
export function talksOfCitizen(sql: Sql, citizen: string): Promise<TalkRow[]> {
  return sql<TalkRow[]>`
    select citizen, task, contact, open, waiting from unit_dialogue.talk where citizen = ${citizen}`
}

/** The contact that a conversation belongs to. */
export async function contactOfTalk(sql: Sql, citizen: string, task: string): Promise<ContactRow | undefined> {
  const [talk] = await sql<{ contact: string }[]>`
    select contact from unit_dialogue.talk where citizen = ${citizen} and task = ${task}`
  return talk && contactRow(sql, talk.contact)
}

/** One at a time about one citizen: two who open or close at once come one after the other. */
export async function lockCitizen(sql: Sql, citizen: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${citizen}, 7075))`
}
