import { referenceEntry, referencesBy, type SearchParameter } from '../search/index.ts'
import type { Reach, Seen } from './reach.ts'
import { rowsAfter, type Source } from './rows.ts'

/** References between resources of this server, as `Type/id`. */

/** What a resource refers to by a parameter, other servers' left out. */
export function literalsOf(one: Seen, parameter: SearchParameter, base: string | undefined): string[] {
  return referencesBy(one.resource, parameter, { base, citizen: one.citizen || undefined }).filter((literal) =>
    /^[A-Z]\w+\/[A-Za-z0-9\-.]{1,64}$/.test(literal),
  )
}

/** Entries of what refers to one of these, relative or with this server's address. */
export function pointersTo(parameter: string, literals: readonly string[], base: string | undefined): string[] {
  return literals.flatMap((literal) => [
    referenceEntry(parameter, literal),
    ...(base === undefined ? [] : [referenceEntry(parameter, `${base}/${literal}`)]),
  ])
}

/**
 * Resources of one type that the actor may read. A search of one record looks there and in what is shared; a reference
 * that leads to another record is followed by whoever may read across records.
 */
export async function loadLiterals(reach: Reach, type: string, literals: readonly string[]): Promise<Seen[]> {
  const ids = [...new Set(literals.map((literal) => literal.slice(type.length + 1)))]
  const found: Seen[] = []
  const sources: readonly Source[] = reach.sources(type)
  const wider: readonly Source[] = reach.mayCross && reach.citizen !== undefined ? [{ kind: 'all' }] : []
  for (const source of [...sources, ...wider]) {
    const there = new Set(found.map(({ resource }) => resource.id))
    const left = ids.filter((id) => !there.has(id))
    if (left.length === 0) break
    const rows = await rowsAfter(reach.sql, source, { type, groups: [], ids: left }, undefined, left.length)
    reach.spend(rows.length)
    found.push(...(await reach.seen(rows, 'linked')))
  }
  return found
}
