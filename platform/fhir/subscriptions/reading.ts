import type { Bundle, Subscription } from '@medplum/fhirtypes'
import { decideScope, type ScopeLetter, type SystemActor } from '../../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { etagOf } from '../door/instance.ts'
import { type Answer, type Call, refused } from '../door/parts.ts'
import { matches, parseSearch, sortResources } from '../search/index.ts'
import type { Stored } from '../types.ts'
import { findRow, rowsOfClient, type SubscriptionRow } from './rows.ts'

/** The system that calls, when its token lets it; people and their apps have no subscriptions yet. */
export function systemOf(call: Call, letter: ScopeLetter): SystemActor | Refusal {
  const { actor } = call.context
  if (actor.kind !== 'system')
    return refuse('not-your-role', 403, { diagnostics: 'Subscriptions are for systems (client credentials).' })
  return decideScope(actor, 'Subscription', letter) ?? actor
}

/** A client's own subscription; another's is not there. */
export async function ownRow(call: Call, id: string, letter: ScopeLetter): Promise<SubscriptionRow | Refusal> {
  const actor = systemOf(call, letter)
  if (isRefusal(actor)) return actor
  return (await findRow(call.parts.db, actor.client, id)) ?? refuse('not-found', 404)
}

/** read */
export async function readSubscription(call: Call, id: string): Promise<Answer> {
  const row = await ownRow(call, id, 'r')
  if (isRefusal(row)) return refused(row)
  const { version, updated } = row
  return { status: 200, resource: presented(row), etag: etagOf(String(version)), lastModified: updated.toISOString() }
}

/** search among the client's own; they are so few that all are on one page. */
export async function searchSubscriptions(
  call: Call,
  params: readonly (readonly [string, string])[],
  strict: boolean,
): Promise<Answer> {
  const actor = systemOf(call, 's')
  if (isRefusal(actor)) return refused(actor)
  const parsed = parseSearch('Subscription', params, { base: call.parts.base })
  if (Array.isArray(parsed))
    return refused(refuse('search-invalid', 400, { diagnostics: parsed.map((issue) => issue.diagnostics).join(' · ') }))
  const ignored = [...parsed.unknown, ...parsed.unsupported]
  if (strict && ignored.length > 0)
    return refused(refuse('not-supported', 400, { diagnostics: 'Not a search parameter of Subscription.' }))
  const all = (await rowsOfClient(call.parts.db, actor.client)).map(presented)
  const found = sortResources(
    all.filter((resource) => matches(resource, parsed)),
    parsed.sort,
  )
  const shown = parsed.count === 0 || parsed.summary === 'count' ? [] : found
  const query = new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString()
  const resource: Bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: [{ relation: 'self', url: `${call.parts.base}/Subscription${query ? `?${query}` : ''}` }],
    entry: shown.map((one) => ({
      fullUrl: `${call.parts.base}/Subscription/${one.id}`,
      resource: one,
      search: { mode: 'match' },
    })),
  }
  return { status: 200, resource }
}

/** As its owner sees it: what was written, and the state the server keeps. */
export function presented(row: SubscriptionRow): Stored<Subscription> {
  const { body, id, status, error } = row
  return {
    ...body,
    id,
    meta: { ...body.meta, versionId: String(row.version), lastUpdated: row.updated.toISOString() },
    status,
    ...(error ? { error } : {}),
  }
}
