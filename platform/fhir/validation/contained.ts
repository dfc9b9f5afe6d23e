/** dom-2 to dom-5: what a contained resource may and must be. */
import { isObject, type JsonObject } from '../definitions/index.ts'
import type { IssueCode } from './issue.ts'

interface Reporter {
  report(code: IssueCode, diagnostics: string, below?: string): void
}

export function containedTypes(resource: JsonObject): Map<string, string> {
  const types = new Map<string, string>()
  for (const item of Array.isArray(resource.contained) ? resource.contained : []) {
    if (isObject(item) && typeof item.id === 'string' && typeof item.resourceType === 'string')
      types.set(item.id, item.resourceType)
  }
  return types
}

export function checkContained(resource: JsonObject, walk: Reporter): void {
  const meta = isObject(resource.meta) ? resource.meta : {}
  if (resource.contained !== undefined) walk.report('invariant', 'a contained resource must not contain others (dom-2)')
  if (meta.versionId !== undefined || meta.lastUpdated !== undefined) {
    walk.report('invariant', 'a contained resource has no version and no time of update (dom-4)')
  }
  if (meta.security !== undefined) walk.report('invariant', 'a contained resource has no security label (dom-5)')
  if (typeof resource.id !== 'string')
    walk.report('required', 'a contained resource needs an id to be referred to by', 'id')
}

/** Strings that start with `#`, at any depth: references and canonicals to contained resources. */
function localReferences(value: unknown, found: Set<string>, depth: number): void {
  if (typeof value === 'string') {
    if (value.startsWith('#')) found.add(value.slice(1))
  } else if (typeof value === 'object' && value !== null && depth < 64) {
    for (const item of Object.values(value)) localReferences(item, found, depth + 1)
  }
}

/** dom-3: each contained resource is referred to from the resource, or refers to the resource itself (`#`). */
export function checkContainedAreUsed(resource: JsonObject, walk: Reporter): void {
  if (!Array.isArray(resource.contained)) return
  const used = new Set<string>()
  localReferences(resource, used, 0)
  const ids = new Set<string>()
  resource.contained.forEach((item: unknown, index) => {
    if (!isObject(item) || typeof item.id !== 'string') return
    if (ids.has(item.id)) walk.report('invariant', 'two contained resources have the same id', `contained[${index}]`)
    ids.add(item.id)
    if (used.has(item.id)) return
    const own = new Set<string>()
    localReferences(item, own, 0)
    if (!own.has(''))
      walk.report(
        'invariant',
        'a contained resource must be referred to from the resource (dom-3)',
        `contained[${index}]`,
      )
  })
}
