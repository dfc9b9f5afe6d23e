/** Rewrites the references of a resource, as resolving a transaction Bundle needs it. */
import { isObject, isResourceType, type JsonObject, requireType, type TypeDef, typeDef } from '../definitions/index.ts'

/** What kind of value is being mapped; `narrative` is a link in xhtml. */
export type ReferenceKind = 'reference' | 'uri' | 'url' | 'oid' | 'uuid' | 'narrative'

export type MapReference = (reference: string, kind: ReferenceKind) => string

/** Twice what validation allows: arrays count too. */
const maxDepth = 128
const urn = /^urn:(?:uuid|oid):/
const linkTypes: readonly string[] = ['uri', 'url', 'oid', 'uuid']
const isLink = (type: string): type is 'uri' | 'url' | 'oid' | 'uuid' => linkTypes.includes(type)

/** Links to other entries in `<a href="">` and `<img src="">`. */
const narrative = (div: string, map: MapReference): string =>
  div.replaceAll(
    /(\b(?:href|src)\s*=\s*")(urn:(?:uuid|oid):[^"]*)(")/g,
    (_, before: string, link: string, after: string) => before + map(link, 'narrative') + after,
  )

function mapValue(value: unknown, type: string, map: MapReference, depth: number): unknown {
  if (depth >= maxDepth) return value
  if (Array.isArray(value)) return value.map((item: unknown) => mapValue(item, type, map, depth + 1))
  if (typeof value === 'string') {
    if (isLink(type)) return urn.test(value) ? map(value, type) : value
    return type === 'xhtml' && value.includes('urn:') ? narrative(value, map) : value
  }
  if (!isObject(value)) return value
  const name = type === 'Resource' ? value.resourceType : type
  const def = typeof name === 'string' ? typeDef(name) : undefined
  return def ? mapObject(value, def, map, depth + 1) : value
}

function mapObject(value: JsonObject, def: TypeDef, map: MapReference, depth: number): JsonObject {
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const element = def.elements.get(key)
    const item = value[key]
    if (def.name === 'Reference' && key === 'reference' && typeof item === 'string') copy[key] = map(item, 'reference')
    else if (element) copy[key] = mapValue(item, element.type, map, depth)
    else if (key.startsWith('_')) copy[key] = mapCompanion(item, map, depth)
    else if (key !== '__proto__') copy[key] = item
  }
  return copy
}

/** Extensions of primitive values (`_birthDate`) may hold references too. */
function mapCompanion(value: unknown, map: MapReference, depth: number): unknown {
  if (depth >= maxDepth) return value
  if (Array.isArray(value)) return value.map((item: unknown) => mapCompanion(item, map, depth + 1))
  return isObject(value) ? mapObject(value, requireType('Element'), map, depth + 1) : value
}

/**
 * A copy of a valid resource with every Reference.reference given to `map`, and every uri, url, oid, uuid and narrative
 * link that is a urn:uuid or urn:oid. `map` answers what it does not know unchanged. Canonicals are left alone, as R4
 * says for transactions.
 */
export function mapReferences<R extends object>(resource: R, map: MapReference): R {
  if (!isObject(resource) || typeof resource.resourceType !== 'string' || !isResourceType(resource.resourceType))
    return resource
  const def = requireType(resource.resourceType)
  return mapObject(resource, def, map, 0) as R // the same elements, each with a value of its own type
}
