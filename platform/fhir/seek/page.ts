import { Refused } from '../../errors/index.ts'
import { comparePositions, type Position, positionOf } from '../search/index.ts'
import { tooCostly } from './costly.ts'
import type { Plan } from './plan.ts'
import type { Seen } from './reach.ts'
import { batches, countRows, estimateRows } from './rows.ts'

/** Where the next page begins: goes into the cursor and back. */
export interface Place {
  /** Of the sources, in their order. */
  readonly source: number
  /** Last one passed there; undefined = from its beginning. */
  readonly after: string | undefined
  /** In a sorted search instead: the last one shown. */
  readonly position?: Position
}

export interface Page {
  readonly found: readonly Seen[]
  /** Where the next page begins; undefined on the last. */
  readonly next: Place | undefined
  /** Undefined where it is not known. */
  readonly total: number | undefined
}

export interface Wanted {
  readonly count: number
  readonly from: Place | undefined
  /** Nothing made after this instant is shown. */
  readonly before: string
  /** `none`, `estimate`, `accurate`; undefined = when it costs little. */
  readonly total: string | undefined
}

/** Most rows looked at for one page where order does not ask for all; the next page then goes on from there. */
const mostForPage = 20_000
/** The same where each candidate is followed to others. */
const mostFollowed = 2000
/** Most rows a search looks at that needs them all: to sort, or to count. */
const mostForAll = 50_000
/** Counted without being asked to. */
const cheapCount = 10_000

const isNew = ({ version, resource }: Seen, before: string): boolean =>
  version === 1 && resource.meta.lastUpdated > before

/** One page of a search. */
export async function pageOf(plan: Plan, wanted: Wanted): Promise<Page> {
  if (plan.search.sort.length > 0) return sortedPage(plan, wanted)
  return plan.reach.citizen === undefined ? walkedPage(plan, wanted) : recordPage(plan, wanted)
}

/** How many match; refused rather than guessed when there is too much to look at. */
export async function countOf(plan: Plan, before: string): Promise<number> {
  if (plan.decided) return decidedCount(plan, undefined)
  let total = 0
  for await (const { kept } of everything(plan)) total += kept.filter((one) => !isNew(one, before)).length
  return total
}

async function decidedCount(plan: Plan, most: number | undefined): Promise<number> {
  let total = 0
  for (const source of plan.sources) total += await countRows(plan.reach.sql, source, plan.ask, most)
  return total
}

/** A page without its total is still a page. */
function unknownWhenCostly(error: unknown): undefined {
  if (error instanceof Refused) return undefined
  throw error
}

async function totalOf(plan: Plan, wanted: Wanted): Promise<number | undefined> {
  if (wanted.total === 'none' || wanted.from) return undefined
  if (wanted.total === 'accurate') return countOf(plan, wanted.before).catch(unknownWhenCostly)
  if (!plan.decided) return undefined
  const counted = await decidedCount(plan, cheapCount + 1)
  if (counted <= cheapCount) return counted
  if (wanted.total !== 'estimate') return undefined
  let about = 0
  for (const source of plan.sources) about += await estimateRows(plan.reach.sql, source, plan.ask)
  return Math.max(about, counted)
}

/** All rows within reach, with the source they are of. */
async function* everything(plan: Plan): AsyncGenerator<{ source: number; kept: readonly Seen[] }> {
  let looked = 0
  for (const [source, table] of plan.sources.entries())
    for await (const rows of batches(plan.reach.sql, table, plan.ask, undefined, 500)) {
      looked += rows.length
      if (looked > mostForAll) throw tooCostly('The search looks at too much to sort or count it: narrow it down.')
      yield { source, kept: await plan.keep(rows) }
    }
}

/** In order of ids, and no further than the page needs. */
async function walkedPage(plan: Plan, wanted: Wanted): Promise<Page> {
  const { count, from, before } = wanted
  const found: { one: Seen; at: Place }[] = []
  let looked = 0
  let stopped: Place | undefined
  const most = plan.search.links.length > 0 ? mostFollowed : mostForPage
  const first = plan.decided ? count + 1 : Math.max(100, 2 * (count + 1))
  walk: for (const [source, table] of plan.sources.entries()) {
    if (from && source < from.source) continue
    const after = from?.source === source ? from.after : undefined
    for await (const rows of batches(plan.reach.sql, table, plan.ask, after, first)) {
      for (const one of await plan.keep(rows))
        if (!isNew(one, before)) found.push({ one, at: { source, after: one.resource.id } })
      looked += rows.length
      if (found.length > count) break walk
      stopped = looked >= most ? { source, after: rows.at(-1)?.id } : undefined
      if (stopped) break walk
    }
  }
  const shown = found.slice(0, count)
  const next = found.length > count ? shown.at(-1)?.at : stopped
  const whole = from === undefined && next === undefined && wanted.total !== 'none'
  return { found: shown.map(({ one }) => one), next, total: whole ? found.length : await totalOf(plan, wanted) }
}

/** One record is small enough to be looked at whole: its total is always known. */
async function recordPage(plan: Plan, wanted: Wanted): Promise<Page> {
  const { count, from, before } = wanted
  const shown: { one: Seen; at: Place }[] = []
  let total = 0
  let more = false
  let passed = from === undefined
  for await (const { source, kept } of everything(plan))
    for (const one of kept) {
      if (isNew(one, before)) continue
      total++
      passed ||= from !== undefined && isBehind(source, one.resource.id, from)
      if (!passed) continue
      if (shown.length < count) shown.push({ one, at: { source, after: one.resource.id } })
      else more = true
    }
  const next = more ? shown.at(-1)?.at : undefined
  return { found: shown.map(({ one }) => one), next, total: wanted.total === 'none' ? undefined : total }
}

/** The one named may have gone since, so greater ones count as behind it. */
function isBehind(source: number, id: string, from: Place): boolean {
  if (source !== from.source) return source > from.source
  return from.after === undefined || id > from.after
}

/** All that match are looked at, but no more than a page of them kept. */
async function sortedPage(plan: Plan, wanted: Wanted): Promise<Page> {
  const { sort } = plan.search
  const { count, from, before } = wanted
  type Placed = { one: Seen; at: Position }
  let best: Placed[] = []
  let total = 0
  const cut = () => {
    best.sort((a, b) => comparePositions(a.at, b.at, sort))
    best = best.slice(0, count + 1)
  }
  for await (const { kept } of everything(plan))
    for (const one of kept) {
      if (isNew(one, before)) continue
      total++
      const at = positionOf(one.resource, sort)
      if (from?.position && comparePositions(at, from.position, sort) <= 0) continue
      best.push({ one, at })
      if (best.length > 4 * (count + 250)) cut()
    }
  cut()
  const shown = best.slice(0, count)
  const last = best.length > count ? shown.at(-1) : undefined
  return {
    found: shown.map(({ one }) => one),
    next: last && { source: 0, after: undefined, position: last.at },
    total: wanted.total === 'none' ? undefined : total,
  }
}
