/** Parameters about the result of a search: order, size, shape, what comes along. */
import { isResourceType } from '../definitions/index.ts'
import type { Issue } from '../validation/issue.ts'
import { searchParameter } from './parameters.ts'
import { type Draft, type Include, problem, shown } from './parse.ts'

const mostKeys = 10
const mostIncludes = 50

function sort(draft: Draft, value: string): Issue | undefined {
  for (const key of value.split(',')) {
    const code = key.replace(/^-/, '')
    const parameter = searchParameter(draft.type, code)
    if (!parameter || parameter.type === 'composite') return problem('not-supported', `Cannot sort by ${shown(code)}.`)
    draft.sort.push({ parameter, descending: key.startsWith('-') })
  }
  return draft.sort.length > mostKeys ? problem('too-costly', '_sort has too many keys.') : undefined
}

function include(into: Include[], name: string, value: string): Issue | undefined {
  const [source = '', parameter = value === '*' ? '*' : '', target] = value.split(':')
  const known =
    parameter === '*'
      ? isResourceType(source) || value === '*'
      : isResourceType(source) && searchParameter(source, parameter)?.type === 'reference'
  const [, modifier] = name.split(':')
  const iterate = modifier === 'iterate' || modifier === 'recurse'
  if (!known || (target !== undefined && !isResourceType(target)) || (modifier !== undefined && !iterate))
    return problem('value', `${shown(name)} takes Type:parameter or Type:parameter:Target with a reference parameter.`)
  if (into.length >= mostIncludes) return problem('too-costly', `${shown(name)} is asked too often.`)
  into.push({ source, parameter, target, iterate })
  return undefined
}

const oneOf = (name: string, value: string, allowed: readonly string[]): Issue | undefined =>
  allowed.includes(value) ? undefined : problem('value', `${name} takes ${allowed.join(' | ')}.`)

/** `undefined` when `name` is no parameter about the result. */
export function control(draft: Draft, name: string, value: string): { issue: Issue | undefined } | undefined {
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
