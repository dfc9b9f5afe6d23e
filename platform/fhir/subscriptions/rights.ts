import { type Context, decideRead, decideReadShared, mayBeGranted, type SystemActor } from '../../access/index.ts'
import { permits } from '../permits.ts'
import type { ResourceType, Stored } from '../types.ts'
import type { SubscriptionRow } from './rows.ts'

/** A registered client, as it stands now. */
export interface Client {
  readonly name: string
  readonly scopes: readonly string[]
}

export type FindClient = (id: string) => Promise<Client | undefined>

/** Relations to people mean nothing for a system: its scopes say it all. */
const noRelations = { isOnList: async () => false, officeOf: async () => undefined }

/**
 * Who is told: the client with those scopes of its token that it still may have. A client that is gone has none.
 */
export async function subscriber(row: SubscriptionRow, find: FindClient): Promise<SystemActor> {
  const client = await find(row.client)
  const scopes = row.scopes.filter((scope) => mayBeGranted(scope, client?.scopes ?? []))
  return { kind: 'system', client: row.client, name: client?.name ?? row.client, scopes }
}

export function contextFor(actor: SystemActor, requestId: string): Context {
  return { actor, purpose: { code: 'TREAT' }, requestId, door: 'fhir' }
}

/** To be told of a type is to read and to search it. */
export async function mayFollow(context: Context, type: ResourceType, citizen?: string): Promise<boolean> {
  for (const search of [false, true]) {
    const refusal = citizen
      ? await decideRead(context, citizen, type, noRelations, search)
      : decideReadShared(context, type, search)
    if (refusal) return false
  }
  return true
}

/** And of this very resource, where the scopes are granular. */
export function maySee(context: Context, resource: Stored): boolean {
  return permits(context, resource, 'r') && permits(context, resource, 's')
}
