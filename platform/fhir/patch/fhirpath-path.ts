/**
 * The part of FHIRPath that FHIRPath Patch needs to point at elements: names, indices, `first()`, `last()`,
 * `ofType(T)`/`as(T)`, `extension('url')` and `where(a.b = 'x' and …)`. What else the language can is refused.
 */
import { type Element, type TypeDef, typeDef } from '../definitions/index.ts'
import { isJsonObject, type Json, type MutableObject } from './json.ts'

/** One selected element and where it hangs, so that it can be replaced or taken away. */
export interface Place {
  readonly value: Json
  readonly type: string
  readonly holder: MutableObject
  readonly key: string
  /** Its number in the array, when it repeats. */
  readonly index: number | undefined
}

type Condition = readonly { readonly path: readonly string[]; readonly equals: Json }[]

type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'where'; readonly condition: Condition }

const longestPath = 500

/** The steps of a path; undefined for what this evaluator does not know. */
export function parsePath(text: string): { readonly root: string; readonly steps: readonly Step[] } | undefined {
  if (text.length > longestPath) return undefined
  const root = /^[A-Z]\w*/.exec(text)?.[0]
  if (!root) return undefined
  const steps: Step[] = []
  // `extension('url')` is FHIR's short form.
  let rest = text.slice(root.length).replaceAll(/\.extension\(\s*('[^'\\]*')\s*\)/g, '.extension.where(url = $1)')
  while (rest !== '') {
    const found = nextStep(rest)
    if (!found) return undefined
    steps.push(found.step)
    rest = rest.slice(found.length)
  }
  return { root, steps }
}

function nextStep(rest: string): { step: Step; length: number } | undefined {
  const index = /^\[(\d{1,6})\]/.exec(rest)
  if (index) return { step: { kind: 'index', index: Number(index[1]) }, length: index[0].length }
  const edge = /^\.(first|last)\(\)/.exec(rest)
  if (edge)
    return { step: edge[1] === 'first' ? { kind: 'index', index: 0 } : { kind: 'last' }, length: edge[0].length }
  const cast = /^\.(?:ofType|as)\(\s*(?:FHIR\.)?(\w+)\s*\)/.exec(rest)
  if (cast?.[1]) return { step: { kind: 'type', type: cast[1] }, length: cast[0].length }
  const where = /^\.where\(((?:'(?:[^'\\]|\\.)*'|[^'()])*)\)/.exec(rest)
  if (where) {
    const condition = parseCondition(where[1] ?? '')
    return condition && { step: { kind: 'where', condition }, length: where[0].length }
  }
  const name = /^\.([A-Za-z_]\w*)(?!\w*\()/.exec(rest)
  return name?.[1] === undefined ? undefined : { step: { kind: 'name', name: name[1] }, length: name[0].length }
}

const comparison =
  /^\s*((?:\$this\.)?[A-Za-z]\w*(?:\.[A-Za-z]\w*)*|\$this)\s*=\s*('(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?|true|false|@[\dT:.Z+-]+)\s*/

function parseCondition(text: string): Condition | undefined {
  const parts: { path: string[]; equals: Json }[] = []
  let rest = text
  for (;;) {
    const match = comparison.exec(rest)
    if (!match) return undefined
    const path = (match[1] ?? '').split('.').filter((name) => name !== '$this')
    parts.push({ path, equals: literal(match[2] ?? '') })
    rest = rest.slice(match[0].length)
    if (rest === '') return parts
    const and = /^and\b/.exec(rest)
    if (!and) return undefined
    rest = rest.slice(and[0].length)
  }
}

function literal(text: string): Json {
  if (text.startsWith('@')) return text.slice(1)
  if (text === 'true' || text === 'false') return text === 'true'
  if (!text.startsWith("'")) return Number(text)
  return text
    .slice(1, -1)
    .replaceAll(/\\(u[0-9A-Fa-f]{4}|.)/g, (_, code: string) =>
      code.length === 5
        ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
        : ({ n: '\n', r: '\r', t: '\t', f: '\f' }[code] ?? code),
    )
}

/** The elements a path selects in a resource; `undefined` when a name is no element of its type. */
export function select(resource: MutableObject, path: string): Place[] | undefined {
  const parsed = parsePath(path)
  if (!parsed) return undefined
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : ''
  if (parsed.root !== type && parsed.root !== 'Resource' && parsed.root !== 'DomainResource') return undefined
  let places: Place[] = [{ value: resource, type, holder: { resource }, key: 'resource', index: undefined }]
  for (const step of parsed.steps) {
    const next = apply(places, step)
    if (!next) return undefined
    places = next
  }
  return places
}

function apply(places: readonly Place[], step: Step): Place[] | undefined {
  switch (step.kind) {
    case 'name': {
      const found = places.map((place) => children(place, step.name))
      return found.some((some) => some === undefined) ? undefined : found.flatMap((some) => some ?? [])
    }
    case 'index':
      return places.slice(step.index, step.index + 1)
    case 'last':
      return places.slice(-1)
    case 'type':
      return places.filter(({ type }) => type === step.type)
    case 'where':
      return places.filter((place) => step.condition.every(({ path, equals }) => holds(place.value, path, equals)))
  }
}

function holds(value: Json | undefined, path: readonly string[], equals: Json): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, path, equals))
  const [name, ...rest] = path
  if (name === undefined) return value === equals
  return isJsonObject(value) && Object.hasOwn(value, name) && holds(value[name], rest, equals)
}

/** The JSON keys an element name stands for: `value` is any of valueQuantity, valueString … */
export function elementsNamed(def: TypeDef, name: string): readonly Element[] {
  const element = def.elements.get(name)
  if (element) return [element]
  return (def.choices.get(name) ?? []).flatMap((key) => def.elements.get(key) ?? [])
}

/** The definition of what is there; of a resource in a resource, its own. */
export function definitionOf({ value, type }: Pick<Place, 'value' | 'type'>): TypeDef | undefined {
  return typeDef(isJsonObject(value) && typeof value.resourceType === 'string' ? value.resourceType : type)
}

function children(place: Place, name: string): Place[] | undefined {
  const def = definitionOf(place)
  const elements = def ? elementsNamed(def, name) : []
  if (elements.length === 0) return undefined
  const holder = place.value
  if (!isJsonObject(holder)) return []
  return elements.flatMap(({ key, type }): Place[] => {
    const value = Object.hasOwn(holder, key) ? holder[key] : undefined
    if (value === undefined) return []
    if (!Array.isArray(value)) return [{ value, type, holder, key, index: undefined }]
    return value.map((item, index) => ({ value: item, type, holder, key, index }))
  })
}
