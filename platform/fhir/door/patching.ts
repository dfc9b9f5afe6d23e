import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { isObject } from '../definitions/index.ts'
import { type Patch, patched } from '../patch/index.ts'
import { locate, readRow } from '../rows.ts'
import type { Resource, ResourceType, StoreTransaction } from '../types.ts'
import { present, versionOf } from './instance.ts'
import { only } from './matching.ts'
import { type Answer, type Call, masked, refused, within } from './parts.ts'

/**
 * patch. Needs the right to read as well: what a patch finds or does not find tells what is there. The resource is locked
 * from the reading to the writing, so that two patches do not undo one another.
 */
export async function patchResource(
  call: Call,
  tx: StoreTransaction,
  type: ResourceType,
  id: string,
  patch: Patch,
  ifMatch: string | undefined,
): Promise<Answer> {
  const place = await locate(tx.sql, type, id)
  if (place) await readRow(tx.sql, place.citizen, type, id, true)
  const there = await within(call, tx).reader.read(type, id)
  if (isRefusal(there)) return refused(masked(call, there))
  const version = ifMatch === undefined ? there.meta.versionId : versionOf(ifMatch)
  if (version !== there.meta.versionId) return refused(refuse('version-conflict', 412))
  const result = patched(there, patch)
  if (isRefusal(result)) return refused(result)
  return { ...present(call, await tx.update(result, { ifMatch: version }), 200), written: true }
}

/** conditional patch: of the one match; nothing to patch is 404. */
export async function patchMatching(
  call: Call,
  tx: StoreTransaction,
  type: ResourceType,
  query: string,
  patch: Patch,
  ifMatch: string | undefined,
): Promise<Answer> {
  const there = await only(call, tx, type, query)
  if (isRefusal(there)) return refused(there)
  return there ? patchResource(call, tx, type, there.id, patch, ifMatch) : refused(refuse('not-found', 404))
}

/** The patch of a Bundle entry: Parameters, or a Binary that holds a JSON Patch (http.html#transaction). */
export function patchOf(resource: Resource | undefined): Patch | Refusal {
  if (resource?.resourceType === 'Parameters') return resource
  if (resource?.resourceType === 'Binary' && /^application\/json-patch\+json\b/.test(resource.contentType)) {
    const text = Buffer.from(resource.data ?? '', 'base64').toString('utf8')
    const patch = parsePatch(text)
    if (patch) return patch
  }
  return refuse('patch-invalid', 400, {
    diagnostics: 'A PATCH entry holds Parameters, or a Binary of application/json-patch+json.',
  })
}

/** A JSON array, or a Parameters resource. */
export function parsePatch(text: string): Patch | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) || (isObject(value) && value.resourceType === 'Parameters') ? value : undefined
  } catch {
    return undefined
  }
}
