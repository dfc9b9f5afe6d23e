/** Chains (`subject:Patient.name`) and reverse chains (`_has:Observation:patient:code`), of any depth up to a few levels. */
import { isResourceType, resourceTypes } from '../definitions/index.ts'
import type { Issue } from '../validation/issue.ts'
import { searchParameter } from './parameters.ts'
import { addCriterion, type Draft, emptySearch, type ParsedSearch, problem, shown } from './parse.ts'

const deepest = 5

const tooDeep = (name: string): Issue => problem('too-costly', `Search parameter ${shown(name)} links too many levels.`)

interface Nested {
  readonly search: ParsedSearch | undefined
  readonly issue: Issue | undefined
  readonly unsupported: boolean
}

/** What is asked of the resource at the other end. */
function nested(draft: Draft, type: string, name: string, value: string, depth: number): Nested {
  if (draft.budget.left-- <= 0) return { search: undefined, issue: tooDeep(name), unsupported: false }
  const inner = emptySearch(type, draft.base, draft.budget)
  const issue = addCriterion(inner, name, value, depth + 1)
  const understood = !issue && inner.unknown.length === 0 && inner.unsupported.length === 0
  const { budget: _spent, ...search } = inner
  return { search: understood ? search : undefined, issue, unsupported: inner.unsupported.length > 0 }
}

function notUnderstood(draft: Draft, name: string, tried: readonly Nested[]): Issue | undefined {
  const issue = tried.find((one) => one.issue)?.issue
  if (issue) return issue
  if (tried.some(({ unsupported }) => unsupported)) draft.unsupported.push(name)
  else draft.unknown.push(name)
  return undefined
}

export function parseChain(draft: Draft, name: string, value: string, depth: number): Issue | undefined {
  if (depth >= deepest) return tooDeep(name)
  const dot = name.indexOf('.')
  const [code = '', type, ...more] = name.slice(0, dot).split(':')
  const parameter = searchParameter(draft.type, code)
  if (parameter?.type !== 'reference' || more.length > 0 || (type !== undefined && !isResourceType(type))) {
    draft.unknown.push(name)
    return undefined
  }
  const allowed = parameter.targets.length > 0 ? parameter.targets : depth === 0 ? resourceTypes() : []
  const types = type === undefined ? allowed : [type]
  const tried = types.map((target) => nested(draft, target, name.slice(dot + 1), value, depth))
  const targets = tried.flatMap(({ search }) => search ?? [])
  if (targets.length === 0) return notUnderstood(draft, name, tried)
  draft.links.push({ kind: 'chain', parameter, targets })
  return undefined
}

export function parseHas(draft: Draft, name: string, value: string, depth: number): Issue | undefined {
  if (depth >= deepest) return tooDeep(name)
  const [, type = '', code = '', rest = ''] = /^_has:(\w+):([\w-]+):(.+)$/s.exec(name) ?? []
  const parameter = isResourceType(type) ? searchParameter(type, code) : undefined
  if (parameter?.type !== 'reference') {
    draft.unknown.push(name)
    return undefined
  }
  const inner = nested(draft, type, rest, value, depth)
  if (!inner.search) return notUnderstood(draft, name, [inner])
  draft.links.push({ kind: 'has', parameter, source: inner.search })
  return undefined
}
