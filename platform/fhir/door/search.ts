import { actorId } from '../../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { citizenOfSearch, type ParsedSearch, parseSearch } from '../search/index.ts'
import { createSeeker, type Answer as Found } from '../seek/index.ts'
import type { ResourceType } from '../types.ts'
import { namesIdentityNumber } from './negotiate.ts'
import { type Answer, type Call, refused } from './parts.ts'
import { countBundle, type Links, searchBundle } from './search-bundle.ts'
import { type Cursor, openCursor, sealCursor } from './search-cursor.ts'

type Params = readonly (readonly [string, string])[]

const defaultCount = 50
const largestCount = 1000
/** How many pages one can go back. */
const mostBack = 8

/** search on a type, by GET or POST. */
export async function searchType(call: Call, type: ResourceType, given: Params, strict: boolean): Promise<Answer> {
  const cursor = cursorOf(call, type, given)
  if (isRefusal(cursor)) return refused(cursor)
  const search = understand(call, type, cursor.params, strict)
  if (isRefusal(search)) return refused(search)
  const seeker = createSeeker({ ...call.parts, sql: call.parts.db, context: call.context }, citizenOfSearch(search))
  const ignored = [...search.unknown, ...search.unsupported]
  const self = selfOf(call, type, cursor, given, ignored)
  if (search.summary === 'count' || search.count === 0) {
    const total = await seeker.count(search, cursor.before)
    return { status: 200, resource: countBundle(total, [{ relation: 'self', url: self }], ignored) }
  }
  const count = Math.min(search.count ?? defaultCount, largestCount)
  const { from, before } = cursor
  const found = await seeker.page(search, { count, from, before, total: search.total })
  const total = cursor.total ?? found.total
  const links = linksOf(call, type, cursor, { ...found, total }, self)
  return { status: 200, resource: searchBundle(call.parts.base, search, { ...found, total }, links, ignored) }
}

function understand(call: Call, type: ResourceType, params: Params, strict: boolean): ParsedSearch | Refusal {
  const search = parseSearch(type, params, { base: call.parts.base })
  if (Array.isArray(search)) {
    const costly = search.every(({ code }) => code === 'too-costly')
    const diagnostics = search.map((issue) => issue.diagnostics).join(' · ')
    return refuse(costly ? 'too-costly' : 'search-invalid', 400, { diagnostics })
  }
  if (search.format !== undefined && !/json/.test(search.format))
    return refuse('format', 406, { diagnostics: 'This server answers in application/fhir+json.' })
  const ignored = [...search.unknown, ...search.unsupported]
  if (!strict || ignored.length === 0) return search
  const names = ignored.map((name) => name.slice(0, 60)).join(', ')
  return refuse('not-supported', 400, { diagnostics: `Not supported for ${type}: ${names}.` })
}

/** Who a cursor is made for and what it goes on with: another token, another type cannot use it. */
const ownerOf = (call: Call, type: ResourceType): string => `${actorId(call.context.actor)} ${type}`

function cursorOf(call: Call, type: ResourceType, given: Params): Cursor | Refusal {
  const text = given.find(([name]) => name === '_cursor')?.[1]
  const before = call.parts.clock.now().toISOString()
  if (text === undefined) return { params: given, from: undefined, before, total: undefined, back: [] }
  const opened = openCursor(text, call.parts.secret, ownerOf(call, type))
  return opened ?? refuse('search-invalid', 400, { diagnostics: 'The _cursor is not one this server made for you.' })
}

const isPaged = (given: Params): boolean => given.some(([name]) => name === '_cursor')

/** What was asked and heeded; an identity number, which came by POST, is never written into an address. */
function selfOf(call: Call, type: ResourceType, cursor: Cursor, given: Params, ignored: readonly string[]): string {
  const heeded = (isPaged(given) ? given : cursor.params).filter(([name]) => !ignored.includes(name))
  const query = heeded.some(([name, value]) => name !== '_cursor' && namesIdentityNumber(value)) ? [] : heeded
  return urlOf(call, type, query)
}

function linksOf(call: Call, type: ResourceType, cursor: Cursor, { next, total }: Found, self: string): Links {
  const page = (more: Partial<Cursor>): string => {
    const sealed = sealCursor({ ...cursor, total, ...more }, call.parts.secret, ownerOf(call, type))
    return urlOf(call, type, [['_cursor', sealed]])
  }
  const links = [{ relation: 'self', url: self }]
  if (cursor.from) links.push({ relation: 'first', url: page({ from: undefined, back: [] }) })
  const previous = cursor.back.at(-1)
  if (previous !== undefined)
    links.push({ relation: 'previous', url: page({ from: previous ?? undefined, back: cursor.back.slice(0, -1) }) })
  if (next) {
    const back = [...cursor.back, cursor.from ?? null].slice(-mostBack)
    links.push({ relation: 'next', url: page({ from: next, back }) })
  }
  return links
}

function urlOf(call: Call, type: ResourceType, params: Params): string {
  const query = new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString()
  return `${call.parts.base}/${type}${query ? `?${query}` : ''}`
}
