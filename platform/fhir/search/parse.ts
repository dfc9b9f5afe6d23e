/** A search as it was asked, made sense of: criteria, order, paging and what could not be understood. */
import { isResourceType } from '../definitions/index.ts'
import type { Issue } from '../validation/issue.ts'
import { isSkipped, type ParameterType, type SearchParameter, searchParameter } from './parameters.ts'
import { parseValue, type SearchValue, splitEscaped } from './value.ts'

export interface Criterion {
  readonly parameter: SearchParameter
  /** `exact`, `contains`, `not`, `identifier`, `text`, `missing`, `below`, `above`, or a resource type. */
  readonly modifier: string | undefined
  /** Any of these. Empty for `:missing`. */
  readonly values: readonly SearchValue[]
  /** For `:missing`. */
  readonly missing: boolean
}

export interface SortKey {
  readonly parameter: SearchParameter
  readonly descending: boolean
}

export interface Include {
  /** Type the reference is in. */
  readonly source: string
  /** Search parameter of the reference; `*` = all. */
  readonly parameter: string
  readonly target: string | undefined
  readonly iterate: boolean
}

export interface ParsedSearch {
  readonly type: string
  /** All of these. */
  readonly criteria: readonly Criterion[]
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
  readonly base?: string
}

type Draft = { -readonly [K in keyof ParsedSearch]: ParsedSearch[K] } & {
  criteria: Criterion[]
  sort: SortKey[]
  include: Include[]
  revinclude: Include[]
  unknown: string[]
  unsupported: string[]
}

const modifiers: Readonly<Record<ParameterType, readonly string[]>> = {
  token: ['not', 'text'],
  reference: ['identifier', 'text'],
  string: ['exact', 'contains', 'text'],
  uri: ['below', 'above'],
  date: [],
  number: [],
  quantity: [],
  composite: [],
  special: [],
}

const problem = (code: Issue['code'], diagnostics: string): Issue => ({
  severity: 'error',
  code,
  diagnostics,
  expression: [],
})

/** Names come from the query: shown only when they look like parameters. */
const shown = (name: string): string => (/^[\w.:-]{1,60}$/.test(name) ? `"${name}"` : 'with an odd name')

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
  const typed = modifier !== undefined && parameter.type === 'reference' && isResourceType(modifier)
  if (modifier !== undefined && !typed && !modifiers[parameter.type].includes(modifier)) {
    return problem('not-supported', `The modifier of search parameter ${shown(name)} is not supported.`)
  }
  const values: SearchValue[] = []
  for (const text of splitEscaped(value, ',')) {
    const parsed = parseValue(text, parameter, modifier, draft.base)
    if (!parsed) return problem('value', `Search parameter ${shown(name)} has a value that is not a ${parameter.type}.`)
    values.push(parsed)
  }
  draft.criteria.push({ parameter, modifier, values, missing: false })
  return undefined
}

function sort(draft: Draft, value: string): Issue | undefined {
  for (const key of value.split(',')) {
    const code = key.replace(/^-/, '')
    const parameter = searchParameter(draft.type, code)
    if (!parameter || parameter.type === 'composite') return problem('not-supported', `Cannot sort by ${shown(code)}.`)
    draft.sort.push({ parameter, descending: key.startsWith('-') })
  }
  return undefined
}

function include(into: Include[], name: string, value: string): Issue | undefined {
  const [source = '', parameter = '', target] = value.split(':')
  const known = parameter === '*' || searchParameter(source, parameter)?.type === 'reference'
  if (!isResourceType(source) || !known || (target !== undefined && !isResourceType(target))) {
    return problem('value', `${shown(name)} takes Type:parameter or Type:parameter:Target with a reference parameter.`)
  }
  into.push({ source, parameter, target, iterate: name.endsWith(':iterate') || name.endsWith(':recurse') })
  return undefined
}

const oneOf = (name: string, value: string, allowed: readonly string[]): Issue | undefined =>
  allowed.includes(value) ? undefined : problem('value', `${name} takes ${allowed.join(' | ')}.`)

/** Parameters about the result; undefined when `name` is none of them. */
function control(draft: Draft, name: string, value: string): { issue: Issue | undefined } | undefined {
  switch (name) {
    case '_count':
      draft.count = Number(value)
      return {
        issue: /^\d{1,9}$/.test(value) ? undefined : problem('value', '_count takes a whole number, zero or more.'),
      }
    case '_sort':
      return { issue: sort(draft, value) }
    case '_summary':
      draft.summary = value
      return { issue: oneOf(name, value, ['true', 'text', 'data', 'count', 'false']) }
    case '_elements':
      draft.elements = [...(draft.elements ?? []), ...value.split(',').filter(Boolean)]
      return { issue: undefined }
    case '_total':
      draft.total = value
      return { issue: oneOf(name, value, ['none', 'estimate', 'accurate']) }
    case '_format':
      draft.format = value
      return { issue: undefined }
    case '_cursor':
    case '_page':
    case '_offset':
      draft.cursor = value
      return { issue: undefined }
    case '_pretty':
      return { issue: undefined }
    default:
      if (/^_include(?::|$)/.test(name)) return { issue: include(draft.include, name, value) }
      return /^_revinclude(?::|$)/.test(name) ? { issue: include(draft.revinclude, name, value) } : undefined
  }
}

const systemParameters = [
  '_has',
  '_text',
  '_content',
  '_query',
  '_filter',
  '_list',
  '_contained',
  '_containedType',
  '_type',
]

function search(draft: Draft, name: string, value: string): Issue | undefined {
  const [code = '', modifier, ...rest] = name.split(':')
  if (systemParameters.includes(code)) {
    draft.unsupported.push(name)
    return undefined
  }
  // `patient.name`, `subject:Patient.name`: chains.
  const [head = ''] = name.split(/[.:]/)
  if (name.includes('.') && searchParameter(draft.type, head)?.type === 'reference') {
    draft.unsupported.push(name)
    return undefined
  }
  const parameter = searchParameter(draft.type, code)
  if (parameter && rest.length === 0) return criterion(draft, parameter, name, modifier, value)
  if (isSkipped(draft.type, code)) draft.unsupported.push(name)
  else draft.unknown.push(name)
  return undefined
}

/** Issues when something asked cannot be right (a date that is none, a modifier that is not known). */
export function parseSearch(
  type: string,
  params: readonly (readonly [string, string])[],
  options: SearchOptions = {},
): ParsedSearch | Issue[] {
  const none = {
    count: undefined,
    summary: undefined,
    elements: undefined,
    total: undefined,
    format: undefined,
    cursor: undefined,
  }
  const lists = { criteria: [], sort: [], include: [], revinclude: [], unknown: [], unsupported: [] }
  const draft: Draft = { type, ...lists, ...none, base: options.base?.replace(/\/$/, '') }
  const issues: Issue[] = []
  for (const [name, value] of params) {
    const found = control(draft, name, value)
    const issue = found ? found.issue : search(draft, name, value)
    if (issue) issues.push(issue)
  }
  return issues.length > 0 ? issues : draft
}
