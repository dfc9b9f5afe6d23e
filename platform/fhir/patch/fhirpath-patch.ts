/** FHIRPath Patch (http://hl7.org/fhir/R4/fhirpatch.html): operations in a Parameters resource. */
import { type Refusal, refuse } from '../../errors/index.ts'
import { type Element, isObject, type JsonObject, typeDef } from '../definitions/index.ts'
import { definitionOf, elementsNamed, type Place, select } from './fhirpath-path.ts'
import { isJsonObject, type Json, type MutableObject, toJson } from './json.ts'

const mostOperations = 500

class Failed extends Error {}

type Parts = ReadonlyMap<string, JsonObject>

/** The patched copy; 400 for what is no FHIRPath Patch or a path beyond the evaluator, 422 where it does not apply. */
export function applyFhirPathPatch(resource: unknown, parameters: JsonObject): Json | Refusal {
  const given = parameters.parameter
  const list: unknown[] = Array.isArray(given) ? given : []
  if (list.length === 0 || list.length > mostOperations)
    return refuse('patch-invalid', 400, { diagnostics: `A patch has 1 to ${mostOperations} operations.` })
  const copy = toJson(resource)
  if (!isJsonObject(copy)) return refuse('patch-failed', 422)
  for (const [index, operation] of list.entries()) {
    const parts = partsOf(operation)
    const no = (status: 400 | 422, why: string): Refusal =>
      refuse(status === 400 ? 'patch-invalid' : 'patch-failed', status, {
        diagnostics: `Operation ${index}: ${why}.`,
        expression: [`Parameters.parameter[${index}]`],
      })
    if (!parts) return no(400, 'it is no parameter named "operation" with parts')
    const places = select(copy, text(parts, 'path') ?? '')
    if (!places) return no(400, 'the path is missing, not of this resource, or beyond what is supported')
    try {
      perform(copy, parts, places)
    } catch (error) {
      if (!(error instanceof Failed)) throw error
      return no(422, error.message)
    }
  }
  return copy
}

function perform(resource: MutableObject, parts: Parts, places: readonly Place[]): undefined {
  switch (text(parts, 'type')) {
    case 'add':
      return add(one(places), text(parts, 'name') ?? '', parts.get('value'))
    case 'insert':
      return insert(places, whole(parts, 'index'), parts.get('value'))
    case 'delete':
      if (places.length > 1) throw new Failed('the path selects several elements')
      if (places[0]?.value === resource) throw new Failed('the whole resource cannot be deleted')
      for (const place of places) remove(place)
      return
    case 'replace':
      return replace(resource, one(places), parts.get('value'))
    case 'move':
      return move(places, whole(parts, 'source'), whole(parts, 'destination'))
    default:
      throw new Failed('the type is none of add, insert, delete, replace, move')
  }
}

function one(places: readonly Place[]): Place {
  const [only, second] = places
  if (!only || second) throw new Failed(`the path selects ${second ? 'several elements' : 'nothing'}`)
  return only
}

function add(place: Place, name: string, part: JsonObject | undefined): undefined {
  const holder = place.value
  const def = definitionOf(place)
  const value = valueIn(part, def ? elementsNamed(def, name) : [])
  if (!value || !isJsonObject(holder)) throw new Failed('the name is no element there, or the value is not of its type')
  const { key, many } = value.element
  const present = Object.hasOwn(holder, key) ? holder[key] : undefined
  if (many) holder[key] = [...(Array.isArray(present) ? present : []), value.json]
  else if (present !== undefined) throw new Failed('the element has a value already')
  else holder[key] = value.json
}

function insert(places: readonly Place[], index: number, part: JsonObject | undefined): undefined {
  const { array, place } = listOf(places)
  if (index > array.length) throw new Failed('the index is beyond the end')
  const value = valueIn(part, elementOf(place))
  if (!value) throw new Failed('the value is not of the type of the list')
  array.splice(index, 0, value.json)
}

