/** Search parameters of R4, read from the generated table when first asked for. */
import type { ParameterRow } from '../definitions/compile-search.ts'
import { isObject, isResourceType } from '../definitions/index.ts'
import { searchTables } from '../definitions/tables.ts'

export type ParameterType =
  | 'token'
  | 'reference'
  | 'string'
  | 'date'
  | 'number'
  | 'quantity'
  | 'uri'
  | 'composite'
  | 'special'

export interface Step {
  readonly key: string
  /** `telecom.where(system='phone')` */
  readonly where: { readonly key: string; readonly value: string } | undefined
}

/** Where values are found, with the FHIR type they have there. */
export interface Path {
  readonly steps: readonly Step[]
  readonly type: string
  /** Only references to this type (`where(resolve() is Patient)`). */
  readonly target: string | undefined
  /** Value set of a `code`, which says its system. */
  readonly binding: string | undefined
}

export interface SearchParameter {
  readonly code: string
  readonly type: ParameterType
  /** For composites: the elements that hold the components together. */
  readonly paths: readonly Path[]
  /** Types a reference parameter may point at; empty = any. */
  readonly targets: readonly string[]
  readonly components: readonly SearchParameter[]
}

const parameterTypes: readonly string[] = [
  'token',
  'reference',
  'string',
  'date',
  'number',
  'quantity',
  'uri',
  'composite',
  'special',
]
const isParameterType = (type: string): type is ParameterType => parameterTypes.includes(type)

function step(text: string): Step {
  const [, key = '', filter, value = ''] = /^(\w+)(?:\[(\w+)=([\w-]+)\])?$/.exec(text) ?? []
  return { key, where: filter ? { key: filter, value } : undefined }
}

/** `telecom[system=phone]:ContactPoint`, `subject:Reference@Patient`, `gender:code!3`; `.` is the resource itself. */
function path(text: string): Path {
  if (text === '.') return { steps: [], type: '', target: undefined, binding: undefined }
  const [, keys = '', type = '', target, binding] = /^([^:]+)(?::(\w+))?(?:@(\w+))?(?:!(\w+))?$/.exec(text) ?? []
  return { steps: keys.split(/\.(?![^[]*\])/).map(step), type, target, binding }
}

const words = (text: string): string[] => text.split(' ').filter(Boolean)

function fromRow(code: string, [type, paths, targets, components]: ParameterRow): SearchParameter {
  return {
    code,
    type: isParameterType(type) ? type : 'special',
    paths: words(paths).map(path),
    targets: targets === '*' ? [] : words(targets),
    components: (components ?? []).map(([name, kind, at]) => fromRow(name, [kind, at, ''])),
  }
}

function compile(type: string): ReadonlyMap<string, SearchParameter> {
  const rows = { ...searchTables.parameters.Resource, ...searchTables.parameters[type] }
  return new Map(Object.entries(rows).map(([code, row]) => [code, fromRow(code, row)]))
}

const compiled = new Map<string, ReadonlyMap<string, SearchParameter>>()
const none: ReadonlyMap<string, SearchParameter> = new Map()

function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  if (!isResourceType(type)) return none
  let parameters = compiled.get(type)
  if (!parameters) {
    parameters = compile(type)
    compiled.set(type, parameters)
  }
  return parameters
}

export const searchParameter = (type: string, code: string): SearchParameter | undefined => parametersOf(type).get(code)

/** All that can be searched by on a type, `_id`, `_lastUpdated`, `_tag` … among them. */
export const searchParameters = (type: string): SearchParameter[] => [...parametersOf(type).values()]

/** R4 parameters of the type that this server cannot evaluate (Location.near, _text, _content …). */
export const isSkipped = (type: string, code: string): boolean =>
  [type, 'DomainResource', 'Resource'].some((name) => searchTables.skipped.includes(`${name}.${code}`))

function collect(node: unknown, steps: readonly Step[], at: number, found: unknown[]): undefined {
  if (Array.isArray(node)) {
    // FHIR has no arrays in arrays; following them would let hostile input overflow the stack.
    for (const item of node) if (!Array.isArray(item)) collect(item, steps, at, found)
    return
  }
  const next = steps[at]
  if (!next) {
    if (node !== undefined && node !== null) found.push(node)
    return
  }
  if (!isObject(node)) return
  const value = node[next.key]
  if (value === undefined) return
  if (!next.where) return collect(value, steps, at + 1, found)
  const { key, value: wanted } = next.where
  for (const item of Array.isArray(value) ? value : [value]) {
    if (isObject(item) && item[key] === wanted) collect(item, steps, at + 1, found)
  }
}

/** The values at a path, arrays flattened. */
export function valuesAt(node: unknown, { steps, type }: Path): unknown[] {
  if (type === 'present') return [isPresent(node, steps[0]?.key ?? '')]
  const found: unknown[] = []
  collect(node, steps, 0, found)
  return found
}

/** `deceased`: true with a date or true, else false, also when nothing is said. */
const isPresent = (node: unknown, name: string): boolean =>
  isObject(node) && (node[`${name}Boolean`] === true || node[`${name}DateTime`] !== undefined)
