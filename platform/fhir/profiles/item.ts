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

function itemsOfKey(node: JsonObject, element: Element, path: string): Item[] {
  const value = node[element.key]
  const companion = element.primitive ? node[`_${element.key}`] : undefined
  const at = `${path}.${element.key}`
  if (!Array.isArray(value) && !Array.isArray(companion))
    return isThere(value) || isThere(companion) ? [{ value, companion, type: element.type, path: at }] : []
  const values: unknown[] = Array.isArray(value) ? value : []
  const companions: unknown[] = Array.isArray(companion) ? companion : []
  return Array.from({ length: Math.max(values.length, companions.length) }, (_, index) => ({
    value: values[index],
    companion: companions[index],
    type: element.type,
    path: `${at}[${index}]`,
  })).filter((item) => isThere(item.value) || isThere(item.companion))
}

/** All values of `name` (`identifier`, `value[x]`) in a node of the given type. */
export function itemsOf(node: JsonObject, type: string, name: string, path: string): Item[] {
  const def = typeDef(type)
  if (!def) return []
  if (!name.endsWith('[x]')) {
    const element = def.elements.get(name)
    return element ? itemsOfKey(node, element, path) : []
  }
  return (def.choices.get(name.slice(0, -3)) ?? []).flatMap((key) => {
    const element = def.elements.get(key)
    return element ? itemsOfKey(node, element, path) : []
  })
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