function remove({ holder, key, index }: Place): undefined {
  const companion = `_${key}`
  const value = holder[key]
  if (index === undefined) {
    delete holder[key]
    delete holder[companion]
    return
  }
  if (!Array.isArray(value)) return
  value.splice(index, 1)
  const extras = holder[companion]
  if (Array.isArray(extras)) extras.splice(index, 1)
  // In FHIRPath a list without members is no element; in JSON it would be an empty array, which FHIR forbids.
  if (value.length === 0) {
    delete holder[key]
    delete holder[companion]
  }
}

function replace(resource: MutableObject, place: Place, part: JsonObject | undefined): undefined {
  if (place.value === resource) throw new Failed('the whole resource cannot be replaced')
  const value = valueIn(part, elementOf(place))
  if (!value) throw new Failed('the value is not of the type of the element')
  const { holder, key, index } = place
  const list = holder[key]
  if (index !== undefined && Array.isArray(list)) list[index] = value.json
  else {
    delete holder[key]
    holder[value.element.key] = value.json
  }
}

function move(places: readonly Place[], source: number, destination: number): undefined {
  const { array } = listOf(places)
  if (source >= array.length || destination >= array.length) throw new Failed('the index is beyond the end')
  array.splice(destination, 0, ...array.splice(source, 1))
}

/** The one array that a path without an index selects whole. */
function listOf(places: readonly Place[]): { array: Json[]; place: Place } {
  const [place] = places
  const array = place?.holder[place.key]
  if (!place || !Array.isArray(array)) throw new Failed('the path selects no list')
  if (places.length !== array.length || places.some(({ holder, key }) => holder !== place.holder || key !== place.key))
    throw new Failed('the path does not select one whole list')
  if (Array.isArray(place.holder[`_${place.key}`])) throw new Failed('the list has extensions beside its values')
  return { array, place }
}

/** The element a place is of; of a choice, all its types, so that valueString may take the place of valueQuantity. */
function elementOf({ holder, key, type }: Place): readonly Element[] {
  const name = typeof holder.resourceType === 'string' ? holder.resourceType : undefined
  const def = name === undefined ? undefined : typeDef(name)
  const element = def?.elements.get(key)
  if (def && element?.choice) return elementsNamed(def, element.name.slice(0, -3))
  if (element) return [element]
  return [{ ...anyElement, key, name: key, type, primitive: /^[a-z]/.test(type) }]
}

const anyElement: Element = {
  key: '',
  name: '',
  required: false,
  many: false,
  type: '',
  primitive: false,
  choice: false,
  binding: undefined,
  targets: [],
}

/** The value of a part: `value[x]`, a resource, or nested parts for a backbone. Validation judges it afterwards. */
function valueIn(
  part: JsonObject | undefined,
  elements: readonly Element[],
): { json: Json; element: Element } | undefined {
  const [first] = elements
  if (!part || !first) return undefined
  if (part.resource !== undefined) return { json: toJson(part.resource), element: first }
  const key = Object.keys(part).find((candidate) => /^value[A-Z]/.test(candidate))
  if (key === undefined) return Array.isArray(part.part) ? nested(part.part, first) : undefined
  const element = first.choice
    ? elements.find((candidate) => candidate.key === first.name.slice(0, -3) + key.slice(5))
    : first
  return element && { json: toJson(part[key]), element }
}

function nested(parts: readonly unknown[], element: Element): { json: Json; element: Element } | undefined {
  const def = typeDef(element.type)
  const json: MutableObject = {}
  for (const part of parts) {
    if (!def || !isObject(part) || typeof part.name !== 'string') return undefined
    add({ value: json, type: element.type, holder: json, key: '', index: undefined }, part.name, part)
  }
  return { json, element }
}

function partsOf(operation: unknown): Parts | undefined {
  if (!isObject(operation) || operation.name !== 'operation' || !Array.isArray(operation.part)) return undefined
  const parts = operation.part.filter(isObject)
  return new Map(parts.map((part) => [String(part.name), part]))
}

function text(parts: Parts, name: string): string | undefined {
  const part = parts.get(name)
  const value = part?.valueString ?? part?.valueCode
  return typeof value === 'string' ? value : undefined
}

function whole(parts: Parts, name: string): number {
  const value = parts.get(name)?.valueInteger
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Failed(`"${name}" is no index`)
  return value
}
