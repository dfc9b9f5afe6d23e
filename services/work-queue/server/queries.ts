import type { Sql } from '@lomma/platform/db'
import type { Template, WriteTemplate } from '../contract/index.ts'

export interface LookerKey {
  readonly organization: string
  readonly kind: string
  readonly item: string
  readonly person: string
}

export interface Looker extends LookerKey {
  readonly name: string
  readonly until: Date
}

/** Who looks at what at an office now. */
export function lookersAt(sql: Sql, organization: string, now: Date): Promise<Looker[]> {
  return sql<Looker[]>`
    select organization, kind, item, person, name, until from work_queue.presence
    where organization = ${organization} and until > ${now} order by name, person`
}

/** Keeps that somebody looks, and sweeps out those who are long gone. */
export async function keepLooker(sql: Sql, one: Looker, now: Date): Promise<void> {
  await sql`delete from work_queue.presence where organization = ${one.organization} and until <= ${now}`
  await sql`
    insert into work_queue.presence (organization, kind, item, person, name, until)
    values (${one.organization}, ${one.kind}, ${one.item}, ${one.person}, ${one.name}, ${one.until})
    on conflict (organization, kind, item, person) do update set name = excluded.name, until = excluded.until`
}

export async function forgetLooker(sql: Sql, { organization, kind, item, person }: LookerKey): Promise<void> {
  await sql`
    delete from work_queue.presence
    where organization = ${organization} and kind = ${kind} and item = ${item} and person = ${person}`
}

interface TemplateRow extends WriteTemplate {
  readonly id: string
  readonly changedBy: string
  readonly changedAt: Date
}

const columns = (sql: Sql) => sql`
  id, name, kinds, uses, texts, version, changed_by as "changedBy", changed_at as "changedAt"`

/** The office's templates, by name. */
export async function templatesOf(sql: Sql, organization: string): Promise<Template[]> {
  const rows = await sql<TemplateRow[]>`
    select ${columns(sql)} from work_queue.template where organization = ${organization} order by name, id`
  return rows.map(toTemplate)
}

/** One template, held until the transaction ends. */
export async function lockTemplate(sql: Sql, organization: string, id: string): Promise<Template | undefined> {
  const [row] = await sql<TemplateRow[]>`
    select ${columns(sql)} from work_queue.template where organization = ${organization} and id = ${id} for update`
  return row && toTemplate(row)
}

export async function saveTemplate(sql: Sql, organization: string, template: Template): Promise<void> {
  const { id, name, kinds, uses, texts, version, changedBy, changedAt } = template
  await sql`
    insert into work_queue.template (organization, id, name, kinds, uses, texts, version, changed_by, changed_at)
    values (${organization}, ${id}, ${name}, ${sql.json(kinds)}, ${sql.json(uses)}, ${sql.json(texts)}, ${version},
      ${changedBy}, ${changedAt})
    on conflict (organization, id) do update set
      name = excluded.name, kinds = excluded.kinds, uses = excluded.uses, texts = excluded.texts,
      version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at`
}

export async function dropTemplate(sql: Sql, organization: string, id: string): Promise<void> {
  await sql`delete from work_queue.template where organization = ${organization} and id = ${id}`
}

function toTemplate({ changedAt, ...row }: TemplateRow): Template {
  return { ...row, changedAt: changedAt.toISOString() }
}
