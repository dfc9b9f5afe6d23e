import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import type { Version } from '../machine-reader.ts'
import { parseSearch } from '../search/index.ts'
import type { Resource, ResourceType, Stored, StoreTransaction } from '../types.ts'
import { type Answer, type Call, refused } from './parts.ts'

/** read */
export async function readResource(call: Call, type: ResourceType, id: string): Promise<Answer> {
  const found = await call.reader.read(type, id)
  return isRefusal(found) ? refused(found) : present(call, found, 200)
}

/** vread */
export async function readVersion(call: Call, type: ResourceType, id: string, versionId: string): Promise<Answer> {
  const versions = await call.reader.history(type, id)
  if (isRefusal(versions)) return refused(versions)
  const version = versions.find((candidate) => String(candidate.version) === versionId)
  if (!version) return refused(refuse('not-found', 404))
  return version.resource ? present(call, version.resource, 200) : refused(refuse('gone', 410))
}

/** history of one resource, newest first */
export async function readHistory(call: Call, type: ResourceType, id: string): Promise<Answer> {
  const versions = await call.reader.history(type, id)
  if (isRefusal(versions)) return refused(versions)
  const entry = versions.map((version) => historyEntry(call, type, id, version))
  return {
    status: 200,
    resource: { resourceType: 'Bundle', type: 'history', total: entry.length, entry },
  }
}

function historyEntry(call: Call, type: ResourceType, id: string, version: Version) {
  const method: 'DELETE' | 'POST' | 'PUT' = !version.resource ? 'DELETE' : version.version === 1 ? 'POST' : 'PUT'
  return {
    fullUrl: `${call.parts.base}/${type}/${id}`,
    ...(version.resource ? { resource: version.resource } : {}),
    request: { method, url: method === 'POST' ? type : `${type}/${id}` },
    response: {
      status: method === 'DELETE' ? '204' : method === 'POST' ? '201' : '200',
      etag: etagOf(String(version.version)),
      lastModified: version.updated.toISOString(),
    },
  }
}

/** create; with `ifNoneExist` only when nothing matches. */
export async function createResource(
  call: Call,
  tx: StoreTransaction,
  resource: Resource,
  ifNoneExist: string | undefined,
): Promise<Answer> {
  if (ifNoneExist !== undefined) {
    const there = await matching(call, resource.resourceType, ifNoneExist)
    if (isRefusal(there)) return refused(there)
    if (there) return present(call, there, 200)
  }
  return present(call, await tx.create(resource), 201)
}

/** update, or create under the id that the client names */
export async function updateResource(
  call: Call,
  tx: StoreTransaction,
  resource: Resource & { id: string },
  ifMatch: string | undefined,
): Promise<Answer> {
  const stored = await tx.update(resource, ifMatch === undefined ? {} : { ifMatch: versionOf(ifMatch) })
  return present(call, stored, stored.meta.versionId === '1' ? 201 : 200)
}

export async function deleteResource(tx: StoreTransaction, type: ResourceType, id: string): Promise<Answer> {
  await tx.delete(type, id)
  return { status: 204 }
}

/** The one resource that matches a query, if any. */
export async function matching(call: Call, type: ResourceType, query: string): Promise<Stored | undefined | Refusal> {
  const parsed = parseSearch(type, [...new URLSearchParams(query)])
  if (Array.isArray(parsed) || parsed.unknown.length > 0 || parsed.unsupported.length > 0)
    return refuse('search-invalid', 400, { diagnostics: `The criteria for ${type} cannot be used.` })
  const { resources } = await call.reader.search(type, parsed)
  if (resources.length > 1) return refuse('several-match', 412)
  return resources[0]
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

const etagOf = (version: string): string => `W/"${version}"`
const versionOf = (etag: string): string => etag.replace(/^W\//, '').replaceAll('"', '')
