import { type Refusal, refuse } from '../../errors/index.ts'
import { parseSearch } from '../search/index.ts'
import type { ResourceType, Stored, StoreTransaction } from '../types.ts'
import { type Call, within } from './parts.ts'

/** Parameters of an address that say how to answer, not what to look for. */
const presentation: ReadonlySet<string> = new Set(['_format', '_pretty', '_summary', '_elements', '_count', '_total'])

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
  const parsed = parseSearch(type, params, { base: call.parts.base })
  if (Array.isArray(parsed) || parsed.unknown.length > 0 || parsed.unsupported.length > 0)
    return refuse('search-invalid', 400, { diagnostics: `The criteria for ${type} cannot be used.` })
  if (params.length === 0) return refuse('criteria-needed', 412)
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${type}?${String(new URLSearchParams(params))}`}, 0))`
  const { resources } = await within(call, tx).reader.search(type, parsed)
  if (resources.length > 1) return refuse('several-match', 412)
  return resources[0]
}
