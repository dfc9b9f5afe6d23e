/** A search as it was asked, made sense of: criteria, order, paging and what could not be understood. */
import { isResourceType } from '../definitions/index.ts'
import type { Issue } from '../validation/issue.ts'
import { isSkipped, type ParameterType, type SearchParameter, searchParameter } from './parameters.ts'
import { control } from './parse-control.ts'
import { parseChain, parseHas } from './parse-links.ts'
import { namesCodes, parseCodes, parseValue, type SearchValue, splitEscaped } from './value.ts'

export interface Criterion {
  readonly parameter: SearchParameter
  /** `exact`, `contains`, `not`, `identifier`, `text`, `missing`, `in`, `of-type` …, or a resource type. */
  readonly modifier: string | undefined
  /** Any of these. Empty for `:missing`. */
  readonly values: readonly SearchValue[]
  /** For `:missing`. */
  readonly missing: boolean
}

/** `subject:Patient.name=…`: what a reference points at must meet. */
export interface Chain {
  readonly kind: 'chain'
  readonly parameter: SearchParameter
  /** What it must meet, for each type it may be of. */
  readonly targets: readonly ParsedSearch[]
}

/** `_has:Observation:patient:code=…`: something that refers here must meet. */
export interface Has {
  readonly kind: 'has'
  /** The reference, in the type that refers. */
  readonly parameter: SearchParameter
  readonly source: ParsedSearch
}

export type Link = Chain | Has

export interface SortKey {
  readonly parameter: SearchParameter
  readonly descending: boolean
}

export interface Include {
  /** Type the reference is in; `*` = any. */
  readonly source: string
  /** Search parameter of the reference; `*` = all. */
  readonly parameter: string
  readonly target: string | undefined
  readonly iterate: boolean
}

export interface ParsedSearch {
  readonly type: string
  /** All of these, by what the resource itself says. */
  readonly criteria: readonly Criterion[]
  /** And all of these, which ask of other resources: `matches` does not see them. */
  readonly links: readonly Link[]
  readonly sort: readonly SortKey[]
  readonly include: readonly Include[]
  readonly revinclude: readonly Include[]
  readonly count: number | undefined
  readonly summary: string | undefined
  readonly elements: readonly string[] | undefined
  readonly total: string | undefined
  readonly format: string | undefined
  /** Opaque: the server's own token of the next page. */
  readonly cursor: string | undefined
  /** Names that are no search parameters of the type. */
  readonly unknown: readonly string[]
  /** Names that are, but that this server does not evaluate. */
  readonly unsupported: readonly string[]
  readonly base: string | undefined
}

export interface SearchOptions {
  /** Address of this server's FHIR door, so that absolute references to it are known as its own. */
  readonly base?: string | undefined
}

export type Draft = { -readonly [K in keyof ParsedSearch]: ParsedSearch[K] } & {
  criteria: Criterion[]
  links: Link[]
  sort: SortKey[]
  include: Include[]
  revinclude: Include[]
  unknown: string[]
  unsupported: string[]
  /** Searches within searches that may still be made: chains of many types would else multiply. */
  readonly budget: { left: number }
}

const modifiers: Readonly<Record<ParameterType, readonly string[]>> = {
  token: ['not', 'text', 'in', 'not-in', 'above', 'below', 'of-type'],
  reference: ['identifier', 'text'],
  string: ['exact', 'contains', 'text'],
  uri: ['below', 'above'],
  date: [],
  number: [],
  quantity: [],
  composite: [],
  special: [],
}

/** More than any honest search asks for. */
const mostParameters = 200
const mostValues = 1000

export const problem = (code: Issue['code'], diagnostics: string): Issue => ({
  severity: 'error',
  code,
  diagnostics,
  expression: [],
})

/** Names come from the query: shown only when they look like parameters. */
export const shown = (name: string): string => (/^[\w.:-]{1,60}$/.test(name) ? `"${name}"` : 'with an odd name')

function understands(parameter: SearchParameter, modifier: string | undefined): boolean {
  if (modifier === undefined) return true
  if (modifier === 'of-type') return parameter.paths.some(({ type }) => type === 'Identifier')
  if (parameter.type === 'reference' && isResourceType(modifier)) return true
  return modifiers[parameter.type].includes(modifier)
}

function criterion(
  draft: Draft,
  parameter: SearchParameter,
  name: string,
  modifier: string | undefined,
  value: string,
): Issue | undefined {
  if (modifier === 'missing') {
    if (value !== 'true' && value !== 'false')
      return problem('value', `Search parameter ${shown(name)} takes true or false.`)
    draft.criteria.push({ parameter, modifier, values: [], missing: value === 'true' })
    return undefined
  }
  if (!understands(parameter, modifier))
    return problem('not-supported', `The modifier of search parameter ${shown(name)} is not supported.`)
  const texts = splitEscaped(value, ',')
  if (texts.length > mostValues) return problem('too-costly', `Search parameter ${shown(name)} has too many values.`)
  const values: SearchValue[] = []
  const codes = modifier !== undefined && parameter.type === 'token' && namesCodes(modifier)
  for (const text of texts) {
    const parsed = codes ? parseCodes(text, parameter, modifier) : parseValue(text, parameter, modifier, draft.base)
    if (parsed) values.push(parsed)
    else if (codes && text !== '') {
      draft.unsupported.push(name)
      return undefined
    } else return problem('value', `Search parameter ${shown(name)} has a value that is not a ${parameter.type}.`)
  }
  draft.criteria.push({ parameter, modifier, values, missing: false })
  return undefined
}

const systemParameters = ['_text', '_content', '_query', '_filter', '_list', '_contained', '_containedType', '_type']

/** One parameter that selects; `depth` = how many links it is away from what is searched for. */
export function addCriterion(draft: Draft, name: string, value: string, depth: number): Issue | undefined {
  if (name.startsWith('_has:')) return parseHas(draft, name, value, depth)
  if (name.includes('.')) return parseChain(draft, name, value, depth)
  const [code = '', modifier, ...rest] = name.split(':')
  if (systemParameters.includes(code)) {
    draft.unsupported.push(name)
    return undefined
  }
  const parameter = searchParameter(draft.type, code)
  if (parameter && rest.length === 0) return criterion(draft, parameter, name, modifier, value)
  if (isSkipped(draft.type, code)) draft.unsupported.push(name)
  else draft.unknown.push(name)
  return undefined
}

/** A search that asks nothing yet. */
export function emptySearch(type: string, base: string | undefined, budget = { left: 500 }): Draft {
  return {
    type,
    base,
    budget,
    criteria: [],
    links: [],
    sort: [],
    include: [],
    revinclude: [],
    unknown: [],
    unsupported: [],
    count: undefined,
    summary: undefined,
    elements: undefined,
    total: undefined,
    format: undefined,
    cursor: undefined,
  }
}

/** Issues when something asked cannot be right (a date that is none, a modifier that is not known). */
export function parseSearch(
  type: string,
  params: readonly (readonly [string, string])[],
  options: SearchOptions = {},
): ParsedSearch | Issue[] {
  if (params.length > mostParameters) return [problem('too-costly', 'The search has too many parameters.')]
  const draft = emptySearch(type, options.base?.replace(/\/$/, ''))
  const issues: Issue[] = []
  for (const [name, value] of params) {
    const found = control(draft, name, value)
    const issue = found ? found.issue : addCriterion(draft, name, value, 0)
    if (issue) issues.push(issue)
  }
  const { budget: _spent, ...search } = draft
  return issues.length > 0 ? issues : search
}
