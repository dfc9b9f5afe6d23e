/** R4's types as tables: what elements a type has, of what types, how many, with which codes and reference targets. */
import { structureTable } from './tables.ts'

export type JsonObject = { readonly [key: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One JSON key of a type; `value[x]` has one of these for each type it may take. */
export interface Element {
  readonly key: string
  /** As in the definition: `value[x]`. */
  readonly name: string
  readonly required: boolean
  readonly many: boolean
  readonly type: string
  readonly primitive: boolean
  readonly choice: boolean
  /** Number of a value set in the table of codes, or the name of a syntax (`mime`, `currency`, `language`). */
  readonly binding: string | undefined
  /** Types a Reference or canonical may point at; empty = any. */
  readonly targets: readonly string[]
}

export interface TypeDef {
  readonly name: string
  readonly elements: ReadonlyMap<string, Element>
  /** Required elements, each with the JSON keys that satisfy it. */
  readonly required: readonly { readonly name: string; readonly keys: readonly string[] }[]
  /** JSON keys of each choice element: `value` → valueQuantity, valueString … */
  readonly choices: ReadonlyMap<string, readonly string[]>
  readonly isResource: boolean
}

const abstractTypes = new Set(['Resource', 'DomainResource'])

function bases(name: string): string[] {
  const base = structureTable[name]?.[0]
  return base ? [name, ...bases(base)] : [name]
}

const resourceNames: readonly string[] = Object.keys(structureTable).filter(
  (name) => !name.includes('.') && !abstractTypes.has(name) && bases(name).includes('Resource'),
)
const resourceNameSet: ReadonlySet<string> = new Set(resourceNames)

/** All concrete R4 resource types. */
export const resourceTypes = (): readonly string[] => resourceNames

export const isResourceType = (name: string): boolean => resourceNameSet.has(name)

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

function elementsOf(line: string): Element[] {
  const [name = '', min, max, rest = ''] = line.split(' ')
  const [types = '', binding] = rest.split('!')
  const choice = name.endsWith('[x]')
  return types.split('/').map((raw) => {
    const [, type = '', targets] = /^#?([\w.]+)(?:\((.*)\))?$/.exec(raw) ?? []
    const suffix = type === 'SimpleQuantity' ? 'Quantity' : type
    return {
      key: choice ? name.slice(0, -3) + capital(suffix) : name,
      name,
      required: min !== '0',
      many: max !== '1',
      type,
      primitive: /^[a-z]/.test(type),
      choice,
      binding: binding === '' ? undefined : binding,
      targets: targets ? targets.split(',') : [],
    }
  })
}

function compile(name: string): TypeDef | undefined {
  if (name === 'SimpleQuantity') return { ...requireType('Quantity'), name }
  if (!Object.hasOwn(structureTable, name)) return undefined
  const elements = bases(name)
    .reverse()
    .flatMap((type) => (structureTable[type] ?? []).slice(1))
    .flatMap(elementsOf)
  const grouped = new Map<string, Element[]>()
  for (const element of elements) grouped.set(element.name, [...(grouped.get(element.name) ?? []), element])
  const keysOf = (group: Element[]): string[] => group.flatMap((e) => (e.primitive ? [e.key, `_${e.key}`] : [e.key]))
  const groups = [...grouped].map(([group, members]) => ({ name: group, members, keys: keysOf(members) }))
  return {
    name,
    elements: new Map(elements.map((element) => [element.key, element])),
    required: groups.filter((g) => g.members[0]?.required).map((g) => ({ name: g.name, keys: g.keys })),
    choices: new Map(groups.filter((g) => g.members[0]?.choice).map((g) => [g.name.slice(0, -3), g.keys])),
    isResource: resourceNameSet.has(name),
  }
}

const compiled = new Map<string, TypeDef | undefined>()

/** A resource, data type or backbone (`Patient.contact`), compiled when first asked for. */
export function typeDef(name: string): TypeDef | undefined {
  if (!compiled.has(name)) {
    // Names come from input too: remember only those that exist, so that hostile ones do not fill the memory.
    const def = compile(name)
    if (!def) return undefined
    compiled.set(name, def)
  }
  return compiled.get(name)
}

/** For names that come from the tables themselves. */
export function requireType(name: string): TypeDef {
  const def = typeDef(name)
  if (!def) throw new Error(`no such FHIR type: ${name}`)
  return def
}
