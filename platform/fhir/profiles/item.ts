/** The values of an element, whatever their form in JSON: single, list, `value[x]`, primitive with its companion. */
import { type Element, isObject, type JsonObject, typeDef } from '../definitions/index.ts'

export interface Item {
  readonly value: unknown
  /** `_birthDate` beside `birthDate`: id and extensions of a primitive. */
  readonly companion: unknown
  readonly type: string
  /** From the resource: `Patient.name[0]`. */
  readonly path: string
}

/** Where the item's own elements are: in itself, or for a primitive in its companion. */
export const bodyOf = (item: Item): JsonObject | undefined =>
  isObject(item.value) ? item.value : isObject(item.companion) ? item.companion : undefined

/** The type to look its elements up in. */
export const bodyType = (item: Item): string => (isObject(item.value) ? item.type : 'Element')

export const isThere = (value: unknown): boolean => value !== undefined && value !== null

/** The values of one JSON key. */
export function itemsOfKey(node: JsonObject, { key, primitive, type }: Element, path: string): Item[] {
  const value = node[key]
  const companion = primitive ? node[`_${key}`] : undefined
  const at = `${path}.${key}`
  if (!Array.isArray(value) && !Array.isArray(companion))
    return isThere(value) || isThere(companion) ? [{ value, companion, type, path: at }] : []
  const items: Item[] = []
  const length = Math.max(Array.isArray(value) ? value.length : 0, Array.isArray(companion) ? companion.length : 0)
  for (let index = 0; index < length; index++) {
    const one: unknown = Array.isArray(value) ? value[index] : undefined
    const beside: unknown = Array.isArray(companion) ? companion[index] : undefined
    if (isThere(one) || isThere(beside)) items.push({ value: one, companion: beside, type, path: `${at}[${index}]` })
  }
  return items
}

/** All values of `name` (`identifier`, `value[x]`) in a node of the given type. */
export function itemsOf(node: JsonObject, type: string, name: string, path: string): Item[] {
  const def = typeDef(type)
  if (!def) return []
  if (!name.endsWith('[x]')) {
    const element = def.elements.get(name)
    return element ? itemsOfKey(node, element, path) : []
  }
  // By the members there are: an extension could have fifty others.
  const stem = name.slice(0, -3)
  const items: Item[] = []
  for (const key of Object.keys(node)) {
    const isCompanion = key.startsWith('_')
    const own = isCompanion ? key.slice(1) : key
    if (!own.startsWith(stem) || (isCompanion && node[own] !== undefined)) continue
    const element = def.elements.get(own)
    if (element?.name === name) items.push(...itemsOfKey(node, element, path))
  }
  return items
}

/** The items at the end of a dotted path from an item; `$this` is the item. */
export function itemsAt(item: Item, path: string): Item[] {
  if (path === '$this') return [item]
  return path.split('.').reduce(
    (items, name) =>
      items.flatMap((one) => {
        const body = bodyOf(one)
        return body ? itemsOf(body, bodyType(one), name, one.path) : []
      }),
    [item],
  )
}
