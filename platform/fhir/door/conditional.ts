import { isRefusal, refuse } from '../../errors/index.ts'
import type { Resource, ResourceType, StoreTransaction } from '../types.ts'
import { createResource, deleteResource, updateResource } from './instance.ts'
import { only } from './matching.ts'
import { type Answer, type Call, refused } from './parts.ts'

/** conditional update: nothing matches → create; one → update; more → 412. */
export async function updateMatching(
  call: Call,
  tx: StoreTransaction,
  resource: Resource,
  query: string,
  ifMatch: string | undefined,
): Promise<Answer> {
  const there = await only(call, tx, resource.resourceType, query)
  if (isRefusal(there)) return refused(there)
  const { id } = resource
  if (!there && ifMatch !== undefined) return refused(refuse('version-conflict', 412))
  if (!there)
    return id === undefined
      ? createResource(call, tx, resource, undefined)
      : updateResource(call, tx, { ...resource, id }, undefined)
  if (id !== undefined && id !== there.id)
    return refused(refuse('invalid', 400, { diagnostics: 'The id of the resource is not that of the match.' }))
  return updateResource(call, tx, { ...resource, id: there.id }, ifMatch)
}

/** conditional delete: of one resource at most. */
export async function deleteMatching(
  call: Call,
  tx: StoreTransaction,
  type: ResourceType,
  query: string,
  ifMatch?: string,
): Promise<Answer> {
  const there = await only(call, tx, type, query)
  if (isRefusal(there)) return refused(there)
  return there ? deleteResource(call, tx, type, there.id, ifMatch) : { status: 204 }
}
