import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { citizenOfSearch, type ParsedSearch, parseSearch } from '../search/index.ts'
import { createSeeker, type Wanted } from '../seek/index.ts'
import type { ResourceType, Stored, StoreTransaction } from '../types.ts'
import { queryText } from './address.ts'
import { type Call, logWithin } from './parts.ts'

/** Parameters of an address that say how to answer, not what to look for. */
const presentation: ReadonlySet<string> = new Set(['_format', '_pretty', '_summary', '_elements', '_count', '_total'])

/** What is written by others while this command waits for its turn counts too. */
const everything: Wanted = { count: 2, from: undefined, before: '9999-12-31T23:59:59.999Z', total: 'none' }

/**
 * The one resource that matches the criteria, if any. Two commands with the same criteria wait for one another, so that
 * neither makes what the other is making.
 */
export async function only(
  call: Call,
  tx: StoreTransaction,
  type: ResourceType,
  query: string,
): Promise<Stored | undefined | Refusal> {
  const params = [...new URLSearchParams(query)].filter(([name]) => !presentation.has(name))
  const search = understand(call, type, params)
  if (isRefusal(search)) return search
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${type + queryText(params)}, 0))`
  const parts = { ...call.parts, log: logWithin(tx), sql: tx.sql, context: call.context }
  const seeker = createSeeker(parts, citizenOfSearch(search))
  const found: Stored[] = []
  let from: Wanted['from']
  do {
    const page = await seeker.page(search, { ...everything, from })
    found.push(...page.found.map(({ resource }) => resource))
    from = page.next
  } while (from && found.length < 2)
  return found.length > 1 ? refuse('several-match', 412) : found[0]
}

function understand(call: Call, type: ResourceType, params: readonly [string, string][]): ParsedSearch | Refusal {
  const search = params.some((pair) => pair.join('').includes('\0'))
    ? []
    : parseSearch(type, params, { base: call.parts.base })
  if (Array.isArray(search) || search.unknown.length > 0 || search.unsupported.length > 0)
    return refuse('search-invalid', 400, { diagnostics: `The criteria for ${type} cannot be used.` })
  // Without criteria anything would match: a slip of the pen must not delete the only patient there is.
  return search.criteria.length + search.links.length === 0 ? refuse('criteria-needed', 412) : search
}
