import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import type { Resource, Stored } from './types.ts'

/**
 * Resources as text. What the store holds is sent out as it lies there: the version is put in by cutting, and no resource is
 * taken apart and written out again only to be passed on.
 */

/**
 * The text a resource was made from. Such a resource is frozen, so that the two cannot come apart. It is kept with the resource, where
 * nobody who copies or writes out the resource sees it: a map beside would be walked by every garbage collection.
 */
const textOf: unique symbol = Symbol('text')

const keptText = (resource: object): string | undefined =>
  Object.hasOwn(resource, textOf) ? (Reflect.get(resource, textOf) as string) : undefined // set below, and nowhere else

interface Version {
  readonly version: number
  readonly updated: Date
}

const headOf = (type: string, id: string): string => `{"resourceType":"${type}","id":"${id}","meta":{`

/** How a resource is stored: type, id and meta first, and in meta nothing of the version, which has columns of its own. */
export function toStoredText(resource: Resource & { id: string }): string {
  const { resourceType, id, meta, ...rest } = resource
  const { versionId: _version, lastUpdated: _updated, ...labels } = meta ?? {}
  return JSON.stringify({ resourceType, id, meta: labels, ...rest })
}

/** The text as it leaves the store; undefined when it was not stored by `toStoredText`. */
function withVersion(text: string, type: string, id: string, { version, updated }: Version): string | undefined {
  const head = headOf(type, id)
  if (!text.startsWith(head)) return undefined
  const rest = text.slice(head.length)
  return `${head}"versionId":"${version}","lastUpdated":"${updated.toISOString()}"${rest.startsWith('}') ? '' : ','}${rest}`
}

/** A resource of the store from its stored text, with id, version and time. */
export function fromStoredText(text: string, row: Version & { readonly type: string; readonly id: string }): Stored {
  const whole = withVersion(text, row.type, row.id, row)
  if (whole === undefined) return withMeta(JSON.parse(text), row)
  const stored: Stored = JSON.parse(whole) // validated when it was written
  Object.defineProperty(stored, textOf, { value: whole })
  Object.freeze(stored.meta)
  return Object.freeze(stored)
}

/** The resource with the version it has in the store. */
export function withMeta<R extends Resource>(resource: R, row: Version & { readonly id: string }): Stored<R> {
  const meta = { ...resource.meta, versionId: String(row.version), lastUpdated: row.updated.toISOString() }
  return { ...resource, id: row.id, meta } as Stored<R> // the resource itself
}

/** JSON of an answer: resources of the store as they lie there, in Bundles too. */
export function toJson(resource: Resource): string {
  const text = keptText(resource)
  if (text !== undefined) return text
  if (resource.resourceType !== 'Bundle' || !resource.entry) return JSON.stringify(resource)
  return bundleJson(resource, resource.entry)
}

function bundleJson(bundle: Bundle, entries: readonly BundleEntry[]): string {
  const head = JSON.stringify({ ...bundle, entry: undefined })
  return `${head.slice(0, -1)},"entry":[${entries.map(entryJson).join(',')}]}`
}

/** An entry of a searchset, the most common there is; its address and mode need no escaping. */
function found(entry: BundleEntry, resource: Resource): string | undefined {
  const { fullUrl, search } = entry
  if (search?.mode === undefined || fullUrl === undefined || Object.keys(entry).length !== 3) return undefined
  if (Object.keys(search).length !== 1 || /["\\\p{Cc}]/u.test(fullUrl)) return undefined
  return `{"resource":${toJson(resource)},"fullUrl":"${fullUrl}","search":{"mode":"${search.mode}"}}`
}

function entryJson(entry: BundleEntry): string {
  const { resource } = entry
  if (!resource) return JSON.stringify(entry)
  const common = found(entry, resource)
  if (common !== undefined) return common
  const rest = JSON.stringify({ ...entry, resource: undefined })
  return `{"resource":${toJson(resource)}${rest === '{}' ? '}' : `,${rest.slice(1)}`}`
}
