/** Build time only (tools/fhir-tables.ts): search parameters' FHIRPath, turned into plain paths of JSON keys. */
import type { StructureTable } from './compile-structures.ts'

export interface SearchDefinition {
  readonly url: string
  readonly code: string
  readonly base: readonly string[]
  readonly type: string
  readonly expression?: string
  readonly target?: readonly string[]
  readonly component?: readonly { readonly definition: string; readonly expression: string }[]
}

/** `effectiveDateTime:dateTime`, `telecom[system=phone]:ContactPoint`, `subject:Reference@Patient`, `gender:code!3`. */
type CompiledPath = string

export type ComponentRow = [code: string, type: string, paths: string]
/** For composites `paths` are the elements that hold the components (`.` = the resource itself). */
export type ParameterRow = [type: string, paths: string, targets: string, components?: ComponentRow[]]

interface State {
  readonly path: string
  readonly type: string
  readonly suffix: string
}

/** Splits at `separator` outside parentheses and quotes. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(start, at))
      start = at + separator.length
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim())
}

/** `(x as X).y` → `x.as(X).y` */
const withoutCasts = (expression: string): string => expression.replace(/\(([\w.]+) as (\w+)\)/g, '$1.as($2)')

/** Own and inherited elements: name → types and binding as in the structure table. */
function elementLines(table: StructureTable, type: string): string[] {
  const [base, ...lines] = table[type] ?? ['']
  return [...lines, ...(base ? elementLines(table, base) : [])]
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

function step(state: State, name: string, table: StructureTable): State[] {
  for (const line of elementLines(table, state.type)) {
    const [key = '', , , rest = ''] = line.split(' ')
    if (key !== name && key !== `${name}[x]`) continue
    const [types = '', binding] = rest.split('!')
    return types.split('/').map((raw) => {
      const type = raw.replace(/\(.*/, '').replace(/^#/, '').replace('SimpleQuantity', 'Quantity')
      const json = key.endsWith('[x]') ? name + capital(type) : name
      return {
        path: state.path ? `${state.path}.${json}` : json,
        type,
        suffix: binding && type === 'code' ? `!${binding}` : '',
      }
    })
  }
  return []
}

function apply(states: readonly State[], segment: string, table: StructureTable): State[] {
  const cast = /^(?:as|ofType)\((\w+)\)$/.exec(segment)?.[1]
  if (cast) return states.filter((s) => s.type.toLowerCase() === cast.toLowerCase())
  const target = /^where\(resolve\(\) is (\w+)\)$/.exec(segment)?.[1]
  if (target) return states.map((s) => ({ ...s, suffix: `@${target}` }))
  const [, key, value] = /^where\((\w+)='([\w-]+)'\)$/.exec(segment) ?? []
  if (key) return states.map((s) => ({ ...s, path: `${s.path}[${key}=${value}]` }))
  return /^\w+$/.test(segment) ? states.flatMap((s) => step(s, segment, table)) : []
}

/** Undefined when some part of the expression cannot be followed. */
function compile(type: string, expression: string, table: StructureTable): CompiledPath[] | undefined {
  const paths: CompiledPath[] = []
  for (const part of split(withoutCasts(expression), '|')) {
    let states: State[] = [{ path: '', type, suffix: '' }]
    for (const segment of split(part, '.')) states = apply(states, segment, table)
    if (states.length === 0) return undefined
    paths.push(...states.map((s) => `${s.path}:${s.type}${s.suffix}`))
  }
  return [...new Set(paths)]
}

/** The part of an expression that is about one type, without the leading type name. */
function expressionFor(type: string, expression: string): string {
  const parts = split(withoutCasts(expression), '|').filter((part) => {
    const head = /^\w+/.exec(part)?.[0] ?? ''
    return head === type || !/^[A-Z]/.test(head)
  })
  return parts
    .map((part) => (part === type ? '.' : part.startsWith(`${type}.`) ? part.slice(type.length + 1) : part))
    .join(' | ')
}

function componentRows(
  definition: SearchDefinition,
  roots: readonly string[],
  types: ReadonlyMap<string, SearchDefinition>,
  table: StructureTable,
): ComponentRow[] | undefined {
  const rows: ComponentRow[] = []
  for (const component of definition.component ?? []) {
    const target = types.get(component.definition)
    const paths = roots.flatMap((root) => compile(root, component.expression, table) ?? [])
    if (!target || paths.length === 0) return undefined
    rows.push([target.code, target.type, [...new Set(paths)].join(' ')])
  }
  return rows
}

/** What Patient.deceased.exists() and Patient.deceased != false says, which no path can. */
const special: Record<string, string> = { 'Patient deceased': 'deceased:present' }

export function compileParameter(
  definition: SearchDefinition,
  type: string,
  all: ReadonlyMap<string, SearchDefinition>,
  table: StructureTable,
): ParameterRow | undefined {
  const targets = (definition.target?.length ?? 0) > 100 ? '*' : (definition.target ?? []).join(' ')
  const known = special[`${type} ${definition.code}`]
  if (known) return [definition.type, known, targets]
  if (!definition.expression || definition.type === 'special') return undefined
  const expression = expressionFor(type, definition.expression)
  if (definition.type !== 'composite') {
    const paths = compile(type, expression, table)
    return paths && [definition.type, paths.join(' '), targets]
  }
  const roots = split(expression, '|').map((part) =>
    part === '.' ? `.:${type}` : (compile(type, part, table)?.[0] ?? ''),
  )
  const components = componentRows(
    definition,
    roots.map((root) => root.split(':')[1] ?? ''),
    all,
    table,
  )
  return components && ['composite', roots.map((root) => root.split(':')[0]).join(' '), '', components]
}
