import type { Row } from '../rows.ts'
import { entriesDecide, matches, type ParsedSearch, requiredEntries } from '../search/index.ts'
import { type PreparedLink, prepareLink } from './links.ts'
import type { Reach, Seen } from './reach.ts'
import type { Ask, Source } from './rows.ts'

/** How one search is carried out: where, by which entries, and what is then still to be checked. */
export interface Plan {
  readonly search: ParsedSearch
  readonly reach: Reach
  readonly sources: readonly Source[]
  readonly ask: Ask
  /** The database alone decides what matches. */
  readonly decided: boolean
  keep(rows: readonly Row[]): Promise<readonly Seen[]>
}

/** Ids the search names itself: `_id=a,b`. */
function idsOf({ criteria }: ParsedSearch): string[] | undefined {
  const named = criteria.find(({ parameter, modifier }) => parameter.code === '_id' && modifier === undefined)
  if (!named) return undefined
  return named.values.flatMap((value) => (value.kind === 'token' && value.code !== undefined ? [value.code] : []))
}

const never = (at: number): boolean => !Number.isFinite(at) || Math.abs(at) > 8e15

/** What `_lastUpdated` asks, for the database to look at no more than it must. */
function changedIn({ criteria }: ParsedSearch): Pick<Ask, 'since' | 'until'> {
  let since: number | undefined
  let until: number | undefined
  for (const { parameter, values, modifier } of criteria) {
    const [value] = values
    if (parameter.code !== '_lastUpdated' || modifier !== undefined || value?.kind !== 'date' || values.length > 1)
      continue
    const { prefix, range } = value
    if (never(range.low) || never(range.high)) continue
    if (['eq', 'gt', 'ge', 'sa'].includes(prefix)) since = Math.max(since ?? range.low, range.low)
    if (['eq', 'lt', 'le', 'eb'].includes(prefix)) until = Math.min(until ?? range.high, range.high)
  }
  return { since, until }
}

const both = (a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined =>
  a && b ? a.filter((id) => b.includes(id)) : (a ?? b)

/** @param sources where to look, when less than all that is within reach */
export async function planOf(
  reach: Reach,
  search: ParsedSearch,
  sources: readonly Source[] = reach.sources(search.type),
): Promise<Plan> {
  const named = idsOf(search)
  const narrow = reach.citizen === undefined && named === undefined
  const links: PreparedLink[] = []
  for (const link of search.links) links.push(await prepareLink(reach, link, narrow))
  const ids = links.reduce((all, link) => both(all, link.ids), named as readonly string[] | undefined)
  const groups = [...requiredEntries(search), ...links.flatMap((link) => link.groups)]
  return {
    search,
    reach,
    sources,
    ask: { type: search.type, groups, ids, ...changedIn(search) },
    decided: entriesDecide(search) && reach.seesAll(search.type),
    async keep(rows) {
      const seen = await reach.seen(rows, 'found')
      let left: readonly Seen[] = seen.filter(({ resource, citizen }) =>
        matches(resource, search, citizen || undefined),
      )
      for (const link of links) left = left.length === 0 ? left : await link.keep(left)
      return left
    },
  }
}
