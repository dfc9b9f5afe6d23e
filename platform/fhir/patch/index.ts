/** Partial changes of resources: JSON Patch and FHIRPath Patch. Pure; the result is validated where it is stored. */
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { isObject } from '../definitions/index.ts'
import type { Resource, Stored } from '../types.ts'
import { applyFhirPathPatch } from './fhirpath-patch.ts'
import { isJsonObject, toJson } from './json.ts'
import { applyJsonPatch } from './json-patch.ts'

export { isTooDeep } from './json.ts'

/** A patch as it came: the array of a JSON Patch, or a Parameters resource. */
export type Patch = readonly unknown[] | object

/** The patched resource, of the same type and id; what it says is not yet validated. */
export function patched(resource: Stored, patch: Patch): (Resource & { id: string }) | Refusal {
  const isParameters = isObject(patch) && patch.resourceType === 'Parameters'
  const result = isParameters ? applyFhirPathPatch(resource, patch) : applyJsonPatch(toJson(resource), patch)
  if (isRefusal(result)) return result
  if (!isJsonObject(result) || result.resourceType !== resource.resourceType || result.id !== resource.id)
    return refuse('patch-failed', 422, { diagnostics: 'A patch cannot change the type or the id of a resource.' })
  return result as unknown as Resource & { id: string } // its elements are validated before it is stored
}
