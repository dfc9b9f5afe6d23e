import type { CitizenKey } from '../access/index.ts'
import type { Sql } from '../db/index.ts'
import { othersNamed } from './search/index.ts'

/**
 * Whose matter a resource is besides that of the citizen whose record it is in. Such resources are few; what is kept of them is
 * kept under the other citizen's key.
 */

/** Is there anything of the type about the citizen in others' records? */
export async function isMentioned(sql: Sql, citizen: CitizenKey, type: string): Promise<boolean> {
  const [row] = await sql`select 1 from fhir.mentioned where citizen = ${citizen} and type = ${type} limit 1`
  return row !== undefined
}

interface Change {
  readonly type: string
  readonly id: string
  readonly citizen: CitizenKey | undefined
  readonly before?: object | undefined
  readonly after?: object | undefined
}

/** The citizens to be added and taken away by a change; nearly always none. */
export function mentionsChanged({ citizen, before, after }: Change): { added: string[]; gone: string[] } {
  if (citizen === undefined) return { added: [], gone: [] }
  const [was, is] = [before, after].map((resource) => (resource ? othersNamed(resource, citizen) : []))
  return {
    added: (is ?? []).filter((id) => !was?.includes(id)),
    gone: (was ?? []).filter((id) => !is?.includes(id)),
  }
}

/** Keeps it in step, one citizen a statement. */
export async function keepMentions(sql: Sql, change: Change): Promise<void> {
  const { type, id, citizen: owner } = change
  const { added, gone } = mentionsChanged(change)
  for (const citizen of gone)
    await sql`delete from fhir.mentioned where citizen = ${citizen} and type = ${type} and id = ${id}`
  for (const citizen of added)
    await sql`
      insert into fhir.mentioned (citizen, type, id, owner) values (${citizen}, ${type}, ${id}, ${owner ?? ''})
      on conflict (citizen, type, id) do nothing`
}
