import { resourceTypes } from '../definitions/index.ts'
import {
  type Include,
  type ParsedSearch,
  type SearchParameter,
  searchParameter,
  searchParameters,
} from '../search/index.ts'
import { literalsOf, loadLiterals, pointersTo } from './pointers.ts'
import type { Reach, Seen } from './reach.ts'
import { batches, rowsAfter, rowsOfRecords } from './rows.ts'

export interface Included {
  readonly resources: readonly Seen[]
  /** There was more than one answer brings along. */
  readonly cut: boolean
}

const mostIncluded = 2000
const mostInRecords = 20_000
const mostRounds = 8
/** Resources whose referrers are looked for in one statement. */
const atOnce = 50

const literalOf = ({ resource }: Seen): string => `${resource.resourceType}/${resource.id}`

/** `_include` and `_revinclude` of a page: what it refers to and what refers to it, as far as the actor may read. */
export async function include(reach: Reach, search: ParsedSearch, page: readonly Seen[]): Promise<Included> {
  const found = new Map<string, Seen>()
  const known = new Set(page.map(literalOf))
  let fresh: readonly Seen[] = page
  for (let round = 0; fresh.length > 0 && round < mostRounds; round++) {
    const asked = (all: readonly Include[]) => all.filter(({ iterate }) => iterate || round === 0)
    const next = [
      ...(await forward(reach, asked(search.include), fresh, search.base)),
      ...(await backward(reach, asked(search.revinclude), fresh, search.base)),
    ]
    fresh = []
    const added: Seen[] = []
    for (const one of next) {
      const literal = literalOf(one)
      if (known.has(literal)) continue
      if (found.size >= mostIncluded) return { resources: [...found.values()], cut: true }
      known.add(literal)
      found.set(literal, one)
      added.push(one)
    }
    fresh = added
  }
  return { resources: [...found.values()], cut: fresh.length > 0 && hasIterate(search) }
}

const hasIterate = (search: ParsedSearch): boolean =>
  [...search.include, ...search.revinclude].some(({ iterate }) => iterate)

const references = (type: string, name: string): readonly SearchParameter[] => {
  const all = name === '*' ? searchParameters(type) : [searchParameter(type, name)]
  return all.filter((parameter) => parameter?.type === 'reference').filter((parameter) => parameter !== undefined)
}

async function forward(
  reach: Reach,
  includes: readonly Include[],
  from: readonly Seen[],
  base: string | undefined,
): Promise<Seen[]> {
  const wanted = new Map<string, Set<string>>()
  for (const { source, parameter, target } of includes)
    for (const one of from) {
      const { resourceType } = one.resource
      if (source !== '*' && source !== resourceType) continue
      for (const reference of references(resourceType, parameter))
        for (const literal of literalsOf(one, reference, base)) {
          const type = literal.slice(0, literal.indexOf('/'))
          if (target !== undefined && target !== type) continue
          wanted.set(type, (wanted.get(type) ?? new Set<string>()).add(literal))
        }
    }
  const found: Seen[] = []
  for (const [type, literals] of wanted)
    if (reach.mayEver(type)) found.push(...(await loadLiterals(reach, type, [...literals])))
  return found
}

/** Type → parameters by which it may refer to one of `types`. */
function referring({ source, parameter, target }: Include, types: ReadonlySet<string>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const type of source === '*' ? resourceTypes() : [source])
    for (const { code, targets } of references(type, parameter)) {
      const fits = targets.length === 0 || targets.some((one) => types.has(one))
      if (fits && (target === undefined || types.has(target)))
        found.set(type, (found.get(type) ?? new Set<string>()).add(code))
    }
  return found
}

async function backward(
  reach: Reach,
  includes: readonly Include[],
  to: readonly Seen[],
  base: string | undefined,
): Promise<Seen[]> {
  const found: Seen[] = []
  const types = new Set(to.map(({ resource }) => resource.resourceType as string))
  for (const one of includes) {
    const ends = to.filter(({ resource }) => one.target === undefined || one.target === resource.resourceType)
    const literals = ends.map(literalOf)
    if (literals.length === 0) continue
    if (one.source === '*') {
      found.push(...(await anyReferring(reach, referring(one, types), ends, base)))
      continue
    }
    for (const [type, codes] of referring(one, types)) {
      if (!reach.mayEver(type)) continue
      for (let at = 0; at < literals.length; at += atOnce) {
        const some = literals.slice(at, at + atOnce)
        found.push(...(await rowsReferring(reach, type, [[...codes].flatMap((code) => pointersTo(code, some, base))])))
        if (found.length > mostIncluded) return found
      }
    }
  }
  return found
}

/**
 * `_revinclude=*`: all types at once, sorted out by what they really say. Looked for in the records of what was found and
 * among what is shared: to ask all records for every kind of reference would be a search of the whole nation.
 */
async function anyReferring(
  reach: Reach,
  by: ReadonlyMap<string, ReadonlySet<string>>,
  ends: readonly Seen[],
  base: string | undefined,
): Promise<Seen[]> {
  const literals = ends.map(literalOf)
  const wanted = new Set(literals)
  const records = new Set(ends.map(({ citizen }) => citizen).filter((citizen) => citizen !== ''))
  const codes = new Set([...by.values()].flatMap((one) => [...one]))
  const groups = [[...codes].flatMap((code) => pointersTo(code, literals, base))]
  const rows = [
    ...(await rowsAfter(reach.sql, { kind: 'shared' }, { type: undefined, groups }, undefined, mostIncluded + 1)),
    ...(records.size > 0 ? await rowsOfRecords(reach.sql, [...records], mostInRecords) : []),
  ]
  reach.spend(rows.length)
  const found = await reach.seen(rows, 'linked')
  return found.filter((one) =>
    references(one.resource.resourceType, '*').some((parameter) =>
      literalsOf(one, parameter, base).some((literal) => wanted.has(literal)),
    ),
  )
}

async function rowsReferring(reach: Reach, type: string, groups: string[][]): Promise<Seen[]> {
  const found: Seen[] = []
  for (const source of reach.sources(type))
    for await (const rows of batches(reach.sql, source, { type, groups }, undefined, 500)) {
      found.push(...(await reach.seen(rows, 'linked')))
      if (found.length > mostIncluded) return found
    }
  return found
}
