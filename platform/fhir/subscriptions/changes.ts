import type { Sql } from '../../db/index.ts'
import { type Refusal, refuse } from '../../errors/index.ts'
import { allResourceTypes } from '../resource-type.ts'
import type { Change, Guard, Projection } from '../types.ts'
import { hasTopic } from './backport.ts'
import { insertChange, subscribedTypes } from './rows.ts'

/** How long a node goes by what it knows of who subscribes; a request is shaken hands on after longer than this. */
const knownForMs = 1000

/**
 * Writes down changes that somebody may be told of, in the transaction that makes them. Where nobody subscribes to a type
 * this costs a look into a set; the set is asked for anew at most once a second, so that several nodes agree.
 */
export function changesProjection(forMs = knownForMs): Projection {
  let known: { types: ReadonlySet<string>; until: number } | undefined
  // The transaction is reached for only where it is needed: a write that needs none is cheaper.
  const isSubscribed = async (type: string, tx: { readonly sql: Sql }): Promise<boolean> => {
    if (!known || known.until <= performance.now())
      known = { types: await subscribedTypes(tx.sql), until: performance.now() + forMs }
    return known.types.has(type)
  }
  return {
    types: allResourceTypes().filter(hasTopic),
    async onChanged(change, tx) {
      if (!(await isSubscribed(change.type, tx))) return
      const { citizen = '', type, id, op } = change
      await insertChange(tx.sql, { citizen, type, id, op, version: versionOf(change), at: tx.now })
    },
  }
}

/** A deletion is a version of its own, one after the last. */
function versionOf({ op, before, after }: Change): number {
  if (op === 'delete') return Number(before?.meta.versionId ?? 0) + 1
  return Number(after?.meta?.versionId ?? 1)
}

/**
 * Subscriptions are made at `/Subscription` alone, where endpoint, topic and scopes are looked at; in a Bundle or by another
 * way they would be dead paper.
 */
export const subscriptionGuard: Guard = {
  types: ['Subscription'],
  concerns: () => true,
  check: async (): Promise<Refusal> =>
    refuse('not-supported', 422, { diagnostics: 'Write Subscriptions one by one at /Subscription.' }),
}
