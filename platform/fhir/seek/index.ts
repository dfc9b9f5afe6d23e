/** Runs searches against the store: within one record, over all records, with chains, includes and pages. */
import { type CitizenKey, decideRead, decideReadShared } from '../../access/index.ts'
import { Refused } from '../../errors/index.ts'
import { isMentioned } from '../mentioned.ts'
import { mayNameSeveral, type ParsedSearch } from '../search/index.ts'
import { gathered } from './gathered.ts'
import { type Included, include } from './include.ts'
import { countOf, type Page, pageOf, type Wanted } from './page.ts'
import { planOf } from './plan.ts'
import { factsOf, type Reach, reachOf, type SeekParts, type Seen } from './reach.ts'
import type { Source } from './rows.ts'

export type { Page, Place, Wanted } from './page.ts'
export type { SeekParts, Seen } from './reach.ts'

export interface Answer extends Page {
  readonly included: Included
}

export interface Seeker {
  /** One page with what it brings along; the look is in the log of each citizen shown before it is handed over. */
  page(search: ParsedSearch, wanted: Wanted): Promise<Answer>
  /** How many match, and nothing of them. */
  count(search: ParsedSearch, before: string): Promise<number>
}

/** @param citizen the one record the search is about, when it names one */
export function createSeeker(parts: SeekParts, citizen: CitizenKey | undefined): Seeker {
  const { kind } = parts.context.actor
  const narrow = seekerIn(parts, citizen)
  if (citizen === undefined || (kind !== 'system' && kind !== 'service')) return narrow
  // What is about several patients is in the record of one. Where others' records hold some, all of them are searched.
  const mentioned = async ({ type }: ParsedSearch): Promise<boolean> => {
    if (!mayNameSeveral(type)) return false
    return (await gathered(parts.sql)?.mentioned(citizen, type)) ?? isMentioned(parts.sql, citizen, type)
  }
  return {
    async page(search, wanted) {
      const [elsewhere, page] = await Promise.all([mentioned(search), narrow.page(search, wanted)])
      return elsewhere ? seekerIn(parts, undefined).page(search, wanted) : page
    },
    async count(search, before) {
      const [elsewhere, count] = await Promise.all([mentioned(search), narrow.count(search, before)])
      return elsewhere ? seekerIn(parts, undefined).count(search, before) : count
    },
  }
}

function seekerIn(parts: SeekParts, citizen: CitizenKey | undefined): Seeker {
  const { actor } = parts.context
  // A citizen's app looks in the citizen's own record and the directories, whoever the search names.
  const reach = reachOf(parts, actor.kind === 'citizen' ? actor.citizen : citizen)
  const named = actor.kind !== 'citizen' && citizen !== undefined
  const plan = async (search: ParsedSearch) => planOf(reach, search, await sourcesOf(parts, reach, search.type, named))
  return {
    async page(search, wanted) {
      // Of a search in one record it is known beforehand what its log will say.
      const alone = reach.citizen !== undefined && search.include.length === 0 && search.revinclude.length === 0
      const made = await plan(search)
      const [page] = await Promise.all([
        pageOf(made, wanted),
        alone ? log(parts, [], reach.citizen, search.type) : undefined,
      ])
      if (alone) return { ...page, included: { resources: [], cut: false } }
      const included = await include(reach, search, page.found)
      await log(parts, [...page.found, ...included.resources], reach.citizen, search.type)
      return { ...page, included }
    },
    async count(search, before) {
      const [total] = await Promise.all([
        plan(search).then((made) => countOf(made, before)),
        log(parts, [], reach.citizen, search.type),
      ])
      return total
    },
  }
}

/** Where the searched type is looked for; refuses who may not search it there at all. */
async function sourcesOf(parts: SeekParts, reach: Reach, type: string, named: boolean): Promise<readonly Source[]> {
  const { context, facts } = parts
  const record = reach.citizen === undefined ? undefined : await decideRead(context, reach.citizen, type, facts, true)
  const shared = decideReadShared(context, type, true)
  const refused = reach.citizen === undefined ? shared : record
  if (refused) throw new Refused(refused)
  return reach
    .sources(type)
    .filter(({ kind }) => (kind === 'shared' ? !shared && (!named || !isStored(reach, type)) : true))
}

/** Stored in records: what names a citizen is there, and nowhere else. */
const isStored = (reach: Reach, type: string): boolean => reach.sources(type).some(({ kind }) => kind !== 'shared')

async function log(
  parts: SeekParts,
  shown: readonly Seen[],
  citizen: CitizenKey | undefined,
  type: string,
): Promise<void> {
  await parts.log.append(parts.context, parts.clock.now(), factsOf(shown, citizen, type))
}
