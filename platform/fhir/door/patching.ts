import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { isObject } from '../definitions/index.ts'
import { ownRecord } from '../own-record.ts'
import { isTooDeep, type Patch, patched } from '../patch/index.ts'
import { locate, readRow } from '../rows.ts'
import type { Resource, ResourceType, StoreTransaction } from '../types.ts'
import { validateResource } from '../validation/index.ts'
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
  const own = ownRecord(call.context)
  // Another's row is not even waited for.
  if (place && (own === undefined || place.citizen === own)) await readRow(tx.sql, place.citizen, type, id, true)
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
  const issue = resource && validateResource(resource).find(({ severity }) => severity === 'error')
  if (issue) return refuse('patch-invalid', 400, issue)
  if (resource?.resourceType === 'Parameters') return resource
  if (resource?.resourceType === 'Binary' && /^application\/json-patch\+json\b/.test(resource.contentType ?? ''))
    return parsePatch(Buffer.from(resource.data ?? '', 'base64').toString('utf8'))
  return refuse('patch-invalid', 400, {
    diagnostics: 'A PATCH entry holds Parameters, or a Binary of application/json-patch+json.',
  })
}

/** A JSON array, or a valid Parameters resource. */
export function parsePatch(text: string): Patch | Refusal {
  const value = parse(text)
  if (Array.isArray(value))
    return isTooDeep(value) ? refuse('too-costly', 400, { diagnostics: 'The patch is nested too deeply.' }) : value
  if (!isObject(value) || value.resourceType !== 'Parameters')
    return refuse('patch-invalid', 400, { diagnostics: 'The body is neither a JSON Patch nor Parameters.' })
  const issue = validateResource(value).find(({ severity }) => severity === 'error')
  return issue ? refuse('patch-invalid', 400, issue) : value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
