import { decideScope, decideWrite } from '../../access/index.ts'
import { isRefusal, refuse } from '../../errors/index.ts'
import { type View, viewOf } from '../search/index.ts'
import type { Resource, ResourceType, Stored, StoreTransaction } from '../types.ts'
import { only } from './matching.ts'
import { type Answer, type Call, masked, refused, seesAllRecords } from './parts.ts'

/** When the caller has a copy already: answers 304 without a body if it is still good. */
export interface Freshness {
  readonly ifNoneMatch?: string | undefined
  readonly ifModifiedSince?: string | undefined
}

/** read */
export async function readResource(
  call: Call,
  type: ResourceType,
  id: string,
  freshness: Freshness = {},
  view: View = {},
): Promise<Answer> {
  const found = await call.reader.read(type, id)
  if (isRefusal(found)) return refused(masked(call, found))
  const answer = { ...present(call, found, 200), resource: viewOf(found, view) }
  return isFresh(found, freshness) ? { ...answer, status: 304 } : answer
}

/** read of a Binary: one that is kept beside the records, else one that another system stored. */
export async function readBinary(call: Call, id: string, freshness: Freshness, view: View): Promise<Answer> {
  const narrowed = decideScope(call.context.actor, 'Binary', 'r')
  if (narrowed) return refused(narrowed)
  const kept = await call.parts.binary?.(call.context, id)
  return kept ? { status: 200, resource: kept } : readResource(call, 'Binary', id, freshness, view)
}

/** vread */
export async function readVersion(call: Call, type: ResourceType, id: string, versionId: string): Promise<Answer> {
  const versions = await call.reader.history(type, id)
  if (isRefusal(versions)) return refused(masked(call, versions))
  const version = versions.find((candidate) => String(candidate.version) === versionId)
  if (!version) return refused(refuse('not-found', 404))
  return version.resource ? present(call, version.resource, 200) : refused(masked(call, refuse('gone', 410)))
}

/** create; with `ifNoneExist` only when nothing matches. */
export async function createResource(
  call: Call,
  tx: StoreTransaction,
  resource: Resource,
  ifNoneExist: string | undefined,
): Promise<Answer> {
  if (ifNoneExist !== undefined) {
    const there = await only(call, tx, resource.resourceType, ifNoneExist)
    if (isRefusal(there)) return refused(there)
    if (there) return { ...present(call, there, 200), written: true }
  }
  return { ...present(call, await tx.create(resource), 201), written: true }
}

/** update, or create under the id that the client names */
export async function updateResource(
  call: Call,
  tx: StoreTransaction,
  resource: Resource & { id: string },
  ifMatch: string | undefined,
): Promise<Answer> {
  const stored = await tx.update(resource, ifMatch === undefined ? {} : { ifMatch: versionOf(ifMatch) })
  return { ...present(call, stored, stored.meta.versionId === '1' ? 201 : 200), written: true }
}

/** delete; what is not there is no error, but needs the same right. */
export async function deleteResource(
  call: Call,
  tx: StoreTransaction,
  type: ResourceType,
  id: string,
  ifMatch?: string,
): Promise<Answer> {
  const no = seesAllRecords(call) ? await decideWrite(call.context, undefined, type, 'd', call.parts.facts) : undefined
  if (no) return refused(no)
  await tx.delete(type, id, ifMatch === undefined ? {} : { ifMatch: versionOf(ifMatch) })
  return { status: 204 }
}

export function present(call: Call, resource: Stored, status: number): Answer {
  const { versionId, lastUpdated } = resource.meta
  return {
    status,
    resource,
    etag: etagOf(versionId),
    lastModified: lastUpdated,
    ...(status === 201
      ? { location: `${call.parts.base}/${resource.resourceType}/${resource.id}/_history/${versionId}` }
      : {}),
  }
}

export const etagOf = (version: string): string => `W/"${version}"`
export const versionOf = (etag: string): string => etag.trim().replace(/^W\//, '').replaceAll('"', '')

/** If-None-Match goes before If-Modified-Since (RFC 9110, 13.1.3), whose dates have whole seconds. */
function isFresh({ meta }: Stored, { ifNoneMatch, ifModifiedSince }: Freshness): boolean {
  if (ifNoneMatch !== undefined)
    return ifNoneMatch.split(',').some((etag) => etag.trim() === '*' || versionOf(etag) === meta.versionId)
  const since = Date.parse(ifModifiedSince ?? '')
  return !Number.isNaN(since) && Math.floor(Date.parse(meta.lastUpdated) / 1000) * 1000 <= since
}
