import { Refused, refuse } from '../../errors/index.ts'
import { type Chain, type Has, type Link, matches, type ParsedSearch, requiredEntries } from '../search/index.ts'
import { literalsOf, loadLiterals, pointersTo } from './pointers.ts'
import type { Reach, Seen } from './reach.ts'
import { type Ask, batches } from './rows.ts'

/**
 * Chains and `_has`. A link is asked from its other end first when few resources there can meet it; else each batch of
 * candidates is followed. Either way only what the actor may read counts.
 */
export interface PreparedLink {
  /** Entries that a resource has which meets the link, when that is known beforehand. */
  readonly groups: readonly (readonly string[])[]
  readonly ids: readonly string[] | undefined
  keep(batch: readonly Seen[]): Promise<readonly Seen[]>
}

/** Most resources at the other end that are looked at before the candidates are followed instead. */
const fewAtTheEnd = 2000
const mostRowsForFew = 6000
/** Candidates whose referrers are looked for in one statement. */
const atOnce = 50

export async function prepareLink(reach: Reach, link: Link, narrow: boolean): Promise<PreparedLink> {
  const ends = link.kind === 'chain' ? link.targets.map(({ type }) => type) : [link.source.type]
  if (!ends.some((type) => reach.mayEver(type)))
    throw new Refused(
      refuse('scope-missing', 403, { diagnostics: 'The token lacks a scope for a type the search follows.' }),
    )
  return link.kind === 'chain' ? prepareChain(reach, link, narrow) : prepareHas(reach, link, narrow)
}

/** Those of the batch that meet all links of a search. */
export async function meetLinks(
  reach: Reach,
  links: readonly Link[],
  batch: readonly Seen[],
): Promise<readonly Seen[]> {
  let left = batch
  for (const link of links) {
    if (left.length === 0) return left
    left = await (link.kind === 'chain' ? followed(reach, link, left) : referredTo(reach, link, left))
  }
  return left
}

async function prepareChain(reach: Reach, link: Chain, narrow: boolean): Promise<PreparedLink> {
  const verify = { groups: [], ids: undefined, keep: (batch: readonly Seen[]) => followed(reach, link, batch) }
  const targets = link.targets.filter(({ type }) => reach.mayEver(type))
  if (!narrow || targets.length > 4) return verify
  const literals: string[] = []
  for (const target of targets) {
    const ends = await few(reach, target)
    if (!ends) return verify
    literals.push(...ends.map(({ resource }) => `${resource.resourceType}/${resource.id}`))
  }
  const known = new Set(literals)
  return {
    groups: [pointersTo(link.parameter.code, literals, link.targets[0]?.base)],
    ids: undefined,
    keep: async (batch) =>
      batch.filter((one) => literalsOf(one, link.parameter, target(link)).some((literal) => known.has(literal))),
  }
}

async function prepareHas(reach: Reach, link: Has, narrow: boolean): Promise<PreparedLink> {
  const verify = { groups: [], ids: undefined, keep: (batch: readonly Seen[]) => referredTo(reach, link, batch) }
  const sources = narrow ? await few(reach, link.source) : undefined
  if (!sources) return verify
  const literals = new Set(sources.flatMap((one) => literalsOf(one, link.parameter, link.source.base)))
  return {
    groups: [],
    ids: [...new Set([...literals].map((literal) => literal.slice(literal.indexOf('/') + 1)))],
    keep: async (batch) => batch.filter(({ resource }) => literals.has(`${resource.resourceType}/${resource.id}`)),
  }
}

const target = ({ targets }: Chain): string | undefined => targets[0]?.base

/** All that meet a search, when they are few and quickly found. */
async function few(reach: Reach, search: ParsedSearch): Promise<Seen[] | undefined> {
  const found: Seen[] = []
  let looked = 0
  const ask: Ask = { type: search.type, groups: requiredEntries(search) }
  if (ask.groups.length === 0 && search.links.length === 0) return undefined
  for (const source of reach.sources(search.type))
    for await (const rows of batches(reach.sql, source, ask, undefined)) {
      reach.spend(rows.length)
      found.push(...(await meeting(reach, search, await reach.seen(rows, 'linked'))))
      looked += rows.length
      if (looked > mostRowsForFew || found.length > fewAtTheEnd) return undefined
    }
  return found
}

async function meeting(reach: Reach, search: ParsedSearch, batch: readonly Seen[]): Promise<readonly Seen[]> {
  const matching = batch.filter(({ resource, citizen }) => matches(resource, search, citizen || undefined))
  return meetLinks(reach, search.links, matching)
}

/** Chain: what the candidates refer to is loaded and asked. */
async function followed(reach: Reach, link: Chain, batch: readonly Seen[]): Promise<readonly Seen[]> {
  const pointing = batch.map((one) => ({ one, literals: literalsOf(one, link.parameter, target(link)) }))
  const wanted = new Set(pointing.flatMap(({ literals }) => literals))
  const met = new Set<string>()
  for (const search of link.targets) {
    const own = [...wanted].filter((literal) => literal.startsWith(`${search.type}/`))
    if (own.length === 0) continue
    const ends = await loadLiterals(reach, search.type, own)
    for (const { resource } of await meeting(reach, search, ends)) met.add(`${search.type}/${resource.id}`)
  }
  return pointing.filter(({ literals }) => literals.some((literal) => met.has(literal))).map(({ one }) => one)
}

/** `_has`: what refers to the candidates is found and asked. */
async function referredTo(reach: Reach, link: Has, batch: readonly Seen[]): Promise<readonly Seen[]> {
  const { source, parameter } = link
  const met = new Set<string>()
  const literals = batch.map(({ resource }) => `${resource.resourceType}/${resource.id}`)
  for (let at = 0; at < literals.length; at += atOnce) {
    const pointers = pointersTo(parameter.code, literals.slice(at, at + atOnce), source.base)
    const ask: Ask = { type: source.type, groups: [pointers, ...requiredEntries(source)] }
    for (const table of reach.sources(source.type))
      for await (const rows of batches(reach.sql, table, ask, undefined, 500)) {
        reach.spend(rows.length)
        for (const one of await meeting(reach, source, await reach.seen(rows, 'linked')))
          for (const literal of literalsOf(one, parameter, source.base)) met.add(literal)
      }
  }
  return batch.filter(({ resource }) => met.has(`${resource.resourceType}/${resource.id}`))
}
